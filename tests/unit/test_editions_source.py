"""Reading a lesson's text source: cells, ids, questions, and what is refused."""

from pathlib import Path

import pytest

from foedus.editions.source import SourceError, read, slug

HEAD = '---\ntitle: A title\nnumber: "98"\nstem: 98_a_title\n---\n\n'


def written(folder: Path, text: str, head: str = HEAD) -> Path:
    place = folder / "lesson.md"
    place.write_text(head + text, encoding="utf-8")
    return place


def ids(folder: Path, text: str) -> list[str]:
    return [cell.id for cell in read(written(folder, text)).cells]


def code(name: str, text: str = "1 + 1") -> str:
    return f"```{{code-cell}} ipython3\n:name: {name}\n{text}\n```\n\n"


def test_a_heading_starts_a_cell_and_names_it(tmp_path: Path) -> None:
    text = "# A title\n\nWords.\n\n## What's *new*?\n\nMore.\n\n### Deeper\n\nEnd.\n"
    assert ids(tmp_path, text) == ["98-a-title", "98-whats-new"]


def test_a_heading_inside_a_code_block_starts_no_cell(tmp_path: Path) -> None:
    text = "# A title\n\n```python\n# no heading\n## none either\n```\n"
    assert ids(tmp_path, text) == ["98-a-title"]


def test_a_code_cell_is_called_by_its_name_and_keeps_its_tags(tmp_path: Path) -> None:
    text = "# A title\n\n```{code-cell} ipython3\n:name: one\n:tags: [hide-input]\nx = 1\n```\n"
    cell = read(written(tmp_path, text)).cells[1]
    assert (cell.id, cell.text, cell.tags) == ("98-one", "x = 1", ("hide-input",))


def test_a_text_after_code_is_called_after_the_code(tmp_path: Path) -> None:
    text = "# A title\n\n" + code("one") + "It shows two.\n"
    assert ids(tmp_path, text) == ["98-a-title", "98-one", "98-one-note"]
    more = text + "\n## Next\n\nWords.\n"
    assert ids(tmp_path, more)[-2:] == ["98-one-note", "98-next"]


def test_a_name_given_by_the_author_goes_before_all_others(tmp_path: Path) -> None:
    text = "# A title\n\n" + code("one") + '+++ {"name": "look"}\n\nIt shows two.\n'
    assert ids(tmp_path, text)[-1] == "98-look"


def test_heading_and_code_of_the_same_name_stand_side_by_side(tmp_path: Path) -> None:
    text = "# A title\n\n## Setup\n\n" + code("setup")
    assert ids(tmp_path, text) == ["98-a-title", "98-setup-text", "98-setup"]


def test_the_same_source_gives_the_same_ids_each_time(tmp_path: Path) -> None:
    text = "# A title\n\n" + code("one") + "Words.\n\n" + code("two")
    assert ids(tmp_path, text) == ids(tmp_path, text)


def test_questions_become_cells_of_their_own(tmp_path: Path) -> None:
    asked = [f"```{{{kind}\n```\n\n" for kind in ("question} 98.1", "question} 98.2")]
    text = "# A title\n\n" + "".join(asked) + "```{open-question} 98\n```\n"
    cells = read(written(tmp_path, text)).cells
    assert [(cell.kind, cell.id) for cell in cells[1:]] == [
        ("question", "98.1"),
        ("question", "98.2"),
        ("open-question", "98"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# A title\n\n```{code-cell} ipython3\n1 + 1\n```\n", "no line ':name:"),
        ("# A title\n\n" + code("one") + code("one"), "two cells are called '98-one'"),
        ("# A title\n\n" + code("Not_A_Name"), "is no name"),
        ("# A title\n\n+++\n\nWords without a name.\n", "no heading and no name"),
        ("# A title\n\n```{question} 98.1\nA prompt here.\n```\n", "holds its number only"),
    ],
)
def test_a_source_that_breaks_the_format_is_refused_with_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(SourceError, match=reason):
        read(written(tmp_path, text))


def test_a_head_without_a_number_in_quotes_is_refused(tmp_path: Path) -> None:
    head = "---\ntitle: A title\nnumber: 98\nstem: 98_a_title\n---\n\n"
    with pytest.raises(SourceError, match="'number'"):
        read(written(tmp_path, "# A title\n", head))


def test_dates_known_then_are_read_as_text(tmp_path: Path) -> None:
    head = HEAD.replace("---\n\n", "known_then: [2025-10-18]\n---\n\n")
    assert read(written(tmp_path, "# A title\n", head)).head.known_then == ("2025-10-18",)


def test_an_apostrophe_leaves_no_hyphen() -> None:
    assert slug("Iran’s question, and Russia's") == "irans-question-and-russias"  # noqa: RUF001


def test_the_examples_in_the_guide_for_authors_can_be_read(tmp_path: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "writing-lessons.md"
    parts = guide.read_text(encoding="utf-8").split("````markdown\n")[1:]
    lesson, exercise = (part.partition("````")[0] for part in parts)
    assert ids(tmp_path, lesson.partition("---\n\n")[2])[1:3] == [
        "98-what-you-will-be-able-to-do",
        "98-setup-text",
    ]
    kinds = [cell.kind for cell in read(written(tmp_path, exercise, "")).cells]
    assert kinds == ["markdown", "markdown", "code", "markdown", *["question"] * 2, "open-question"]
