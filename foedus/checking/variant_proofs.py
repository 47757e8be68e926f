"""Prove the variants of a question: each is right, as hard as the base, and a task of its own.

Authors and tests use this module; learners' checks never do. Each function returns the faults it
finds as sentences, none when all is well. The proofs of a variant are those of the base with
other literals: a room's `answers_varied.py` says which text of the base's code stands for which
parameter.
"""

from __future__ import annotations

import ast
import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from foedus.relations import COOPERATIVE, HOSTILE

from .judging import judge
from .outcome import Correct
from .proofs import (
    leaks,
    question_faults,
    right_faults,
    run,
    stub_faults,
    wrong_faults,
)
from .question import Answers
from .reading import Items, Pairs, Sheet, read
from .variants import Varied, variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .comparison import Comparison
    from .question import Question
    from .registry import Exercise

__all__ = [
    "BAND",
    "FEWEST_SETS",
    "answers_of",
    "difficulty_faults",
    "naming_faults",
    "proof_faults",
    "rival_faults",
]

#: How many times larger or smaller than the base's the right answer of a variant may be.
BAND: Final = 2.5
#: Sets of parameters that a question which varies needs, the base among them.
FEWEST_SETS: Final = 5

#: The article's day, as setup cells call it: a variant writes another day in its place.
_SETUP_DAY: Final = "DAY"
_SAME: Final = ("id", "objective", "minutes", "points", "level", "review", "builds_on")


def answers_of(exercise: Exercise, question: Question) -> Answers:
    """Return the proofs of a question, or of a variant of it.

    Parameters
    ----------
    exercise : Exercise
        The question's.
    question : Question
        The base or a variant.

    Raises
    ------
    ModuleNotFoundError
        If the room has no proofs: a student's release has none.
    """
    base = exercise.answers()[question.id]
    if not question.variant:
        return base
    declared = variants(exercise)[question.id]
    if not isinstance(declared, Varied):
        raise TypeError(f"{question.id} does not vary")
    chosen = declared.sets[question.variant]
    words = exercise.room.module("answers_varied").LITERALS[question.id]
    kept = tuple(pair for pair in base.wrong if pair[1] not in chosen.without)
    return _swapped(replace(base, wrong=kept), words(declared.sets[0]), words(chosen))


