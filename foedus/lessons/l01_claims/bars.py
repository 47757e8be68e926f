"""A bar chart of counts, judged by the counts that its bars show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from foedus.checking import Chart, Comparison, Mapping, Whole
from foedus.checking.charting import Drawn, View, views_of
from foedus.checking.reading import read

if TYPE_CHECKING:
    from foedus.checking.reading import Plain

__all__ = ["Bars"]

_SIDES = ("x", "y")
_MOST_ROWS = 1_000  # of 38 claims; more would only make the check slow


@dataclass(frozen=True)
class Bars(Comparison):
    """Bars of a count for each label of one field, lying or standing.

    The counts may stand in the table that is drawn, or be left to Altair's ``count()``.

    Parameters
    ----------
    field : str
        The column whose labels the bars stand for.
    """

    field: str = ""

    def prepare(self, answer: object) -> Drawn:
        """Read the answer once: its views, and what it is."""
        return Drawn(tuple(views_of(answer)), read(answer))

    def compare(self, name: str, given: Drawn, expected: object) -> str | None:
        """Say why the bars are not the ones that are asked for."""
        wanted = views_of(expected)[0]
        bars = [view for view in given.views if view.mark == "bar"]
        if not bars:
            return Chart(rows=False).compare(name, given, expected)
        faults = [self._fault(name, view, wanted) for view in bars]
        return None if None in faults else faults[0]

    def _fault(self, name: str, given: View, wanted: View) -> str | None:
        if not isinstance(given.data, (pd.DataFrame, list)):
            return (
                f"`{name}` is not drawn from a table. What `value_counts` gives has its labels in "
                "the index: `.reset_index(...)` makes a table of it."
            )
        if len(given.data) > _MOST_ROWS:
            return f"`{name}` is drawn from {len(given.data):,} rows; `claims` has far fewer."
        fields = [given.channels[side].field for side in _SIDES if side in given.channels]
        if self.field not in fields:
            return f"`{name}` is a bar chart, but neither `x` nor `y` shows `{self.field}`."
        counts = _lengths(given, self.field)
        if counts is None:
            return (
                f"`{name}` is a bar chart of `{self.field}`, but the length of its bars is no "
                "count: tie the other axis to the column with the counts."
            )
        judge = Mapping(each=Whole(), zero_is_absent=True)
        return judge.reason(f"{name}.data", counts, _lengths(wanted, self.field))


def _lengths(view: View, field: str) -> dict[Plain, Plain] | None:
    """Return the length of each label's bar, or None where nothing gives one."""
    other = [c for side, c in view.channels.items() if side in _SIDES and c.field != field]
    table = pd.DataFrame(view.data) if isinstance(view.data, list) else view.data
    if not isinstance(table, pd.DataFrame) or field not in table or not other:
        return None
    if not table.columns.is_unique:
        return None
    labels = table[field].astype("str")
    if other[0].aggregate == "count":
        return {str(label): int(n) for label, n in labels.value_counts().items()}
    if other[0].field not in table:
        return None
    numbers = pd.to_numeric(table[other[0].field], errors="coerce")
    if numbers.isna().any():
        return None
    return {str(label): float(n) for label, n in numbers.groupby(labels).sum().items()}
