"""What a check can say: four outcomes, and the exception that carries those not passed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import ClassVar

from foedus.wording import ENGLISH, attributes, current, mark, small, t

__all__ = [
    "CheckError",
    "Correct",
    "Missed",
    "NotAttempted",
    "NotYet",
    "Outcome",
    "as_paragraphs",
]

_FRAME = "border-inline-start:4px solid currentColor;padding:0 0.75em;margin:0.25em 0"


_WIDTH = 88


def _wrapped(line: str) -> list[str]:
    return wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def as_paragraphs(text: str) -> str:
    """Return text as HTML: escaped, `code` marked, one paragraph a line."""
    marked = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escape(text))
    # What lessons say is English; each line runs as its own words do.
    tag = "<p>" if current() is ENGLISH else '<p dir="auto">'
    return "".join(f"{tag}{line}</p>" for line in marked.splitlines() if line.strip())


@dataclass(frozen=True)
class Outcome:
    """The outcome of one check.

    Attributes
    ----------
    question : str
        The question's id, such as ``"02.3"``.
    title : str
        The question's title.
    message : str
        What the learner reads: the reason and the next step. Plain text; `code` in backquotes.
    notice : str
        A sentence about something else, such as progress that could not be saved; mostly blank.

    Notes
    -----
    `word` is the outcome's name everywhere in the project; `passed` is true for `correct` only.
    """

    question: str
    title: str
    message: str = ""
    notice: str = ""

    word: ClassVar[str] = ""
    heading: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    passed: ClassVar[bool] = False

    @property
    def _heading(self) -> str:
        return t(self.heading)

    @property
    def text(self) -> str:
        """The outcome as a few lines of plain text, always the same for the same outcome."""
        head = f"{self.icon} {self._heading} · {self.question} {self.title}".rstrip()
        return "\n".join(part for part in (head, self.message, self.notice) if part)

    def __repr__(self) -> str:
        """Return the text, so that a cell shows the outcome and not a constructor."""
        return self.text

    def _repr_html_(self) -> str:
        said = t("Check of question {question}: {outcome}", question=self.question,
                 outcome=small(self._heading))  # fmt: skip
        label = escape(said, quote=True)
        icon = f'<span aria-hidden="true">{self.icon}</span>'
        head = (
            f"<p><strong>{icon} {escape(self._heading)}</strong>"
            f" · {escape(self.question)} {escape(self.title)}</p>"
        )
        told = as_paragraphs(self.message) + as_paragraphs(self.notice)
        return (
            f'<div class="fo-check fo-check-{self.word}" role="group"{attributes()} '
            f'aria-label="{label}" style="{_FRAME}">{head}{told}</div>'
        )


@dataclass(frozen=True, repr=False)
class Correct(Outcome):
    """The answer means what the question asks for."""

    word: ClassVar[str] = "correct"
    heading: ClassVar[str] = mark("Correct")
    icon: ClassVar[str] = "✓"
    passed: ClassVar[bool] = True


@dataclass(frozen=True, repr=False)
class Missed(Outcome):
    """The answer is not right yet.

    Attributes
    ----------
    misconception : str
        The name of the misconception that was recognised; blank when there is none.
    """

    misconception: str = ""

    word: ClassVar[str] = "not-yet"
    heading: ClassVar[str] = mark("Not yet")
    icon: ClassVar[str] = "○"


@dataclass(frozen=True, repr=False)
class NotAttempted(Outcome):
    """The stub is untouched."""

    word: ClassVar[str] = "not-attempted"
    heading: ClassVar[str] = mark("Not attempted")
    icon: ClassVar[str] = "–"  # noqa: RUF001 (a dash, said in words beside it)


@dataclass(frozen=True, repr=False)
class CheckError(Outcome):
    """The check itself failed: a fault of the course, never of the learner."""

    word: ClassVar[str] = "check-error"
    heading: ClassVar[str] = mark("The check itself failed")
    icon: ClassVar[str] = "!"


class NotYet(Exception):  # noqa: N818 (a name for learners, not an error of theirs)
    """Raised by a check that is not passed; shown as its message, without a traceback.

    Parameters
    ----------
    outcome : Outcome
        `Missed`, `NotAttempted` or `CheckError`.

    Examples
    --------
    >>> raise NotYet(Missed("02.3", "Early events", "`early` is None."))
    Traceback (most recent call last):
        ...
    foedus.checking.outcome.NotYet: ○ Not yet · 02.3 Early events
    `early` is None.
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.text)
        self.outcome = outcome

    def __reduce__(self) -> tuple[type[NotYet], tuple[Outcome]]:
        """Pickle the outcome, so that a check may run in another process."""
        return type(self), (self.outcome,)

    def _render_traceback_(self) -> list[str]:
        """Give IPython the message in place of a traceback, wrapped: JupyterLab cuts words."""
        return [part for line in str(self).splitlines() for part in _wrapped(line)]
