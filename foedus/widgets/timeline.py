"""The timeline: events by category on one date axis, with filters and a date cursor."""

import difflib
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd
import traitlets

from foedus import chronology, tables
from foedus.widgets.base import View, iso_day
from foedus.widgets.timeline_payload import Filters, passing, timeline_payload
from foedus.wording import mark

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Timeline"]

_TABLE = ["id", "date", "date_end", "title", "category", "phase", "actors", "in_story", "contested",
          "verified", "source"]  # fmt: skip

Proposal = dict[str, Any]


class Timeline(View):
    """Events on one date axis, in lanes by category.

    Everything the reader sets is a synced trait: read it, set it, or link it with ipywidgets.

    Parameters
    ----------
    events : DataFrame
        As `fo.load("events", as_of=...)` returns it.
    date : str, date or Timestamp, optional
        The day of the date cursor; by default the frame's as-of date, else the last event's day.
    actors : DataFrame, optional
        `code`, `name` and, where known, `short_name`; by default the project's own tables.
        A code that stands in none of them is shown as it is.
    sources : DataFrame, optional
        `id`, `title`, `publisher`, `url`; by default the project's own table.
    **traits
        First values of `selected` (event ids), `phase`, `categories`, `actor`, `query`,
        `window` (two ISO days), `hide_later`.

    Raises
    ------
    ValueError
        If a column is missing, an id stands twice, or there is no event at all.
    traitlets.TraitError
        If a trait names something that the events do not have.

    Examples
    --------
    >>> import foedus as fo
    >>> fo.Timeline(fo.load("events", as_of="1907-12-31"))
    Timeline(3 events, 1813-10-24 to 1907-08-31, date=1907-12-31)
    """

    page_title: ClassVar[str] = mark("Timeline")

    view_kind = traitlets.Unicode("timeline").tag(sync=True)
    selected = traitlets.List(traitlets.Unicode()).tag(sync=True)
    phase = traitlets.Unicode().tag(sync=True)
    categories = traitlets.List(traitlets.Unicode()).tag(sync=True)
    actor = traitlets.Unicode().tag(sync=True)
    query = traitlets.Unicode().tag(sync=True)
    window = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hide_later = traitlets.Bool().tag(sync=True)

    def __init__(
        self,
        events: pd.DataFrame,
        date: object = None,
        *,
        actors: pd.DataFrame | None = None,
        sources: pd.DataFrame | None = None,
        **traits: Any,  # noqa: ANN401
    ) -> None:
        if actors is None:
            actors = pd.concat([tables.load("countries"), tables.load("actors")])
        if sources is None:
            sources = tables.load("sources")
        payload = timeline_payload(events, actors, sources)
        self._events = events.sort_values(["start", "id"], kind="stable", ignore_index=True)
        day = date or events.attrs.get("as_of") or self._events["start"].max()
        super().__init__(payload=payload, date=iso_day(day), **traits)

    def __repr__(self) -> str:  # noqa: D105
        first, last = self._events["start"].min(), self._events["end"].max()
        return (
            f"Timeline({len(self._events)} events, {first:%Y-%m-%d} to {last:%Y-%m-%d}, "
            f"date={self.date})"
        )

    @property
    def table(self) -> pd.DataFrame:
        """The events that pass the filters and lie in the window, in order of time."""
        shown = self._shown()
        return shown[[name for name in _TABLE if name in shown]]

    @property
    def chart(self) -> "alt.LayerChart":
        """The same view as an Altair chart."""
        from foedus.charts.timeline import timeline_chart  # noqa: PLC0415  # Altair loads slowly

        return timeline_chart(self._shown(), self.date, tuple(self.window))

    def page_table(self) -> pd.DataFrame:
        """Return all events, as readers without scripts get them."""
        names = ["date", "date_end", "title", "category", "phase", "summary"]
        return self._events[[name for name in names if name in self._events]]

    def _shown(self) -> pd.DataFrame:
        filters = Filters(self.phase, tuple(self.categories), self.actor, self.query)
        shown = self._events[passing(self._events, self.payload, filters)]
        if self.window:
            shown = chronology.overlapping(shown, *self.window)
        if self.hide_later:
            shown = shown[shown["start"] <= pd.Timestamp(self.date)]
        return shown.reset_index(drop=True)

    @traitlets.validate("selected")
    def _valid_selected(self, proposal: Proposal) -> list[str]:
        return _known("selected", proposal["value"], self.payload["id"])

    @traitlets.validate("categories")
    def _valid_categories(self, proposal: Proposal) -> list[str]:
        return _known("categories", proposal["value"], self.payload["categories"])

    @traitlets.validate("phase")
    def _valid_phase(self, proposal: Proposal) -> str:
        names = [phase[0] for phase in self.payload["phases"]]
        return _known_or_empty("phase", proposal["value"], names)

    @traitlets.validate("actor")
    def _valid_actor(self, proposal: Proposal) -> str:
        codes = [actor[0] for actor in self.payload["actor_names"]]
        return _known_or_empty("actor", proposal["value"], codes)

    @traitlets.validate("window")
    def _valid_window(self, proposal: Proposal) -> list[str]:
        window = [iso_day(day, "window") for day in proposal["value"]]
        if not window or (len(window) == 2 and window[0] <= window[1]):  # noqa: PLR2004
            return window
        raise traitlets.TraitError(
            f"window={window!r}: give the first and the last day, in this order, or [] for all."
        )


def _known_or_empty(trait: str, value: str, allowed: list[str]) -> str:
    return _known(trait, [value], allowed)[0] if value else ""


def _known(trait: str, values: list[str], allowed: list[str]) -> list[str]:
    for value in values:
        if value not in allowed:
            near = difflib.get_close_matches(value, allowed, n=5) or allowed[:12]
            raise traitlets.TraitError(
                f"{trait}: there is no {value!r} among these events. Try: {', '.join(near)}."
            )
    return list(values)
