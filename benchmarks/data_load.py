"""How long a table takes to load: ours, against pandas.read_csv with the dates parsed.

Run: python benchmarks/data_load.py
"""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pandas as pd

from foedus import tables
from foedus.schema import DATA, read_tables

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 30
SHOWN = ("events", "ties", "votes", "claims")


def milliseconds(work: Callable[[], object]) -> float:
    """Median of RUNS runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * median(times)


def plain(name: str) -> pd.DataFrame:
    dates = [field.name for field in read_tables()[name].fields if field.type == "date"]
    return pd.read_csv(DATA / f"{name}.csv", parse_dates=dates)


def first(name: str) -> pd.DataFrame:
    tables._typed.cache_clear()  # noqa: SLF001 - a first load, without the cache
    return tables.load(name)


def first_as_of(name: str) -> pd.DataFrame:
    tables._known.cache_clear()  # noqa: SLF001
    return tables.load(name, tables.ARTICLE_DAY)


def main() -> None:
    print(f"Median of {RUNS}, in ms; ratio to read_csv with parse_dates")
    heads = ("first", "again", "first as of", "as of again")
    print(f"{'table':8}{'rows':>6}{'read_csv':>10}" + "".join(f"{h:>15}" for h in heads))
    for name in SHOWN:
        base = milliseconds(lambda name=name: plain(name))
        columns = [
            milliseconds(lambda name=name: first(name)),
            milliseconds(lambda name=name: tables.load(name)),
            milliseconds(lambda name=name: first_as_of(name)),
            milliseconds(lambda name=name: tables.load(name, tables.ARTICLE_DAY)),
        ]
        cells = "".join(f"{f'{ms:.2f} ({ms / base:.2f}x)':>15}" for ms in columns)
        print(f"{name:8}{len(tables.load(name)):>6}{base:>10.2f}{cells}")


if __name__ == "__main__":
    main()
