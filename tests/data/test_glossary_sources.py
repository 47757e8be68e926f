"""The glossary states facts with their sources, and marks contested words in one way."""

from __future__ import annotations

import re

import pytest

from foedus.editions import evidence, truth
from foedus.editions.citations import Library
from foedus.pages import DOCS
from foedus.tables import ARTICLE_DAY, load

PAGE = (DOCS / "glossary.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^## (.+?)\n\n(.+?)(?=\n## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
ADDRESS = re.compile(r"\]\((https?://[^)\s]+)\)")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
#: Entries that only say what a name stands for, or how the course's own tables use a word.
NAMES_ONLY = {"E3", "EAEU", "Kremlin", "Phase", "Sanctions", "Supreme Leader"}
#: Words that each side uses in its own way: STYLE and the lessons lean on these entries.
CONTESTED = {
    "Aggression",
    "Alliance",
    "Ally",
    "Axis of resistance",
    "Neutral",
    "Pre-emptive and preventive",
    "Proxy",
    "Regime",
    "Special military operation",
    "Strategic partnership",
    "Support",
    "Terrorist",
}


def without_links(text: str) -> str:
    return re.sub(r"\(?\[[^\]]*\]\([^)]*\)\)?", "", text)


@pytest.mark.parametrize("term", ENTRIES)
def test_an_entry_that_names_an_actor_or_a_year_has_a_source(term: str) -> None:
    text = without_links(ENTRIES[term])
    faults = truth.faults([(term, text)], truth.vocabulary(load("actors")), Library({}, {}), {})
    facts = [
        fault.sentence
        for fault in faults
        if fault.reason.startswith("names") or YEAR.search(fault.sentence)
    ]
    assert not facts or ADDRESS.search(ENTRIES[term]) or term in NAMES_ONLY, facts


def test_every_address_in_the_glossary_is_a_source_of_the_tables() -> None:
    known = {url.replace("(", "%28").replace(")", "%29") for url in load("sources")["url"]}
    assert set(ADDRESS.findall(PAGE)) - known == set()


@pytest.mark.parametrize("term", sorted(CONTESTED))
def test_a_contested_word_is_marked_at_the_beginning_of_its_entry(term: str) -> None:
    assert ENTRIES[term].startswith("**Contested")


def test_no_entry_tells_what_came_after_the_day_of_the_article() -> None:
    assert evidence.later_dates(without_links(PAGE), ARTICLE_DAY) == []


def test_entries_stand_in_alphabetical_order() -> None:
    keys = [re.sub(r"[^\w ]", "", term.casefold()) for term in ENTRIES]
    assert keys == sorted(keys)


def test_an_entry_is_short() -> None:
    longest = {term: len(without_links(text).split()) for term, text in ENTRIES.items()}
    assert {term: words for term, words in longest.items() if words > 80} == {}
