"""What an instructor wants written, and where; the names of the files that come and go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 (a field's type)
from typing import Final

from .intake_folders import folder_name

__all__ = ["LEDGER", "TO_MARK", "Wanted"]

LEDGER: Final = "results.sqlite"
"""The ledger's name in the results' folder."""

TO_MARK: Final = "to_mark.csv"
"""The name of the table in which a person marks open questions."""


@dataclass(frozen=True)
class Wanted:
    """What to write.

    Attributes
    ----------
    out : pathlib.Path
        The results' folder.
    hints : int
        How many hints the feedback shows, 0 to 3.
    roster : pathlib.Path, optional
        The class list.
    lessons_at : str
        Where the feedback's links to lessons lead; blank for none.
    salt : str, optional
        The word with which variants were dealt; None if everybody had the same questions.
    """

    out: Path
    hints: int = 0
    roster: Path | None = None
    lessons_at: str = ""
    salt: str | None = None

    def feedback_page(self, student: str, lesson: str) -> Path:
        """Return where a student's feedback on a lesson stands."""
        return self.out / "feedback" / folder_name(student) / f"{lesson}.html"
