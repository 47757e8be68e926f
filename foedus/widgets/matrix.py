"""The alliance matrix: who is bound to whom on a day, and how."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

import pandas as pd
import traitlets

from foedus import relations, tables
from foedus.widgets.base import View, iso_day
from foedus.widgets.matrix_order import ordered
from foedus.widgets.matrix_payload import KINDS, matrix_payload
from foedus.wording import mark

if TYPE_CHECKING:
    import altair as alt

__all__ = ["AllianceMatrix"]

_FIRST_DAY: Final = "1813-01-01"  # the year of the oldest event of the course
_ORDERS: Final = ("bloc", "similarity", "name")
_SIDES: Final = 2

Proposal = dict[str, Any]


class AllianceMatrix(View):
    """Actors on both axes, and in each cell the strongest tie in force on the date.

    Everything the reader sets is a synced trait: read it, set it, or link it with ipywidgets.

    Parameters
    ----------
    ties : DataFrame
        As ``fo.load("ties", as_of=...)`` returns it.
    actors : DataFrame
        As ``fo.load("actors", as_of=...)`` returns it; a part of it shows these actors only.
    date : str, date or Timestamp, optional
        The day shown; by default the frame's as-of date, else the last entry into force.
    clauses, sources : DataFrame, optional
        By default the project's own tables, clauses as of the same date.
    **traits
        First values of ``compare`` (ISO date or ""), ``selected`` (two codes or []), ``order``
        ("bloc", "similarity", "name"), ``kinds`` ([] for all), ``hide_dormant``, ``date_min`` and
        ``date_max`` (ISO dates).

    Raises
    ------
    ValueError
        If a column is missing, a kind is unknown, or no tie joins two of the actors.
    traitlets.TraitError
        If a trait is no date, lies outside ``date_min`` to ``date_max``, or names something that
        the tables do not have.

    Examples
    --------
    >>> import foedus as fo
    >>> ties, actors = (fo.load(name, as_of="2025-06-22") for name in ("ties", "actors"))
    >>> matrix = fo.AllianceMatrix(ties, actors)
    >>> matrix.date, matrix.selected
    ('2025-06-22', [])
    """

    page_title: ClassVar[str] = mark("Alliance matrix")

    view_kind = traitlets.Unicode("matrix").tag(sync=True)
    date_min = traitlets.Unicode(_FIRST_DAY).tag(sync=True)
    date_max = traitlets.Unicode().tag(sync=True)
    compare = traitlets.Unicode().tag(sync=True)
    selected = traitlets.List(traitlets.Unicode()).tag(sync=True)
    order = traitlets.Unicode("bloc").tag(sync=True)
    kinds = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hide_dormant = traitlets.Bool().tag(sync=True)

    def __init__(
        self,
        ties: pd.DataFrame,
        actors: pd.DataFrame,
        date: object = None,
        *,
        clauses: pd.DataFrame | None = None,
        sources: pd.DataFrame | None = None,
        **traits: Any,  # noqa: ANN401
    ) -> None:
        if clauses is None:
            clauses = tables.load("clauses", as_of=ties.attrs.get("as_of"))
        if sources is None:
            sources = tables.load("sources")
        payload = matrix_payload(ties, actors, sources, clauses)
        codes = payload["actors"]["code"]
        self._as_of = ties.attrs.get("as_of")
        self._ties = ties[ties["a"].isin(codes) & ties["b"].isin(codes)]
        self._actors = actors
        first = _FIRST_DAY if date is None else min(_FIRST_DAY, iso_day(date))
        limits = {"date_min": first, "date_max": _last_day(ties), **traits}
        day = _default_day(ties) if date is None else iso_day(date)
        super().__init__(payload=payload, date=day, **limits)

    def __repr__(self) -> str:  # noqa: D105
        return (
            f"AllianceMatrix({len(self.payload['actors']['code'])} actors, "
            f"{len(self._ties)} ties, date={self.date})"
        )

    @property
    def table(self) -> pd.DataFrame:
        """The strongest tie of every pair on the date, under the filters; see `strongest_ties`."""
        return relations.strongest_ties(self._shown(), self.date)

    @property
    def chart(self) -> "alt.LayerChart":
        """The same view as an Altair chart: a heatmap with letters."""
        from foedus.charts.matrix import matrix_chart  # noqa: PLC0415  # Altair loads slowly

        names = dict(
            zip(self.payload["actors"]["code"], self.payload["actors"]["name"], strict=True)
        )
        return matrix_chart(self.table, {code: names[code] for code in self.axis()}, self.date)

    def reach(self, day: str) -> None:
        """Let the range hold a later day, unless the ties are those known on an as-of date."""
        if self._as_of is None:
            self.date_max = max(self.date_max, iso_day(day))

    def axis(self) -> list[str]:
        """Return the actors' codes in the order of the axes."""
        return ordered(self.payload["actors"], self.table, self.order, self.date)

    def page_table(self) -> pd.DataFrame:
        """Return the pairs with a tie on the date, as readers without scripts get them."""
        return self.table.drop(columns="weak")

    def _shown(self) -> pd.DataFrame:
        shown = self._ties
        if self.kinds:
            shown = shown[shown["kind"].isin(self.kinds)]
        if self.hide_dormant:
            shown = shown[shown["effect"] != "dormant"]
        return shown

    @traitlets.validate("date_min", "date_max")
    def _valid_limit(self, proposal: Proposal) -> str:
        return iso_day(proposal["value"], proposal["trait"].name)

    @traitlets.validate("date", "compare")
    def _valid_date(self, proposal: Proposal) -> str:
        name = proposal["trait"].name
        if name == "compare" and proposal["value"] == "":
            return ""
        day = iso_day(proposal["value"], name)
        if self.date_min <= day <= (self.date_max or day):
            return day
        raise traitlets.TraitError(
            f"{name}={day!r} lies outside the matrix: it runs from {self.date_min} to "
            f"{self.date_max}."
        )

    @traitlets.validate("selected")
    def _valid_selected(self, proposal: Proposal) -> list[str]:
        pair, codes = list(proposal["value"]), self.payload["actors"]["code"]
        strange = [code for code in pair if code not in codes]
        if strange:
            raise traitlets.TraitError(
                f"selected={pair!r}: no actor has the code {', '.join(strange)}; the actors are "
                f"{', '.join(codes)}."
            )
        if pair and (len(pair) != _SIDES or pair[0] == pair[1]):
            raise traitlets.TraitError(
                f"selected={pair!r}: give the codes of two different actors, or [] for none."
            )
        return pair

    @traitlets.validate("order")
    def _valid_order(self, proposal: Proposal) -> str:
        return _known("order", [proposal["value"]], _ORDERS)[0]

    @traitlets.validate("kinds")
    def _valid_kinds(self, proposal: Proposal) -> list[str]:
        return _known("kinds", list(proposal["value"]), KINDS)


def _known(trait: str, values: list[str], allowed: tuple[str, ...]) -> list[str]:
    strange = [value for value in values if value not in allowed]
    if strange:
        raise traitlets.TraitError(
            f"{trait}: {', '.join(map(repr, strange))} is unknown; allowed are "
            f"{', '.join(allowed)}."
        )
    return values


def _default_day(ties: pd.DataFrame) -> str:
    as_of = ties.attrs.get("as_of")
    return as_of or _latest(ties, ["in_force_from"])


def _last_day(ties: pd.DataFrame) -> str:
    as_of = ties.attrs.get("as_of")
    return as_of or _latest(ties, ["in_force_from", "in_force_to"])


def _latest(ties: pd.DataFrame, columns: list[str]) -> str:
    latest = pd.concat([pd.to_datetime(ties[column]) for column in columns]).max()
    return iso_day(latest) if pd.notna(latest) else iso_day(pd.Timestamp.today())
