"""Every sentence of fact is computed in its notebook or cited; nothing in it came later."""

import nbformat
import pytest
from nbformat import NotebookNode

import foedus as fo
from foedus.checking import Question
from foedus.editions import asof, evidence, truth
from foedus.editions.building import COURSE, library
from foedus.editions.guide import GENERAL
from foedus.editions.source import Source, read
from foedus.lessons import Room, rooms

ROOMS = rooms()
EXERCISES = [room for room in ROOMS if room.exercise.exists()]
LAST_LESSON_OF_THE_DAY = "06"
GUIDES = [room for room in ROOMS if (room.folder / "guide.md").exists()]
OF_THE_DAY = [room for room in ROOMS if room.number <= asof.LAST_LESSON]
ASKED_OF_THE_DAY = [room for room in OF_THE_DAY if room.exercise.exists()]
EDITIONS_OF_THE_DAY = [("notebooks", room) for room in OF_THE_DAY] + [
    ("solutions", room) for room in ASKED_OF_THE_DAY
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


def source_of(folder: str, room: Room) -> Source:
    return read(room.lesson if folder == "notebooks" else room.exercise)


def told(question: Question) -> list[tuple[str, str]]:
    """Return what a question says besides its prompt: hints, messages, the word after it."""
    hints = [(f"{question.id} hint {at}", text) for at, text in enumerate(question.hints, 1)]
    messages = [(f"{question.id} {one.name}", one.message) for one in question.misconceptions]
    return [*hints, *messages, (f"{question.id} afterword", question.afterword)]


@pytest.mark.parametrize(("folder", "room"), EDITIONS_OF_THE_DAY, ids=name)
def test_nothing_before_the_reveal_is_later_than_the_day_of_the_article(
    folder: str, room: Room
) -> None:
    head = source_of(folder, room).head
    book = stored(folder, room)
    late = asof.late_cells(
        book, room.number, fo.ARTICLE_DAY, reveal=head.reveal, known=head.known_then
    )
    assert not late, "\n".join(["", *late])


@pytest.mark.parametrize("room", ASKED_OF_THE_DAY, ids=name)
def test_no_hint_or_message_before_the_reveal_is_later_than_that_day(room: Room) -> None:
    source = read(room.exercise)
    ids = [cell.id for cell in source.cells]
    early = asof.before_reveal(ids, room.number, source.head.reveal)
    asked = [one for one in room.module("questions").QUESTIONS if one.id in early]
    words = [text for question in asked for text in told(question)]
    late = asof.late_texts(words, fo.ARTICLE_DAY, known=source.head.known_then)
    assert asked
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
