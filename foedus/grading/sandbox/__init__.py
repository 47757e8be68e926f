"""Run programs that nobody trusts: without network, files, processes or time of others (Linux)."""

from foedus.grading.sandbox.limits import Limits
from foedus.grading.sandbox.probe import missing
from foedus.grading.sandbox.world import NOT_LOCKED, Child, Ended, World, enter_world

__all__ = ["NOT_LOCKED", "Child", "Ended", "Limits", "World", "enter_world", "missing"]
