"""Compare tables by meaning: rows, columns and index in any order unless the question says so."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (a field's type)
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from foedus.wording import mark, t

from .comparison import Comparison, Single, fitting, unmatched
from .reading import LIMIT, Items, Large, Missing, Pairs, Plain, Sheet, read
from .words import cause, describe, sentence, told, too_large

__all__ = ["Table"]

_WANTED = mark("a table (DataFrame)")
_LABELS = "row labels"


@dataclass(frozen=True)
class _Row(Single):
    """A row, compared cell by cell."""

    each: tuple[Single, ...] = ()

    def canonical(self, value: Plain) -> Plain | None:
        if not isinstance(value, Items):
            return None
        cells = zip(self.each, value.entries, strict=True)
        return Items(tuple(_cell(each, cell) for each, cell in cells))

    def same(self, answer: Plain, expected: Plain) -> bool:
        if not isinstance(answer, Items) or not isinstance(expected, Items):
            return False
        cells = zip(self.each, answer.entries, expected.entries, strict=True)
        return all(each.matches(given, wanted) for each, given, wanted in cells)


def _cell(each: Single, value: Plain) -> Plain:
    canonical = None if isinstance(value, Missing) else each.canonical(value)
    return value if canonical is None else canonical


@dataclass(frozen=True)
class Table(Comparison):
    """A table. Only the expected table's columns are compared, and only what is in the cells.

    Parameters
    ----------
    each : mapping of str to Single
        How the cells of a column are compared, where the default does not suit.
    ordered_rows, ordered_columns : bool
        Whether the order of rows or columns matters.
    extra_columns : bool
        Whether columns beyond those expected are overlooked.
    index : bool
        Whether the row labels are part of the answer, as in a pivoted table or a matrix.

    Examples
    --------
    >>> right = pd.DataFrame({"id": ["E1", "E2"], "year": [1946, 1979]})
    >>> given = pd.DataFrame({"year": [1979.0, 1946.0], "id": ["E2", "E1"], "note": ""})
    >>> Table().reason("early", given, right) is None
    True
    >>> print(Table().reason("early", given[["id"]], right))
    `early` is a table (DataFrame) with 2 rows and 1 column, but it lacks the column `year`.
    """

    each: Mapping[str, Single] = field(default_factory=dict)
    ordered_rows: bool = False
    ordered_columns: bool = False
    extra_columns: bool = True
    index: bool = False

    def prepare(self, answer: object) -> Plain:  # noqa: D102
        return _sheet(answer)

    def compare(self, name: str, given: Plain, expected: object) -> str | None:  # noqa: D102
        wanted = _sheet(expected)
        if isinstance(given, Large) and given.name != "str":
            return too_large(name, given, t(_WANTED))
        if not isinstance(given, Sheet) or not isinstance(wanted, Sheet):
            return sentence(name, describe(given), t(_WANTED), cause(given, single=False))
        head = told(name, given)
        return self._shape(head, given, wanted) or self._cells(head, given, wanted)

    def _shape(self, head: str, given: Sheet, wanted: Sheet) -> str | None:
        lacking = [label for label in wanted.columns if given.column(label) is None]
        if lacking:
            why = t("One pair of square brackets gives a column; two give a table.")
            fault = t(
                "{head}, but it lacks the column {column}.", head=head, column=_label(lacking[0])
            )
            return f"{fault} {why}" if given.name == "Series" else fault
        extra = [label for label in given.columns if label not in (*wanted.columns, *wanted.labels)]
        if extra and not self.extra_columns:
            return t(
                "{head}, and the column {column} does not belong.",
                head=head,
                column=_label(extra[0]),
            )
        if self.ordered_columns and _common(given, wanted) != list(wanted.columns):
            return t(
                "{head}, but its columns are not in the order that the question asks for.",
                head=head,
            )
        return None

    def _cells(self, head: str, given: Sheet, wanted: Sheet) -> str | None:
        labels = list(wanted.columns)
        mine = [given.column(label) or () for label in labels]
        right = [wanted.column(label) or () for label in labels]
        if self.index:
            labels, mine, right = (
                [_LABELS, *labels],
                [_rows(given, wanted), *mine],
                [wanted.labelled(), *right],
            )
        each = tuple(
            self._judge(label, column) for label, column in zip(labels, right, strict=True)
        )
        if given.rows != wanted.rows:
            return _row_count(head, given.rows, wanted.rows)
        for label, judge, column, true in zip(labels, each, mine, right, strict=True):
            if unmatched(column, true, judge) != ([], []):
                return _not_held(head, label)
        return self._rows(head, _Row(each), _tuples(mine), _tuples(right))

    def _judge(self, label: Plain, column: tuple[Plain, ...]) -> Single:
        own = self.each.get(label) if isinstance(label, str) else None
        return own or fitting(column)

    def _rows(self, head: str, row: _Row, given: list[Plain], wanted: list[Plain]) -> str | None:
        if all(map(row.matches, given, wanted)):
            return None
        if unmatched(given, wanted, row) != ([], []):
            return t(
                "{head}. Each column is right by itself, but the rows do not fit together.",
                head=head,
            )
        if self.ordered_rows:
            return t(
                "{head}. The rows are right, but not in the order that the question asks for.",
                head=head,
            )
        return None


def _sheet(answer: object) -> Plain:
    """Read a table; a Series, a list of dicts or a dict of lists is made into one."""
    given = read(answer)
    made: Plain = given
    if isinstance(given, Pairs) and given.name == "Series" and type(answer) is pd.Series:
        made = read(answer.to_frame(answer.name if given.title != Missing("None") else "value"))
    elif _is_columns(given) or _is_records(given):
        made = _built(_bare(given))
    if isinstance(given, (Items, Pairs)) and isinstance(made, Sheet):
        return replace(made, name=given.name)  # so that words say what was given
    return made


def _is_columns(given: Plain) -> bool:
    """Tell whether this is a dict of columns."""
    if not isinstance(given, Pairs) or not given.entries:
        return False
    return all(isinstance(one, (Items, Pairs)) and one.name != "dict" for one in given.entries)


def _is_records(given: Plain) -> bool:
    """Tell whether this is a list of rows, each a dict."""
    if not isinstance(given, Items) or not given.entries:
        return False
    return all(isinstance(one, Pairs) and all(map(_is_text, one.keys)) for one in given.entries)


def _is_text(value: Plain) -> bool:
    return isinstance(value, str)


def _bare(value: Plain) -> object:
    """Return a plain value as ordinary Python, to build a table from."""
    if isinstance(value, Missing):
        return None
    if isinstance(value, Pairs) and value.name != "Series":
        return {key: _bare(item) for key, item in zip(value.keys, value.entries, strict=True)}
    if isinstance(value, (Items, Pairs)):
        return [_bare(item) for item in value.entries]
    return value


def _built(content: Any) -> Plain:  # noqa: ANN401 (whatever pandas takes)
    try:
        return read(pd.DataFrame(content, dtype=object))
    except (TypeError, ValueError):
        return read(content)


def _common(given: Sheet, wanted: Sheet) -> list[Plain]:
    return [label for label in given.columns if label in wanted.columns]


def _rows(given: Sheet, wanted: Sheet) -> tuple[Plain, ...]:
    """Return the row labels, from a column when the index was reset into one."""
    label = wanted.labels[0]
    if len(wanted.labels) == 1 and label in given.columns:
        return given.at(given.columns.index(label))
    return given.labelled()


def _not_held(head: str, label: Plain) -> str:
    if label is _LABELS:
        return t("{head}, but the row labels do not hold what the question asks for.", head=head)
    return t(
        "{head}, but the column {column} does not hold what the question asks for.",
        head=head,
        column=_label(label),
    )


def _row_count(head: str, given: int, wanted: int) -> str:
    if given == 0:
        return t(
            "{head}: no row met the condition. Compare its spelling and type with the data.",
            head=head,
        )
    if given > wanted:
        return t(
            "{head}: there are rows too many. "
            "Perhaps a condition is missing, or rows stand there twice.",
            head=head,
        )
    return t(
        "{head}: rows are missing. Perhaps a condition is too strict, or a merge dropped some.",
        head=head,
    )


def _tuples(columns: list[tuple[Plain, ...]]) -> list[Plain]:
    return [Items(row) for row in zip(*columns, strict=True)]


def _label(label: Plain) -> str:
    return f"`{label[: LIMIT // 500]}`" if isinstance(label, str) else describe(label)
