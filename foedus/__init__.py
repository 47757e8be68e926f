"""Foedus: *Short of Alliance: would Russia come to Iran's aid?*, a course in Jupyter.

``import foedus as fo`` gives a learner all that the notebooks use: the tables (``fo.load``), pure
functions on them, the two widgets, and the checks. Each name is imported when it is first used,
so that a notebook's first cell answers at once.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.briefing import Briefing
    from foedus.checking import NotYet, check, hint, progress
    from foedus.chronology import tie_events
    from foedus.forecasts import brier
    from foedus.keeping import BackupError, backup, restore
    from foedus.relations import (
        directed_pairs,
        strongest_ties,
        tie_matrix,
        ties_in_force,
        ties_of_pair,
    )
    from foedus.tables import ARTICLE_DAY, load
    from foedus.votes import agreement, kappa, pi, s_score
    from foedus.widgets import AllianceMatrix, ContextView, Timeline
    from foedus.wording import language

__all__ = [
    "ARTICLE_DAY",
    "AllianceMatrix",
    "BackupError",
    "Briefing",
    "ContextView",
    "NotYet",
    "Timeline",
    "agreement",
    "backup",
    "brier",
    "chart_table",
    "check",
    "directed_pairs",
    "hint",
    "kappa",
    "language",
    "load",
    "pi",
    "progress",
    "restore",
    "s_score",
    "strongest_ties",
    "tie_events",
    "tie_matrix",
    "ties_in_force",
    "ties_of_pair",
]

__version__ = "0.1.0"

_HOMES = {
    "foedus.briefing": ("Briefing",),
    "foedus.charts.figures": ("chart_table",),
    "foedus.checking": ("NotYet", "check", "hint", "progress"),
    "foedus.chronology": ("tie_events",),
    "foedus.forecasts": ("brier",),
    "foedus.keeping": ("BackupError", "backup", "restore"),
    "foedus.relations": (
        "directed_pairs",
        "strongest_ties",
        "tie_matrix",
        "ties_in_force",
        "ties_of_pair",
    ),
    "foedus.tables": ("ARTICLE_DAY", "load"),
    "foedus.votes": ("agreement", "kappa", "pi", "s_score"),
    "foedus.widgets": ("AllianceMatrix", "ContextView", "Timeline"),
    "foedus.wording": ("language",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        msg = f"foedus has no {name!r}; it has: {', '.join(__all__)}."
        raise AttributeError(msg)
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


# A notebook or a shell, where charts are shown; a browser may have Python without Altair.
if "IPython" in sys.modules and find_spec("altair"):
    import_module("foedus.charts").enable()
