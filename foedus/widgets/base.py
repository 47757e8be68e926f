"""What both widgets share on the Python side: traits, checked dates, fallback and export."""

import datetime as dt
import re
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import pandas as pd
import traitlets

from foedus.widgets import frontend, page
from foedus.widgets.translation import spoken_words
from foedus.wording import t

__all__ = ["View", "iso_day"]

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def iso_day(value: object, name: str = "date") -> str:
    """Return a calendar day as ISO text.

    Parameters
    ----------
    value
        ISO text such as ``"2025-06-22"``, a date, a datetime or a pandas Timestamp.
    name
        What to call the value in the message.

    Raises
    ------
    traitlets.TraitError
        If the value is no day of the calendar.

    Examples
    --------
    >>> iso_day("2025-06-22")
    '2025-06-22'
    """
    if isinstance(value, dt.date) and not pd.isna(value):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError as reason:
            raise traitlets.TraitError(f"{name}={value!r} is not a day: {reason}.") from None
    raise traitlets.TraitError(
        f"{name}={value!r} is not a day. Write it as ISO text, for example '2025-06-22'."
    )


class View(anywidget.AnyWidget):
    """A widget whose front end needs no kernel: one payload, a few synced traits.

    A subclass sets `view_kind` and `page_title`, fills `payload`, and says in `page_table`
    which table stands in for it where no script runs.
    """

    page_title: ClassVar[str] = "Foedus"

    view_kind = traitlets.Unicode().tag(sync=True)
    payload = traitlets.Dict().tag(sync=True)
    date = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_esm")
    def _default_esm(self) -> str:
        return frontend.module()

    @traitlets.default("_css")
    def _default_css(self) -> str:
        return frontend.styles()

    @traitlets.default("words")
    def _default_words(self) -> dict[str, Any]:
        return spoken_words()

    @traitlets.validate("date")
    def _valid_date(self, proposal: dict[str, Any]) -> str:
        return iso_day(proposal["value"])

    def page_state(self) -> dict[str, Any]:
        """Return the synced traits of the view as plain JSON types."""
        inherited = anywidget.AnyWidget.class_trait_names()
        names = set(self.trait_names(sync=True)) - set(inherited)
        return {name: getattr(self, name) for name in sorted(names) if name[0] != "_"}

    def page_table(self) -> pd.DataFrame:
        """Return the table that readers get where no script runs."""
        raise NotImplementedError

    def to_html(self, path: str | Path, title: str | None = None) -> Path:
        """Write the view as one self-contained page that needs no kernel and no internet."""
        title = title or t(self.page_title)
        return page.write(path, title, [self.page_state()], [(title, self.page_table())])

    def _fallback(self) -> str:
        title = t(self.page_title)
        return page.fallback(title, [self.page_state()], [(title, self.page_table())])

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        return {**data, "text/plain": repr(self), "text/html": self._fallback()}, metadata
