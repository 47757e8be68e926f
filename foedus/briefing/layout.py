"""The page of a briefing: HTML made of parts in which every text of the writer's is escaped."""

import datetime as dt
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from html import escape
from typing import Final

from foedus.briefing.figures import Figure
from foedus.citable import Source
from foedus.widgets import page

__all__ = ["Finding", "Page", "card", "count", "long_date", "whole"]

_STYLE: Final = (
    "header,main,footer{max-width:64rem}main{padding:0 .75rem}"
    "header,footer,figcaption,li{overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2rem 0 .5rem}"
    "h3{font-size:1rem;margin:.25rem 0}.question{font-size:1.1rem;margin:.25rem 0}"
    ".facts{color:#4a5159}a{color:#0b57d0}a:focus-visible,[tabindex]:focus-visible{"
    "outline:3px solid #0b57d0;outline-offset:2px}li{margin-block:.4rem}"
    ".findings li{max-width:46rem}figure{margin:1rem 0 2rem}"
    ".picture{overflow-x:auto;background:#fff;border:1px solid #d5d9de}"
    ".picture img{display:block;min-width:32rem;max-width:100%;height:auto}"
    ".views{margin-inline:-.75rem}"
    "@media (prefers-color-scheme:dark){.facts{color:#b9c1ca}a{color:#9cc2ff}"
    "a:focus-visible,[tabindex]:focus-visible{outline-color:#9cc2ff}}"
    "@media print{body{background:#fff;color:#000;font-size:11pt}a{color:#000}.facts{color:#333}"
    "h2,h3,figcaption{break-after:avoid}li,.picture{break-inside:avoid}"
    ".views{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    ".fo-widget{break-inside:avoid}.picture{overflow:visible;border:0}.picture img{min-width:0}"
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
        + _section("findings", "What the evidence shows", _findings(content.findings))
        + _section("views", "Timeline and alliance matrix", content.views, "views")
        + _section("charts", "Charts", "".join(map(_figure, content.figures)))
        + _section("sources", "Sources", _sources(content.sources))
        + f"</main><footer><p>{_TERMS}</p></footer>"
    )
    return page.document(content.title, body, _STYLE)


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
        f"{count(range(charts), 'chart')}: <code>.to_html(path)</code> writes the page.</p></div>"
    )


def count(things: Sized, word: str) -> str:
    """Return a number of things with their name, for example 1 chart or 2 charts."""
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


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


def _section(name: str, heading: str, inside: str, style: str = "") -> str:
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{heading}</h2>'
        + (f'<div class="{style}">{inside}</div>' if style else inside)
        + "</section>"
    )


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


def _figure(figure: Figure) -> str:
    named = escape(figure.title)
    subtitle = f'<p dir="auto">{escape(figure.subtitle)}</p>' if figure.subtitle else ""
    tables = "".join(page.details(figure.title, table) for table in figure.tables)
    return (
        f'<figure class="fo-box"><figcaption><h3 dir="auto">{named}</h3>{subtitle}'
        f'<p dir="auto">{escape(figure.description)}</p></figcaption>'
        f"{_picture(figure, named)}{tables}</figure>"
    )


def _picture(figure: Figure, named: str) -> str:
    if not figure.picture:
        return "<p>This chart could not be drawn where the page was made; its table follows.</p>"
    return (
        f'<div class="picture" tabindex="0" role="region" aria-label="{named}, picture">'
        f'<img role="img" alt="{escape(figure.description)}" src="{figure.picture}"></div>'
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
