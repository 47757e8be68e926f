"""A briefing on a pair of actors: what the learner says, shows and cites."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traitlets import TraitError

from foedus import documents, tables
from foedus.briefing import faults, layout
from foedus.briefing.cited import Row, catalogue
from foedus.widgets import AllianceMatrix, ContextView, Timeline, page
from foedus.widgets.base import iso_day

if TYPE_CHECKING:
    import altair as alt

    from foedus.citable import Source

__all__ = ["Briefing"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Briefing:
    """A question about two actors, answered in sourced sentences, two views and charts.

    It is checked when it is made: whatever is missing or wrong is listed at once.

    Parameters
    ----------
    pair : sequence of two str
        Codes of the two actors, for example ``("RUS", "ARM")``.
    question : str
        The question that the briefing answers.
    timeline : Timeline
        Events of the pair, none later than `as_of`.
    matrix : AllianceMatrix
        The ties around the pair; in the page it moves with the timeline's date.
    charts : sequence of altair charts
        Each with a title and a description, at least one.
    sentences : sequence of (str, str or sequence of str)
        Each sentence with the id of its source, or of the row that it rests on: a row of
        events, ties, clauses, claims, treaties, resolutions, arms or sanctions.
    as_of : str, date or Timestamp
        The day up to which things may be known; by default the article's day.
    title : str
        By default the names of the two actors.
    author : str
        Who signs it; may be blank.

    Raises
    ------
    ValueError
        If anything is missing or wrong; the message lists all of it.

    Examples
    --------
    >>> import foedus as fo
    >>> fo.Briefing(pair=("RUS", "ARM"), question="Who owes whom?", timeline=None, matrix=None,
    ...             charts=[], sentences=[("Both owe help.", "rus-arm-1979")])
    Traceback (most recent call last):
    ...
    ValueError: The briefing is not ready:
    - timeline is a NoneType, not a fo.Timeline
    - matrix is a NoneType, not a fo.AllianceMatrix
    - charts is empty: give at least one Altair chart, in a list
    - sentences[0]: there is no source and no row 'rus-arm-1979'; near it: rus-arm-1997, \
rus-ukr-1997, rus-tur-1992
    """

    pair: Sequence[str]
    question: str
    timeline: Timeline
    matrix: AllianceMatrix
    charts: Sequence["alt.TopLevelMixin"]
    sentences: Sequence[tuple[str, str | Sequence[str]]]
    as_of: Any = field(default=tables.ARTICLE_DAY)
    title: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        """Refuse a briefing with faults, naming each."""
        try:
            object.__setattr__(self, "as_of", iso_day(self.as_of, "as_of"))
        except TraitError as error:
            raise ValueError(str(error)) from None
        found = list(self._faults())
        if found:
            raise ValueError("The briefing is not ready:\n" + "\n".join(f"- {f}" for f in found))
        if not self.title.strip():
            object.__setattr__(self, "title", f"{self._names()}: a briefing")

    def __repr__(self) -> str:
        """Say what the briefing holds."""
        sentences = documents.count(len(self.sentences), "sentence")
        charts = documents.count(len(self.charts), "chart")
        return f"Briefing({' and '.join(self.pair)}, {sentences}, {charts}, as of {self.as_of})"

    def _repr_html_(self) -> str:
        return layout.card(self._page(), len(self.charts))

    def to_html(self, path: str | Path) -> Path:
        """Write the briefing as one self-contained page.

        The page opens from ``file://`` without a kernel and without internet. Both views stay
        alive in it, linked by their date; charts are still pictures with their data as tables.

        Parameters
        ----------
        path : str or Path
            The file; its folder must exist. A page that stands there is replaced as a whole.

        Returns
        -------
        Path
            The file written.

        Raises
        ------
        FileNotFoundError, IsADirectoryError
            If the folder does not exist, or the path is one.

        Warns
        -----
        UserWarning
            If charts cannot be drawn here; the page then has their tables.
        """
        from foedus.charts.figures import figure  # noqa: PLC0415  # Altair loads slowly

        figures = tuple(figure(chart) for chart in self.charts)
        return documents.save(path, layout.whole(self._page(self._views(), figures)))

    def _faults(self) -> Iterable[str]:
        yield from faults.pair_faults(self.pair)
        yield from faults.text_faults("question", self.question)
        for name in ("title", "author"):
            yield from faults.text_faults(name, getattr(self, name), needed=False)
        yield from faults.view_faults(self.timeline, self.matrix, self.as_of)
        yield from self._chart_faults()
        yield from faults.sentence_faults(self.sentences, catalogue(self.as_of))

    def _chart_faults(self) -> Iterable[str]:
        from foedus.charts.figures import chart_faults  # noqa: PLC0415  # Altair loads slowly

        if not isinstance(self.charts, list | tuple):
            yield f"charts is a {type(self.charts).__name__}; put the charts into a list"
            return
        if not self.charts:
            yield "charts is empty: give at least one Altair chart, in a list"
        for at, chart in enumerate(self.charts):
            yield from chart_faults(f"charts[{at}]", chart)

    def _names(self) -> str:
        names = faults.actor_names()
        return " and ".join(names[code] for code in self.pair)

    def _views(self) -> str:
        both = (self.timeline, self.matrix)
        states = [{**view.page_state(), "date": self.timeline.date} for view in both]
        shown = [(view.page_title, view.page_table()) for view in both]
        return page.views(ContextView.page_title, states, shown)

    def _page(self, views: str = "", figures: tuple[Any, ...] = ()) -> layout.Page:
        on_file = catalogue(self.as_of)
        sources: dict[str, tuple[Source, list[str]]] = {}
        findings = []
        for text, given in self.sentences:
            cited = faults.sources_of(given)
            for one in cited:
                for source in on_file.resolve(one):
                    rests = sources.setdefault(source.id, (source, []))[1]
                    rests += [_as_cited(one, on_file.rows.get(one))]
            ids = [source.id for one in cited for source in on_file.resolve(one)]
            order = list(sources)
            numbers = sorted({order.index(one) + 1 for one in ids})
            findings.append(layout.Finding(text.strip(), tuple(numbers)))
        return layout.Page(
            title=self.title.strip(), pair=self._names(), question=self.question.strip(),
            as_of=self.as_of, author=self.author.strip(), findings=tuple(findings),
            sources=tuple((one, _joined(rows)) for one, rows in sources.values()),
            views=views, figures=figures,
        )  # fmt: skip


def _as_cited(one: str, row: Row | None) -> str:
    if row is None:
        return ""
    return f"{one} in {row.table}" + (f", {row.date}" if row.date else "")


def _joined(rows: Iterable[str]) -> str:
    """Say by which rows of the tables a source was cited."""
    named = list(dict.fromkeys(filter(None, rows)))
    return f"Cited through {'; '.join(named)}." if named else ""
