"""The instructor's report: one page with charts and tables, and the same as CSV files.

>>> from foedus.grading import report
>>> report.page(report.Results(grades, notes))  # doctest: +SKIP
'<!DOCTYPE html>...'
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedus import documents
from foedus.grading import report_page
from foedus.grading.lms import write_rows
from foedus.grading.report_findings import Findings, Results
from foedus.grading.report_text import neat_all

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FOLDER", "PAGE", "Results", "page", "tables", "write"]

#: The page and the folder of tables beside it.
PAGE: Final = "report.html"
FOLDER: Final = "report"

_DIGITS: Final = 4
_TEXTS: Final = ("student", "lesson", "question", "questions", "title", "misconception", "outcome")


def page(results: Results, *, title: str = "Report on the class") -> str:
    """Return the report as one self-contained HTML page, without a script.

    Its length depends on the lessons and questions, hardly on the students: long lists are cut,
    and the page says where the whole stands.

    Parameters
    ----------
    results : Results
        What was judged.
    title : str
        The page's heading, plain.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    ValueError
        If the grades are not as `statistics.prepared` wants them.
    """
    return report_page.html(Findings.of(results), title)


def tables(results: Results) -> dict[str, pd.DataFrame]:
    """Return the tables of the report by the name of their file, uncut.

    Returns
    -------
    dict of str to DataFrame
        ``items.csv`` (a row a question), ``misconceptions.csv``, ``messages.csv``,
        ``outliers.csv`` (slow answers), ``to_look_at.csv`` and ``scores.csv`` (a row a student
        and lesson, by name; the lesson ``all`` is all those handed in).
    """
    return _tables(Findings.of(results))


def write(results: Results, out: Path, *, title: str = "Report on the class") -> Path:
    """Write ``report.html`` and the tables in ``report/``, each replaced in one step.

    Parameters
    ----------
    results : Results
        What was judged.
    out : Path
        An existing folder.
    title : str
        The page's heading, plain.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    ValueError
        If the grades are not as `statistics.prepared` wants them.
    FileNotFoundError
        If the folder does not exist.
    """
    found = Findings.of(results)
    written = documents.save(Path(out) / PAGE, report_page.html(found, title))
    folder = Path(out) / FOLDER
    folder.mkdir(exist_ok=True)
    for name, table in _tables(found).items():
        rows = table.itertuples(index=False, name=None)
        write_rows(folder / name, chain([list(table.columns)], rows))
    return written


def _tables(found: Findings) -> dict[str, pd.DataFrame]:
    titled = found.items.assign(title=found.items["question"].map(dict(found.names)).fillna(""))
    order = ["lesson", "question", "title", *found.items.columns.drop(["lesson", "question"])]
    whole = {
        "items.csv": titled[order],
        "misconceptions.csv": found.misconceptions,
        "messages.csv": found.messages,
        "outliers.csv": found.slow,
        "to_look_at.csv": found.attention,
        "scores.csv": found.scores,
    }
    return {name: _plain(table).round(_DIGITS) for name, table in whole.items()}


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts are fit to stand on a line; messages are already."""
    ids = {name: neat_all(table[name]) for name in _TEXTS if name in table.columns}
    return table.assign(**ids)
