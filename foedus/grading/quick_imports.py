"""Spare a process the slowest part of importing Altair, which judging has no use for."""

from __future__ import annotations

import sys

__all__ = ["spare_web_grammar"]


def spare_web_grammar() -> None:
    """Let jsonschema, which Altair loads, go without a grammar of web addresses.

    Building it takes twice the time of all the rest; it serves a check of formats that no chart of
    the course has. To be called before Altair is imported, in a process of our own only.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
