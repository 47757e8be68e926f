"""Every sentence of fact is computed in its notebook or cited; nothing in it came later."""

import nbformat
import pytest
from nbformat import NotebookNode

import foedus as fo
from foedus.editions import evidence, truth
from foedus.editions.building import COURSE, library
from foedus.editions.guide import GENERAL
from foedus.editions.source import Source, read
from foedus.lessons import Room, rooms

ROOMS = rooms()
EXERCISES = [room for room in ROOMS if room.exercise.exists()]
LAST_LESSON_OF_THE_DAY = "06"
GUIDES = [room for room in ROOMS if (room.folder / "guide.md").exists()]
OF_THE_DAY = [room for room in ROOMS if room.number <= LAST_LESSON_OF_THE_DAY]
EDITIONS_OF_THE_DAY = [("notebooks", room) for room in OF_THE_DAY] + [
    ("solutions", room) for room in OF_THE_DAY if room.exercise.exists()
]


def name(value: object) -> str:
    return value.number if isinstance(value, Room) else str(value)


def stored(folder: str, room: Room) -> NotebookNode:
    return nbformat.read(COURSE / folder / f"{room.stem}.ipynb", as_version=4)


def shown(notebook: NotebookNode, number: str) -> dict[str, str]:
    """Return what each code cell shows, by its name without the number."""
    return {
        cell.id.removeprefix(f"{number}-"): evidence.output_text(cell)
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def texts(source: Source) -> list[tuple[str, str]]:
    return [(cell.id, cell.text) for cell in source.cells if cell.kind == "markdown"]


@pytest.fixture(scope="module")
def words() -> truth.Vocabulary:
    return truth.vocabulary(fo.load("actors"))


def guide_text(room: Room) -> str:
    return (room.folder / "guide.md").read_text(encoding="utf-8")


def report(faults: list[truth.Fault]) -> str:
    return "\n".join(["", *map(str, faults)])


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_every_sentence_of_a_lesson_shows_where_it_comes_from(
    room: Room, words: truth.Vocabulary
) -> None:
    outputs = shown(stored("notebooks", room), room.number)
    faults = truth.faults(texts(read(room.lesson)), words, library(), outputs)
    assert not faults, report(faults)


@pytest.mark.parametrize("room", EXERCISES, ids=name)
def test_every_sentence_of_an_exercise_shows_where_it_comes_from(
    room: Room, words: truth.Vocabulary
) -> None:
    questions = room.module("questions")
    prompts = [(f"{one.id} prompt", one.prompt) for one in questions.QUESTIONS]
    prompts.append((f"{room.number} open question", questions.OPEN.prompt))
    prompts.append((f"{room.number} open answer", room.module("answers").OPEN_ANSWER))
    outputs = shown(stored("solutions", room), room.number)
    everything = [*texts(read(room.exercise)), *prompts]
    faults = truth.faults(everything, words, library(), outputs)
    assert not faults, report(faults)


@pytest.mark.parametrize(("folder", "room"), EDITIONS_OF_THE_DAY, ids=name)
def test_nothing_is_later_than_the_day_of_the_article(folder: str, room: Room) -> None:
    known = read(room.lesson).head.known_then
    late = []
    for cell in stored(folder, room).cells:
        if cell.cell_type == "markdown" and not cell.source.startswith("## Sources"):
            found = evidence.later_dates(cell.source, fo.ARTICLE_DAY, known=known)
        else:
            output = evidence.output_text(cell)
            found = evidence.later_dates(output, fo.ARTICLE_DAY, known=known, years=False)
        late += [f"cell {cell.id}: {date!r}" for date in found]
    assert not late, "\n".join(["", *late])


@pytest.mark.parametrize("room", GUIDES, ids=name)
def test_every_sentence_of_a_guide_shows_where_it_comes_from(
    room: Room, words: truth.Vocabulary
) -> None:
    """In a guide `[=cell]` names a cell of the lesson."""
    outputs = shown(stored("notebooks", room), room.number)
    faults = truth.faults([(f"{room.number} guide", guide_text(room))], words, library(), outputs)
    assert not faults, report(faults)


def test_every_sentence_of_the_general_guide_shows_where_it_comes_from(
    words: truth.Vocabulary,
) -> None:
    text = GENERAL.read_text(encoding="utf-8")
    faults = truth.faults([("guide", text)], words, library(), {})
    assert not faults, report(faults)


@pytest.mark.parametrize(
    "room", [room for room in GUIDES if room.number <= LAST_LESSON_OF_THE_DAY], ids=name
)
def test_a_guide_up_to_lesson_06_tells_nothing_later_than_the_day(room: Room) -> None:
    known = read(room.lesson).head.known_then
    assert evidence.later_dates(guide_text(room), fo.ARTICLE_DAY, known=known) == []


def test_the_general_guide_tells_nothing_later_than_the_day() -> None:
    assert evidence.later_dates(GENERAL.read_text(encoding="utf-8"), fo.ARTICLE_DAY) == []


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_a_title_stands_in_the_head_and_as_the_first_heading(room: Room) -> None:
    sources = [read(room.lesson), *([read(room.exercise)] if room.exercise.exists() else [])]
    for source in sources:
        assert source.head.number == room.number
        assert source.head.stem == room.stem
        assert source.cells[0].text.startswith(f"# {source.head.title}\n"), source.path.name
