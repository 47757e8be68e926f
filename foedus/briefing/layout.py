"""The page of a briefing: HTML made of parts in which every text of the writer's is escaped."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from foedus import documents
from foedus.charts.figures import Figure
from foedus.citable import Source
from foedus.widgets import page

__all__ = ["Finding", "Page", "card", "long_date", "whole"]

_STYLE: Final = (
    ".question{font-size:1.1rem;margin:.25rem 0}.findings li{max-width:46rem}"
    ".views{margin-inline:-.75rem}"
    "@media print{.views{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    ".fo-widget{break-inside:avoid}"
    '.sources a[href^="http"]::after{content:" (" attr(href) ")"}}'
)
_TERMS: Final = (
    "Made with Foedus, a course on reading alliances. Text and data of the course are CC BY 4.0; "
    "figures on arms are SIPRI's, under its terms for teaching and research, and votes are United "
    "Nations records. The sentences and charts are their author's."
)


@dataclass(frozen=True)
class Finding:
    """A sentence, and the numbers of its sources in the list at the end."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Page:
    """All that a page says, as plain text but for `views`, which is HTML of our own."""

    title: str
    pair: str
    question: str
    as_of: str
    author: str
    findings: tuple[Finding, ...]
    sources: tuple[tuple[Source, str], ...]
    views: str = ""
    figures: tuple[Figure, ...] = ()


def whole(content: Page) -> str:
    """Return the page as one self-contained HTML document."""
    body = (
        f"<header>{_head(content)}</header><main>"
        + documents.section("findings", "What the evidence shows", _findings(content.findings))
        + documents.section("views", "Timeline and alliance matrix", content.views, "views")
        + documents.section("charts", "Charts", "".join(map(documents.figure, content.figures)))
        + documents.section("sources", "Sources", _sources(content.sources))
        + f"</main><footer><p>{_TERMS}</p></footer>"
    )
    return page.document(content.title, body, documents.READING + _STYLE)


def card(content: Page, charts: int) -> str:
    """Return what a notebook shows: the sentences with their links, without ids or headings."""
    items = []
    for finding in content.findings:
        cited = [content.sources[number - 1][0] for number in finding.numbers]
        named = [source.publisher for source in cited]
        links = ", ".join(
            _link(source, source.title if named.count(source.publisher) > 1 else source.publisher)
            for source in cited
        )
        items.append(f'<li dir="auto">{escape(finding.text)} ({links})</li>')
    return (
        f'<div><p><strong dir="auto">{escape(content.title)}</strong></p>'
        f'<p dir="auto"><em>{escape(content.question)}</em></p><ol>{"".join(items)}</ol>'
        f"<p>{_facts(content)} With it go a timeline, a matrix and "
        f"{documents.count(charts, 'chart')}: <code>.to_html(path)</code> writes the page.</p>"
        "</div>"
    )


def long_date(iso: str) -> str:
    """Return a day as it is written in prose, for example 22 June 2025."""
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _head(content: Page) -> str:
    return (
        f'<h1 dir="auto">{escape(content.title)}</h1>'
        f'<p class="question" dir="auto">{escape(content.question)}</p>'
        f'<p class="facts">{_facts(content)}</p>'
    )


def _facts(content: Page) -> str:
    author = f' By <bdi dir="auto">{escape(content.author)}</bdi>.' if content.author else ""
    day = f'<time datetime="{content.as_of}">{long_date(content.as_of)}</time>'
    return f"{escape(content.pair)}, by what could be known on {day}.{author}"


def _findings(findings: Iterable[Finding]) -> str:
    items = "".join(
        f'<li><span dir="auto">{escape(one.text)}</span> {_numbers(one.numbers)}</li>'
        for one in findings
    )
    return f'<ol class="findings">{items}</ol>'


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(
        f'<a href="#source-{one}" aria-label="source {one}">[{one}]</a>' for one in numbers
    )


def _sources(sources: Sequence[tuple[Source, str]]) -> str:
    items = "".join(
        f'<li id="source-{number}">{_link(source, source.title)}, {escape(source.publisher)}.'
        f"{_language(source)} {escape(cited)}</li>"
        for number, (source, cited) in enumerate(sources, start=1)
    )
    return f'<ol class="sources">{items}</ol>'


def _language(source: Source) -> str:
    known = source.language in {"", "en"}
    return "" if known else f" Language: {escape(source.language)}."


def _link(source: Source, words: str) -> str:
    return f'<a href="{escape(source.url)}" rel="noreferrer">{escape(words)}</a>'
