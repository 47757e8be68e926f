"""What is done with one notebook: its cells in order, and where which answer is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

__all__ = ["Ask", "Run", "Script", "Step"]


@dataclass(frozen=True)
class Run:
    """Run some code.

    Attributes
    ----------
    cell : str
        The id of the cell that it comes from, for messages.
    source : str
        The code.
    question : str
        The question whose answer it is, or to which it leads; blank for the setup.
    own : bool
        Whether it is the question's own answer cell: what ends it badly is the question's outcome.
    """

    cell: str
    source: str
    question: str = ""
    own: bool = False


@dataclass(frozen=True)
class Ask:
    """Look at an answer: the place of a question's check.

    Attributes
    ----------
    question : str
        The question's id.
    variable : str
        The variable that holds the answer.
    cases : list, optional
        For a function, the packed arguments of each call.
    """

    question: str
    variable: str
    cases: Any = None


Step = Run | Ask


@dataclass(frozen=True)
class Script:
    """The steps of one notebook.

    Attributes
    ----------
    steps : tuple of Run or Ask
        In order.
    seconds : float
        Wall time that one cell may take.
    """

    steps: tuple[Step, ...]
    seconds: float

    def without(self, lost: set[int]) -> Script:
        """Return the same script in which some steps, by position, do nothing."""
        steps = (
            Run("", "", step.question) if at in lost else step for at, step in enumerate(self.steps)
        )
        return replace(self, steps=tuple(steps))

    def message(self) -> dict[str, Any]:
        """Return what is sent to the process that runs the learner's code: no ids, no points."""
        return {"seconds": self.seconds, "steps": [_sent(step) for step in self.steps]}


def _sent(step: Step) -> dict[str, Any]:
    if isinstance(step, Run):
        return {"run": step.source}
    return {"ask": step.variable, "cases": step.cases}
