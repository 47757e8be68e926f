"""Made-up tables, larger than the course's: they have its columns and types, and a seed.

Every row is a copy of a real one that is moved in time or between actors, so that lengths of
texts, precision of dates and the mix of kinds stay those of the course.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np
import pandas as pd

import foedus as fo

__all__ = ["make_actors", "make_events", "make_ties"]

SEED: Final = 1813
_FIRST = pd.Timestamp("1813-10-24")
_LAST = pd.Timestamp("2026-06-26")
_DAY = pd.Timedelta(days=1)


def make_events(count: int, seed: int = SEED) -> pd.DataFrame:
    """Events over two centuries, each phase as full as in the course."""
    random = np.random.default_rng(seed)
    real = fo.load("events")
    rows = real.iloc[random.integers(len(real), size=count)].reset_index(drop=True)
    begins = real.groupby("phase", observed=True)["start"].min()
    ends = begins.shift(-1).fillna(_LAST)
    begin, end = (rows["phase"].astype("str").map(days) for days in (begins, ends))
    moved = begin + ((end - begin) * random.random(count)).dt.floor("D")
    length = (rows["end"] - rows["start"]).where(rows["date_end"] != "", 0 * _DAY)
    rows["id"] = [f"event-{row}" for row in range(count)]
    rows["title"] = [f"{title} ({row})" for row, title in enumerate(rows["title"])]
    rows["start"], rows["end"] = moved, moved + length
    rows["date"] = _as_exact(moved, rows["date"])
    rows["date_end"] = rows["end"].dt.strftime("%Y-%m-%d").where(length > 0 * _DAY, "")
    return rows


def make_actors(count: int) -> pd.DataFrame:
    """The course's actors, then further countries, which belong to no bloc."""
    actors, countries = fo.load("actors"), fo.load("countries")
    others = countries[~countries["code"].isin(actors["code"])].head(count - len(actors))
    added = others[["code", "name"]].assign(short_name=others["name"], kind="state", p5=False)
    return pd.concat([actors.astype({"kind": "object"}), added], ignore_index=True)


def make_ties(actors: pd.DataFrame, count: int, seed: int = SEED) -> pd.DataFrame:
    """Ties between random pairs; beginnings spread over the last eighty years."""
    random = np.random.default_rng(seed)
    real = fo.load("ties")
    rows = real.iloc[random.integers(len(real), size=count)].reset_index(drop=True)
    pairs = np.array(list(combinations(actors["code"], 2)))
    chosen = pairs[random.integers(len(pairs), size=count)]
    flip = random.random(count) < 0.5  # noqa: PLR2004
    rows["a"] = np.where(flip, chosen[:, 1], chosen[:, 0])
    rows["b"] = np.where(flip, chosen[:, 0], chosen[:, 1])
    begin = _LAST - pd.to_timedelta(random.integers(1, 80 * 365, size=count), unit="D")
    length = rows["in_force_to"] - rows["in_force_from"]
    rows["id"] = [f"tie-{row}" for row in range(count)]
    rows["signed"] = rows["in_force_from"] = pd.Series(begin)
    rows["in_force_to"] = rows["in_force_from"] + length
    return rows


def _as_exact(days: pd.Series[pd.Timestamp], like: pd.Series[str]) -> pd.Series[str]:
    """Write days as exactly as other dates are written: 2025, 2025-06 or 2025-06-22."""
    texts = days.dt.strftime("%Y-%m-%d")
    return pd.Series([text[: len(old)] for text, old in zip(texts, like, strict=True)])
