"""From a lesson's room to its three notebooks: lesson, exercise, solution."""

from foedus.editions.building import build, check

__all__ = ["build", "check"]
