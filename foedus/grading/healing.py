"""Put the released cells back into a learner's notebook, and say what had to be healed.

The learner's own cells run in the learner's order. What the course defines is as released: the
setup runs as released (a changed one runs first, so that what the learner added stays), and each
question is looked at where its check stands, or where it would stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from .script import Ask, Run, Script, Step

if TYPE_CHECKING:
    from .edition import Edition, Place
    from .notebook import Cell, Notebook

__all__ = ["Healed", "heal"]

_AT_END: Final = 1.0e9


@dataclass(frozen=True)
class Healed:
    """A notebook ready to be judged.

    Attributes
    ----------
    script : Script
        What to run, and where to look at which answer.
    gone : frozenset of str
        Questions of which neither answer nor check is left: without a value they were tampered
        with.
    notes : tuple of str
        What was healed, a sentence each, for the learner and a person who looks at it.
    open_answer : str
        The text for the open question; blank when it is missing or still the stub.
    """

    script: Script
    gone: frozenset[str]
    notes: tuple[str, ...]
    open_answer: str


def heal(notebook: Notebook, edition: Edition, seconds: float) -> Healed:
    """Make a script of a learner's notebook.

    Parameters
    ----------
    notebook : Notebook
        As handed in.
    edition : Edition
        As released.
    seconds : float
        Wall time that one cell may take.
    """
    return _Healing(notebook, edition).healed(seconds)


@dataclass
class _Healing:
    """One notebook being healed: its cells by name, and what is noted on the way."""

    notebook: Notebook
    edition: Edition
    notes: list[str] = field(default_factory=list)
    where: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the released cells among the learner's, by name or, for checks, by their text."""
        by_text = {_bare(place.check_source): place.check for place in self.edition.places}
        names = {cell.name for cell in self.notebook.cells}
        for at, cell in enumerate(self.notebook.cells):
            name = cell.name
            if name not in self.edition.order:
                name = by_text.get(_bare(cell.source), "") if cell.kind == "code" else ""
                if name in names:
                    continue  # a copy of a check that is still there is the learner's own cell
            if name:
                self.where.setdefault(name, []).append(at)

    def healed(self, seconds: float) -> Healed:
        steps = [self._setup(), *self._runs(), *map(self._asked, self.edition.places)]
        in_order = [step for _, step in sorted(steps, key=itemgetter(0))]
        script = Script(tuple(_attributed(in_order)), seconds)
        gone = [place.question for place in self.edition.places if self._is_gone(place)]
        self._note_order()
        return Healed(script, frozenset(gone), tuple(self.notes), self._open_answer())

    # the learner's cells

    def _runs(self) -> list[tuple[float, Step]]:
        """Return the learner's cells that run, each at its own position."""
        checks = {place.check for place in self.edition.places}
        answers = {place.answer: place.question for place in self.edition.places}
        names = {at: name for name, ats in self.where.items() for at in ats}
        runs: list[tuple[float, Step]] = []
        for at, cell in enumerate(self.notebook.cells):
            name = names.get(at, "")
            if (
                name in checks
                or self._is_setup(name, cell)
                or not self._is_code(cell, name, answers)
            ):
                continue
            own = name in answers
            runs.append((at, Run(cell.name, cell.source, answers.get(name, ""), own)))
        return runs

    def _is_setup(self, name: str, cell: Cell) -> bool:
        """Tell whether this is the setup as released, which has its own place."""
        return name == self.edition.setup_cell and _bare(cell.source) == _bare(self.edition.setup)

    def _is_code(self, cell: Cell, name: str, answers: dict[str, str]) -> bool:
        if cell.kind == "code":
            return True
        if name in answers:
            self.notes.append(
                f"The answer cell of {answers[name]} had been turned from code into {cell.kind}; "
                "it was run as code."
            )
            return True
        return False

    # the released cells

    def _setup(self) -> tuple[float, Step]:
        """Return the setup as released: where it stands, or else before all that needs it."""
        name = self.edition.setup_cell
        found, first = self.where.get(name, []), self._first_after(name, -1)
        own = [at for at in found if at < first]
        self._note_setup(found, own)
        at = own[-1] + 0.5 if own else max(first - 0.5, -1)
        return (-1 if at > len(self.notebook.cells) else at), Run(name, self.edition.setup)

    def _note_setup(self, found: list[int], own: list[int]) -> None:
        texts = {_bare(self.notebook.cells[at].source) for at in found}
        if not found:
            self.notes.append("The setup cell was missing; it was put back.")
        elif texts != {_bare(self.edition.setup)}:
            self.notes.append(
                "The setup cell had been changed; it ran as it was, then as released."
            )
        elif not own:
            self.notes.append("The setup cell had been moved; it was put back.")

    def _asked(self, place: Place) -> tuple[float, Step]:
        """Return a question's check, and where it is made: at its cell, but after the answer."""
        answers, checks = self.where.get(place.answer, []), self.where.get(place.check, [])
        self._note_check(place, checks, answers)
        at = self._asked_at(place, answers, checks)
        return at, Ask(place.question, place.variable, place.cases)

    def _asked_at(self, place: Place, answers: list[int], checks: list[int]) -> float:
        if checks and checks[-1] > max(answers, default=-1):
            return checks[-1]
        after = max(answers, default=-1)
        return min(self._first_after(place.check, after) - 0.25, _AT_END)

    def _note_check(self, place: Place, checks: list[int], answers: list[int]) -> None:
        what = f"The check of {place.question}"
        if not checks:
            self.notes.append(f"{what} was missing; the released one was used.")
            return
        cells = [self.notebook.cells[at] for at in checks]
        if any(
            cell.kind != "code" or _bare(cell.source) != _bare(place.check_source) for cell in cells
        ):
            self.notes.append(f"{what} had been changed; the released one was used.")
        if len(checks) > 1:
            self.notes.append(f"{what} was there more than once; it counts once.")
        if len(answers) > 1:
            self.notes.append(
                f"The answer cell of {place.question} was there {len(answers)} times; all ran."
            )
        if answers and checks[-1] < max(answers):
            self.notes.append(f"{what} stood before its answer; it was made after it.")

    def _first_after(self, name: str, after: int) -> float:
        """Return the first position after one where a cell stands that is released after a cell."""
        order = self.edition.order
        later = [
            at
            for other, ats in self.where.items()
            for at in ats
            if order[other] > order[name] and at > after
        ]
        return min(later, default=_AT_END)

    def _is_gone(self, place: Place) -> bool:
        return place.answer not in self.where and place.check not in self.where

    def _note_order(self) -> None:
        answers = [place.answer for place in self.edition.places if place.answer in self.where]
        firsts = [self.where[name][0] for name in answers]
        if firsts != sorted(firsts):
            self.notes.append("The questions stood in another order than released; all ran so.")

    def _open_answer(self) -> str:
        texts = [
            self.notebook.cells[at].source.strip()
            for at in self.where.get(self.edition.open_cell, [])
        ]
        kept = [text for text in texts if text and text != self.edition.open_stub.strip()]
        return "\n\n".join(kept)


def _bare(source: str) -> str:
    """Return a source as it is compared: how lines end, and spaces at their ends, mean nothing."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _attributed(steps: list[Step]) -> list[Step]:
    """Give each of the learner's extra cells to the question that is looked at next."""
    question = ""
    given: list[Step] = []
    for step in reversed(steps):
        if isinstance(step, Ask):
            question = step.question
        elif not step.question:
            step = Run(step.cell, step.source, question)  # noqa: PLW2901
        given.append(step)
    return given[::-1]
