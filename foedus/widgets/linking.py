"""The timeline and the matrix together, on one date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import ipywidgets
import traitlets

from foedus.widgets import page
from foedus.widgets.base import iso_day
from foedus.widgets.matrix import AllianceMatrix
from foedus.widgets.timeline import Timeline
from foedus.wording import mark, t

__all__ = ["ContextView"]

Change = dict[str, Any]


class ContextView(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
    """Show a timeline and a matrix, linked by their date.

    In the browser the two are linked without Python; in Python, setting the date of either, or
    of this view, sets all three.

    Parameters
    ----------
    timeline : Timeline
    matrix : AllianceMatrix
        It takes the timeline's date over. If its ties are those of an as-of date, the timeline's
        date must not be later.

    Raises
    ------
    TypeError
        If the two are not a timeline and a matrix, in this order.
    traitlets.TraitError
        If the timeline's date lies outside the matrix's range.

    Examples
    --------
    >>> import foedus as fo
    >>> day = "2025-06-22"
    >>> events, ties, actors = (fo.load(n, as_of=day) for n in ("events", "ties", "actors"))
    >>> view = fo.ContextView(fo.Timeline(events), fo.AllianceMatrix(ties, actors))
    >>> view.date = "1979-11-04"
    >>> view.matrix.date, view.timeline.date
    ('1979-11-04', '1979-11-04')
    """

    page_title: ClassVar[str] = mark("Timeline and alliance matrix")

    date = traitlets.Unicode()

    def __init__(self, timeline: Timeline, matrix: AllianceMatrix) -> None:
        if not isinstance(timeline, Timeline) or not isinstance(matrix, AllianceMatrix):
            raise TypeError(
                "ContextView takes a Timeline and an AllianceMatrix, in this order, not "
                f"{type(timeline).__name__} and {type(matrix).__name__}."
            )
        self.timeline, self.matrix = timeline, matrix
        matrix.reach(timeline.date)
        matrix.date = timeline.date
        self._link = ipywidgets.jslink((timeline, "date"), (matrix, "date"))
        super().__init__([timeline, matrix], date=timeline.date)
        self.add_class("fo-context")
        self._follow()

    def __repr__(self) -> str:  # noqa: D105
        return f"ContextView({self.timeline!r}, {self.matrix!r})"

    def to_html(self, path: str | Path, title: str | None = None) -> Path:
        """Write both views, linked, as one self-contained page; see `page.write`."""
        return page.write(path, title or t(self.page_title), self._states(), self._tables())

    def _states(self) -> list[dict[str, Any]]:
        return [self.timeline.page_state(), self.matrix.page_state()]

    def _tables(self) -> list[page.Table]:
        return [(t(view.page_title), view.page_table()) for view in (self.timeline, self.matrix)]

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:  # noqa: ANN401
        data = super()._repr_mimebundle_(**options)
        fallback = page.fallback(t(self.page_title), self._states(), self._tables())
        return {**data, "text/plain": repr(self), "text/html": fallback}

    def _follow(self) -> None:
        for one in (self, self.timeline, self.matrix):
            one.observe(self._spread, "date")

    def _spread(self, change: Change) -> None:
        # What the browser sent for one view it also sends for the other, through the link there:
        # answering would throw a slider that is still moving back to an older date.
        if "date" in change["owner"]._property_lock:  # noqa: SLF001
            with self._silently():
                self.date = change["new"]
            return
        try:
            for one in (self.matrix, self.timeline, self):
                one.date = change["new"]
        except traitlets.TraitError:
            change["owner"].date = change["old"]
            raise

    @contextmanager
    def _silently(self) -> Iterator[None]:
        self.unobserve(self._spread, "date")
        try:
            yield
        finally:
            self.observe(self._spread, "date")

    @traitlets.validate("date")
    def _valid_date(self, proposal: Change) -> str:
        return iso_day(proposal["value"])
