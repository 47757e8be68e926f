"""No answer to any question of any lesson is too strange: none crashes a check, none passes it."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from foedus import lessons
from foedus.checking import Function, NotYet, Question, check
from foedus.checking.judging import judge
from foedus.checking.progress_file import SWITCH
from foedus.checking.registry import exercise

from ..zoo import WICKED, ZOO  # noqa: TID252 (the tests are no package on the path)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 1000


def _questions() -> Iterator[Question]:
    """Give the questions of every room that can be read; `test_proofs` fails for the others."""
    for room in lessons.rooms():
        with contextlib.suppress(Exception):
            yield from exercise(room.number).questions


QUESTIONS = list(_questions())
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=[one.id for one in QUESTIONS])


@functools.cache
def animal(name: str) -> object:
    """Make each strange object once: no check may change or use up what it is given."""
    return ZOO[name]()


def _itself_again(*_: object) -> object:
    return _itself_again


def _endless_depth(*values: object) -> object:
    return _endless_depth(*values)


def _generator(*_: object) -> Iterator[object]:
    while True:
        yield WICKED[0]


def _raise(*_: object) -> object:
    raise KeyboardInterrupt


#: Functions are called: what they give and how they end is strange too.
FUNCTIONS: dict[str, Callable[..., object]] = {
    "gives-wicked": lambda *_: WICKED[0],
    "gives-itself": _itself_again,
    "has-no-bottom": _endless_depth,
    "gives-a-generator": _generator,
    "interrupts": _raise,
    "exits": lambda *_: exit(3),  # noqa: PLR1722 (a learner's slip)
    "wants-nothing": lambda: 1,
    "wants-names": lambda *, date: date,
    "a-class": type("Answer", (), {}),
}


def wicked_column(length: int) -> np.ndarray[Any, Any]:
    column = np.empty(length, dtype=object)
    for at in range(length):
        column[at] = WICKED[at % len(WICKED)]
    return column


def wicked_table(expected: pd.DataFrame) -> pd.DataFrame:
    """Fill a copy column by column: to make it at once, pandas would ask its cells."""
    table = expected.copy()
    for at in range(table.shape[1]):
        cells = pd.Series(wicked_column(len(table)), index=table.index, dtype=object)
        table.isetitem(at, cells)
    return table


def disguises(expected: Any) -> Iterator[object]:  # noqa: ANN401
    """Give answers of the right kind, size and labels with strange values in them."""
    if isinstance(expected, pd.DataFrame):
        yield wicked_table(expected)
        yield expected.iloc[:0]
        yield pd.concat([expected] * (10**6 // max(len(expected), 1)))
    if isinstance(expected, pd.Series):
        yield pd.Series(wicked_column(len(expected)), index=expected.index, dtype=object)
        yield expected.iloc[:0]
    if isinstance(expected, dict):
        yield dict.fromkeys(expected, WICKED[3])
        yield dict.fromkeys(expected)
    if isinstance(expected, (list, tuple, set, frozenset)):
        yield [WICKED[5]] * len(expected)
        yield [float("nan")] * len(expected)
    if isinstance(expected, alt.TopLevelMixin):
        yield alt.Chart().mark_bar().encode(x="a:Q", y="b:N")
        yield {**expected.to_dict(), "datasets": {}}  # type: ignore[attr-defined]
    if isinstance(expected, str):
        yield f"{expected}\0"
        yield expected * 10**5


@pytest.fixture(autouse=True)
def no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "off")


def expect_refused(question: Question, name: str, answer: object) -> None:
    outcome = judge(question, answer)
    assert outcome.word in {"not-yet", "not-attempted"}, (question.id, name, outcome)
    assert len(outcome.text) < LONGEST, (question.id, name)
    assert outcome._repr_html_().startswith("<div"), (question.id, name)
    assert NotYet(outcome)._render_traceback_(), (question.id, name)


@each_question
def test_no_strange_object_crashes_a_check_or_passes_it(question: Question) -> None:
    for name in ZOO:
        expect_refused(question, name, animal(name))


@each_question
def test_no_disguise_crashes_a_check_or_passes_it(question: Question) -> None:
    for number, answer in enumerate(disguises(question.expected())):
        expect_refused(question, f"disguise {number}", answer)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(
    "question",
    [one for one in QUESTIONS if isinstance(one.judge, Function)],
    ids=lambda one: one.id,
)
def test_no_strange_function_crashes_a_check_or_passes_it(question: Question, name: str) -> None:
    expect_refused(question, name, FUNCTIONS[name])


@each_question
def test_the_call_that_a_learner_makes_ends_in_its_message(question: Question) -> None:
    for name in ("wicked-0", "wicked-1", "million-rows", "recursive", "endless", "nan"):
        with pytest.raises(NotYet):
            check(question.id, animal(name))


def test_questions_with_charts_and_functions_are_among_them() -> None:
    expected = [one.expected() for one in QUESTIONS]
    assert any(isinstance(one, alt.TopLevelMixin) for one in expected)
    assert any(callable(one) and not isinstance(one, alt.TopLevelMixin) for one in expected)
