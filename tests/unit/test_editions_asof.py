"""The as-of rule: a late date is found before the reveal, wherever it hides, and not after it."""

from pathlib import Path

import pytest
from nbformat import NotebookNode, v4

from foedus.editions import asof
from foedus.editions.source import SourceError, read

DAY = "2025-06-22"
CHART = "application/vnd.vegalite.v5+json"
ROWS = [{"start": "2025-10-02"}]
WIDGET = '<script type="application/json">{"date": ["2025-10-02"]}</script>'


def shown(data: dict[str, object], source: str = "1 + 1") -> NotebookNode:
    return v4.new_code_cell(source, outputs=[v4.new_output("execute_result", data=data)])


LATE = {
    "prose": v4.new_markdown_cell("It came into force on 2 October 2025."),
    "a year": v4.new_markdown_cell("It went on in 2026."),
    "printed": v4.new_code_cell("f()", outputs=[v4.new_output("stream", text="2025-10-02\n")]),
    "a table": shown({"text/html": "<table><td>2025-10-02</td></table>"}),
    "a chart": shown({CHART: {"datasets": {"rows": ROWS}}, "text/plain": "A chart."}),
    "a widget": shown({"text/html": WIDGET}),
    "all on file": v4.new_code_cell('rows = fo.load("events")'),
    "None as of": v4.new_code_cell('rows = fo.load("events", as_of=None)'),
    "a later day": v4.new_code_cell('rows = fo.load("events", as_of="2025-10-02")'),
    "a later place": v4.new_code_cell('rows = fo.load("events", "2025-10-02")'),
}
EARLY = {
    "the day itself": v4.new_markdown_cell("It was 22 June 2025."),
    "an address": v4.new_markdown_cell("See [it](https://x.example/2025-10-02)."),
    "the sources": v4.new_markdown_cell("## Sources\n\n- Report (2026)"),
    "a load of the day": v4.new_code_cell('rows = fo.load("events", as_of=AS_OF)'),
    "a load of an earlier day": v4.new_code_cell('rows = fo.load("events", as_of="2012-01-01")'),
}


def notebook(*cells: tuple[str, NotebookNode]) -> NotebookNode:
    return v4.new_notebook(
        cells=[NotebookNode({**cell, "id": f"07-{name}"}) for name, cell in cells]
    )


def reveal() -> tuple[str, NotebookNode]:
    return "the-date-moves-on", v4.new_markdown_cell("## The date moves on")


def found(*cells: tuple[str, NotebookNode]) -> list[str]:
    return asof.late_cells(notebook(*cells), "07", DAY, reveal="the-date-moves-on")


@pytest.mark.parametrize("cell", LATE.values(), ids=LATE)
def test_what_is_late_is_found_before_the_reveal_and_its_cell_is_named(cell: NotebookNode) -> None:
    (fault,) = found(("look", cell), reveal())
    assert fault.startswith("cell 07-look: ")


@pytest.mark.parametrize("cell", LATE.values(), ids=LATE)
def test_the_same_is_let_be_after_the_reveal(cell: NotebookNode) -> None:
    assert found(reveal(), ("look", cell)) == []


@pytest.mark.parametrize("cell", LATE.values(), ids=LATE)
def test_without_a_reveal_the_whole_notebook_is_read(cell: NotebookNode) -> None:
    faults = asof.late_cells(notebook(reveal(), ("look", cell)), "07", DAY)
    assert [fault[:12] for fault in faults] == ["cell 07-look"]


@pytest.mark.parametrize("cell", EARLY.values(), ids=EARLY)
def test_what_could_be_known_is_let_be(cell: NotebookNode) -> None:
    assert found(("look", cell), reveal()) == []


def test_the_cell_of_the_reveal_may_itself_hold_later_dates() -> None:
    name, _ = reveal()
    assert found((name, LATE["prose"])) == []


def test_a_date_announced_before_the_day_may_stand_before_the_reveal() -> None:
    book = notebook(("look", LATE["prose"]))
    assert asof.late_cells(book, "07", DAY, known=["2025-10-02"]) == []


def test_a_reveal_that_no_cell_is_called_by_is_refused() -> None:
    with pytest.raises(ValueError, match="no cell '07-the-date-moves-on'"):
        found(("look", EARLY["the day itself"]))


HEAD = '---\ntitle: A title\nnumber: "07"\nstem: 07_a_title\nreveal: {reveal}\n---\n\n'
TEXT = "# A title\n\nBefore.\n\n## What came\n\nAfter.\n"


def test_the_head_names_the_reveal_by_its_headings_slug(tmp_path: Path) -> None:
    place = tmp_path / "lesson.md"
    place.write_text(HEAD.format(reveal="what-came") + TEXT, encoding="utf-8")
    source = read(place)
    ids = [cell.id for cell in source.cells]
    assert asof.before_reveal(ids, "07", source.head.reveal) == ["07-a-title"]


def test_a_head_that_names_no_cell_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "lesson.md"
    place.write_text(HEAD.format(reveal="what-comes") + TEXT, encoding="utf-8")
    with pytest.raises(SourceError, match="reveal 'what-comes'"):
        read(place)


def test_hints_and_messages_are_read_too() -> None:
    texts = [("hint 1", "Look at June 2025."), ("hint 2", "Look at July 2025.")]
    assert asof.late_texts(texts, DAY) == ["hint 2: 'July 2025'"]
