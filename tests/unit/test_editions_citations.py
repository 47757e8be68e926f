"""Citations become links, and a list of what is cited."""

import pandas as pd
import pytest

from foedus.citable import CITABLE
from foedus.editions.citations import (
    Library,
    UnknownIdError,
    open_library,
    render,
    sources_section,
)

SOURCES = pd.DataFrame(
    {
        "id": ["tass-1", "text-1", "memo-1"],
        "title": ["A statement", "The [treaty]", "A memoir"],
        "publisher": ["TASS", "Ministry", "Press"],
        "url": ["https://t.example/1", "https://m.example/a_(b)", "https://p.example/x y"],
        "kind": ["state-media", "primary", "news"],
        "language": ["en", "ru", "en"],
        "note": ["", "Scan.", None],
    }
)


def table(name: str) -> pd.DataFrame:
    if name == "sources":
        return SOURCES
    if name == "claims":
        return pd.DataFrame({"id": ["c01"], "sources": ["tass-1 text-1 memo-1"]})
    if name == "events":
        rows = {"id": ["e1", "e2"], "source": ["tass-1", "memo-1"], "source2": ["text-1", ""]}
        return pd.DataFrame({**rows, "verified": ["seen", "memory"]})
    assert name in CITABLE
    return pd.DataFrame({"id": []})


@pytest.fixture
def library() -> Library:
    return open_library(table)


def test_a_source_becomes_a_link_with_its_publisher(library: Library) -> None:
    assert render("So it said [@tass-1].", library) == "So it said ([TASS](https://t.example/1))."


def test_a_row_stands_for_its_sources(library: Library) -> None:
    text = render("It was signed [@e1].", library)
    assert "([TASS](https://t.example/1), [Ministry](https://m.example/a_%28b%29))" in text


def test_neighbouring_citations_share_one_bracket_and_no_link_stands_twice(
    library: Library,
) -> None:
    assert render("So [@tass-1] [@tass-1].", library).count("TASS") == 1


def test_running_text_shows_two_links_and_the_list_shows_all(library: Library) -> None:
    assert render("So [@c01].", library).count("](") == 2
    assert sources_section(["So [@c01]."], library).count("](") == 3


def test_proof_marks_are_removed_and_terms_are_linked(library: Library) -> None:
    assert render("We count 3 [=rows]. See it [~].", library) == "We count 3. See it."
    linked = "A [pact](../docs/glossary.md#Defence-pact)."
    assert render("A [[defence pact|pact]].", library) == linked


def test_code_is_left_as_it_is(library: Library) -> None:
    assert render("Write `[@nobody]` [~].", library) == "Write `[@nobody]`."


def test_an_id_that_nothing_has_is_refused_by_name(library: Library) -> None:
    with pytest.raises(UnknownIdError, match="nobody"):
        render("So [@nobody].", library)


def test_the_list_is_grouped_by_kind_with_documents_first(library: Library) -> None:
    text = sources_section(["A [@tass-1].", "B [@text-1]."], library)
    assert text.index("Primary documents") < text.index("State media")
    assert (
        "- [The \\[treaty\\]](https://m.example/a_%28b%29), Ministry. Language: ru. Scan." in text
    )


def test_what_is_cited_from_memory_says_so(library: Library) -> None:
    assert "from memory" in sources_section(["A [@e2]."], library)
    assert "from memory" not in sources_section(["A [@e1]."], library)


def test_a_text_that_cites_nothing_says_so(library: Library) -> None:
    assert "cites no source" in sources_section(["Words [~]."], library)
