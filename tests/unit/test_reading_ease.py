"""The prose stays at or under the level of upper school."""

import pytest

from foedus.editions.reading_ease import ease, lesson_prose, prose, syllables
from foedus.lessons import Room, rooms

UPPER_SCHOOL = 12


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.number)
def test_a_lesson_and_its_exercise_are_no_harder_than_upper_school(room: Room) -> None:
    sentences = lesson_prose(room)
    assert len(sentences) > 100
    assert ease(sentences).grade <= UPPER_SCHOOL


def test_the_formulas_agree_with_worked_examples() -> None:
    easy = ease(["The cat sat on the mat."])
    assert (round(easy.flesch, 2), round(easy.grade, 2)) == (116.15, -1.45)
    hard = ease(
        ["The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."]
    )
    assert (hard.words, hard.syllables) == (13, 24)
    assert round(hard.grade, 1) == 11.3


def test_a_hard_text_would_be_found() -> None:
    hard = (
        "Notwithstanding considerable interpretative disagreements concerning the obligatory "
        "character of consultative provisions, commentators characterise the instrument as "
        "establishing predominantly declaratory commitments."
    )
    assert ease([hard]).grade > UPPER_SCHOOL


@pytest.mark.parametrize(
    ("word", "count"), [("idea", 3), ("military", 4), ("consultation", 4), ("Kremlin", 2)]
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_code_tables_and_marks_do_not_count() -> None:
    table, code = "| a | b |\n|---|---|\n| one | two |", "```\ncode here\n```"
    text = f"It fell in the night [@tass-1].\n\n{table}\n\n{code}\n"
    assert prose([text]) == ["It fell in the night."]
