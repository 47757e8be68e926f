"""The words that a reader sees, in the reader's language: looked up, filled in, and collected."""

from .catalogue import (
    ENGLISH,
    Language,
    attributes,
    current,
    fill,
    language,
    mark,
    small,
    t,
    tc,
    tn,
    using,
)

__all__ = [
    "ENGLISH",
    "Language",
    "attributes",
    "current",
    "fill",
    "language",
    "mark",
    "small",
    "t",
    "tc",
    "tn",
    "using",
]
