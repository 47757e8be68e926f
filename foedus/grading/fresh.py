"""What a process does that starts from nothing; heavy modules are imported there, not here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .quick_imports import spare_web_grammar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["be_a_notebook"]


def be_a_notebook(connection: Connection) -> None:
    """Perform one script; what the learner's code prints goes nowhere."""
    spare_web_grammar()
    from .performing import perform  # noqa: PLC0415 (after this)
    from .runner import warm  # noqa: PLC0415

    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    perform(warm(), connection)
    os._exit(0)