def _swapped(answers: Answers, old: Mapping[str, str], new: Mapping[str, str]) -> Answers:
    """Put other literals into all code of a question's proofs, all at once."""
    words = {old[name]: new[name] for name in old}
    pattern = re.compile("|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)))

    def swap(code: str) -> str:
        return pattern.sub(lambda found: words[found[0]], code)

    return Answers(
        reference=swap(answers.reference),
        alternatives={name: swap(code) for name, code in answers.others.items()},
        wrong=tuple((swap(code), name) for code, name in answers.wrong),
    )


def proof_faults(exercise: Exercise, question: Question) -> list[str]:
    """Say why a variant's right answers do not pass, or a wrong one lacks its own message."""
    answers = answers_of(exercise, question)
    rights = [answers.reference, *answers.others.values()]
    return [
        *(fault for code in rights for fault in right_faults(exercise, question, code)),
        *(
            fault
            for code, name in answers.wrong
            for fault in wrong_faults(exercise, question, code, name)
        ),
        *stub_faults(exercise, question),
        *question_faults(question, answers),
        *leaks(question, answers),
    ]


def difficulty_faults(exercise: Exercise, question: Question) -> list[str]:
    """Say why a variant is not as hard as the base, by rule.

    The rule: the same objective, level, minutes, points, comparison and section to read again; the
    code of every proof has the base's shape, which is to say that it differs in literals and in
    the names that its author chose; the same kinds of ties and promises are named in it; the right
    answer is not empty and at most `BAND` times larger or smaller than the base's; no
    misconception gives it.
    """
    base = exercise.question(question.id)
    ours, theirs = answers_of(exercise, base), answers_of(exercise, question)
    left_out = {one.name for one in base.misconceptions} - {
        one.name for one in question.misconceptions
    }
    rules = {
        **{f"{name} differs": getattr(base, name) == getattr(question, name) for name in _SAME},
        "the comparison differs": _settings(base.judge) == _settings(question.judge),
        "the stub has another shape": _shape(base.stub) == _shape(question.stub),
        "the code of a proof has another shape": (
            _shapes(ours, left_out) == _shapes(theirs, left_out)
        ),
        "the reference names other kinds of ties": (
            _kinds(ours.reference) == _kinds(theirs.reference)
        ),
        "the right answer is empty": _size(question) > 0,
        f"the right answer is more than {BAND} times larger or smaller": (
            1 / BAND <= _size(question) / max(_size(base), 1) <= BAND
        ),
        "a misconception gives the right answer": not any(_gives_right(question)),
    }
    return [f"{question.key}: {fault}" for fault, holds in rules.items() if not holds]


def naming_faults(exercise: Exercise, question: Question) -> list[str]:
    """Say where a variant does not name its own parameters, or names those of another set."""
    declared = variants(exercise)[question.id]
    assert isinstance(declared, Varied)  # noqa: S101 (only such a question has variants)
    own = declared.sets[question.variant].named
    others = {word for one in declared.sets for word in one.named} - set(own)
    asked = f"{question.title}\n{question.prompt}\n{question.stub}"
    told = [*question.hints, question.afterword, *(one.message for one in question.misconceptions)]
    return [
        *(f"{question.key}: the prompt does not name {one!r}" for one in own if one not in asked),
        *(
            f"{question.key}: {one!r} belongs to another variant: {text!r}"
            for text in (asked, *told)
            for one in sorted(others)
            if _stands_in(one, text)
        ),
    ]


def rival_faults(exercise: Exercise, question: Question, rivals: list[Question]) -> list[str]:
    """Say which other variants' right answers pass the check of this one.

    Two sets may happen to have the same right answer; then each passes the other's check.
    """
    return [
        f"{question.key}: the right answer of {rival.key} passes"
        for rival in rivals
        if rival.variant != question.variant
        and isinstance(judge(question, _right(exercise, rival)), Correct)
        and not _same_answer(question, rival)
    ]


def _settings(judge: Comparison) -> tuple[str, ...]:
    """Return how a comparison is set, whatever the columns and calls that it is set for."""
    values = (getattr(judge, one.name) for one in fields(judge))
    return (
        type(judge).__name__,
        *(repr(list(one.values()) if isinstance(one, dict) else one) for one in values),
    )


def _right(exercise: Exercise, question: Question) -> object:
    return run(exercise, question, answers_of(exercise, question).reference)


def _same_answer(one: Question, other: Question) -> bool:
    """Tell whether two right answers are the same value, whatever a check makes of them."""
    first, second = one.expected(), other.expected()
    if isinstance(first, pd.DataFrame) and isinstance(second, pd.DataFrame):
        return first.equals(second)
    if isinstance(first, pd.Series) and isinstance(second, pd.Series):
        return first.equals(second)
    return bool(first == second)


def _gives_right(question: Question) -> Iterator[bool]:
    for one in question.misconceptions:
        if one.value is not None:
            yield isinstance(judge(replace(question, misconceptions=()), one.value()), Correct)


def _shapes(answers: Answers, left_out: set[str]) -> list[str]:
    wrong = [code for code, name in answers.wrong if name not in left_out]
    return [_shape(code) for code in (answers.reference, *answers.others.values(), *wrong)]


def _shape(code: str) -> str:
    """Return code without its literals, with its names in the order of their appearance.

    A list or tuple of literals only, such as one of codes, is a literal; so is the day that the
    setup gives a name.
    """
    tree = _Bare().visit(ast.parse(code))
    return ast.dump(tree)


class _Bare(ast.NodeTransformer):
    """Put words in place of literals, and numbers in place of names."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        return ast.Constant("number" if number else type(node.value).__name__)

    def visit_List(self, node: ast.List) -> ast.AST:
        literal = bool(node.elts) and all(isinstance(one, ast.Constant) for one in node.elts)
        return ast.Constant("list") if literal else self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id == _SETUP_DAY:
            return ast.Constant("str")
        node.id = self.names.setdefault(node.id, f"name{len(self.names)}")
        return node


def _kinds(code: str) -> list[str]:
    found = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    return sorted(one for one in found if isinstance(one, str) and one in (*COOPERATIVE, *HOSTILE))


def _size(question: Question) -> int:
    """Return how many values the right answer has."""
    found = read(question.expected())
    if isinstance(found, Sheet):
        return found.rows * len(found.columns)
    return len(found.entries) if isinstance(found, Items | Pairs) else 1


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
