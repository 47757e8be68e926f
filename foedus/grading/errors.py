"""Why nothing can be judged: errors that a person reads as they are."""

from __future__ import annotations

__all__ = ["CourseError", "EngineError", "NotStartedError"]


class CourseError(ValueError):
    """The course lacks a lesson, or a released solution cannot be read; the message says which."""


class EngineError(RuntimeError):
    """Nothing can be judged here; the message says why, and what to do."""


class NotStartedError(EngineError):
    """A notebook's process ended before its first cell: not locked in, or without memory."""
