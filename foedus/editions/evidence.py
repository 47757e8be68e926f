"""What a run cell shows, as text; the numbers and dates that stand in prose and in outputs."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from nbformat import NotebookNode

from foedus.charts.renderer import CHART_MIME

__all__ = ["LESSON_NUMBERS", "later_dates", "output_text", "unsupported"]

_MONTHS: Final = (  # noqa: SIM905 - easier to read than a list of strings
    "January February March April May June July August September October November December"
).split()
_MONTH: Final = f"(?P<month>{'|'.join(_MONTHS)})"
_RANGE: Final = re.compile(
    rf"\b(\d{{1,2}})(?:\s*[\u2013-]\s*|\s+(?:to|and)\s+)(\d{{1,2}}) {_MONTH}"
)
_LONG_DATE: Final = re.compile(rf"\b(?:(?P<day>\d{{1,2}}) )?{_MONTH}(?: (?P<year>\d{{4}}))?\b")
_ISO_DATE: Final = re.compile(
    r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)"
)
_BARE_YEAR: Final = re.compile(r"(?<![\d.,#-])(20\d\d)(?![\d,%-]|\.\d)")
_TIME: Final = re.compile(r"\b\d{1,2}:\d{2}\b")
# Letters that touch a number make it a name: S-300, Su-35, B-2, 2nd.
_NUMBER: Final = re.compile(r"(?<![\w.])(?<![A-Za-z]-)\d[\d,]*(?:\.\d+)?(?![\w])(?P<percent> ?%)?")
_DIGITS: Final = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>)\\]+")
_CODE_TAGS: Final = re.compile(r"<(style|script)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
_DATA_TAG: Final = re.compile(
    r"<script\b[^>]*type=[\"']application/json[\"'][^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^>]+>")
_ROW_HEADS: Final = re.compile(r"<tr[^>]*>\s*<th>(\d+)</th>")
#: "lesson 04", "questions 02.1 and 02": numbers that count nothing.
LESSON_NUMBERS: Final = re.compile(
    r"\b(?:[Ll]esson|[Ee]xercise|[Qq]uestion)s? \d\d(?:\.\d)?(?:(?:, | and | to )\d\d)*"
)


def output_text(cell: NotebookNode) -> str:
    """Return all that a cell's stored outputs say: text, tables, chart data, widget data.

    The row numbers of a table (0, 1, 2 and so on) say nothing and are left out.
    """
    return "\n".join(text for output in cell.get("outputs", []) for text in _texts(output))


def unsupported(prose: str, shown: str) -> list[str]:
    """Return the numbers and dates of a sentence that an output does not show.

    Parameters
    ----------
    prose : str
        A sentence.
    shown : str
        What the cell shows, as `output_text` gives it.

    Returns
    -------
    list of str
        As they stand in the sentence.

    Examples
    --------
    >>> unsupported("In 3 of 1,200 cases, on 22 June 2025.", "1200 rows, 2025-06-22")
    ['3']
    """
    rest = LESSON_NUMBERS.sub(" ", _RANGE.sub(r"\1 \3 and \2 \3", prose))
    dates = list(_LONG_DATE.finditer(rest)) + list(_ISO_DATE.finditer(rest))
    missing = [one[0] for one in dates if not _shows_date(one, shown)]
    rest = _ISO_DATE.sub(" ", _LONG_DATE.sub(" ", rest))
    missing += [one for one in _TIME.findall(rest) if one not in shown]
    values = _values(shown)
    numbers = _NUMBER.finditer(_TIME.sub(" ", rest))
    return missing + [one[0] for one in numbers if not _shows_number(one, values)]


def later_dates(text: str, day: str, *, known: Iterable[str] = (), years: bool = True) -> list[str]:
    """Return the dates in a text that are later than a day.

    Parameters
    ----------
    text : str
        Prose or an output; addresses of links are not read.
    day : str
        ISO date.
    known : iterable of str
        ISO dates that were announced before the day, and may therefore stand.
    years : bool
        Whether a year that stands alone counts as a date.

    Examples
    --------
    >>> later_dates("On 22 June 2025, 2025-07-02 and in March 2026.", "2025-06-22")
    ['March 2026', '2025-07-02']
    """
    prose = _ADDRESS.sub(" ", text)
    known_dates = set(known)
    found = [one for pattern in (_LONG_DATE, _ISO_DATE) for one in pattern.finditer(prose)]
    late = [one[0] for one in found if one["year"] and _is_late(_iso(one), day, known_dates)]
    if years:
        rest = _ISO_DATE.sub(" ", _LONG_DATE.sub(" ", prose))
        late += [y for y in _BARE_YEAR.findall(rest) if _is_late(y, day, known_dates)]
    return late


def _texts(output: NotebookNode) -> Iterator[str]:
    if output.output_type == "stream":
        yield output.text
    data: dict[str, Any] = output.get("data", {})
    if CHART_MIME in data:
        yield json.dumps(data[CHART_MIME].get("datasets", {}), ensure_ascii=False)
    if "text/html" in data:
        yield _html_text(data["text/html"])
    else:
        yield data.get("text/plain", "")


def _html_text(page: str) -> str:
    values = " ".join(_DATA_TAG.findall(page))
    body = _CODE_TAGS.sub(" ", page)
    heads = _ROW_HEADS.findall(body)
    if heads == [str(number) for number in range(len(heads))]:
        body = _ROW_HEADS.sub("<tr>", body)
    return html.unescape(_TAG.sub(" ", body)) + values


def _iso(found: re.Match[str]) -> str:
    month, day = found["month"], found["day"]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    parts = [f"{found['year']}", f"{number:02}"]
    return "-".join([*parts, f"{int(day):02}"] if day else parts)


def _is_late(iso: str, day: str, known: set[str]) -> bool:
    return iso > day[: len(iso)] and iso not in known


def _shows_date(found: re.Match[str], shown: str) -> bool:
    """Look for the date as it is written, or in ISO form with what the sentence gives of it."""
    iso = _iso(found)
    return found[0] in shown or (iso.removeprefix("None") if not found["year"] else iso) in shown


def _values(shown: str) -> set[float]:
    values = {_value(one) for one in _DIGITS.findall(_ISO_DATE.sub(" ", shown))}
    return values | {float(one["year"]) for one in _ISO_DATE.finditer(shown)}


def _value(text: str) -> float:
    return abs(float(text.replace(",", "").lstrip("-")))


def _shows_number(found: re.Match[str], values: set[float]) -> bool:
    text = found[0].rstrip("% ").rstrip(",")
    digits = len(text.partition(".")[2])
    value = _value(text)
    if value in values or (digits and value in {round(one, digits) for one in values}):
        return True
    shares = {round(one * 100, digits) for one in values if 0 < one < 1}
    return bool(found["percent"]) and value in shares
