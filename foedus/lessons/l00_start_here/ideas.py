"""What the questions of lesson 00 expect, and what each wrong idea would give."""

from functools import cache
from typing import Final

import pandas as pd

from foedus.checking.reading import Items, Pairs, Plain
from foedus.tables import ARTICLE_DAY, load
from foedus.widgets.matrix import AllianceMatrix

EVE: Final = "2025-06-12"
CLAIM: Final = "c15-iran-not-asked"
ARTICLE: Final = "share4all-article"

#: The first lines of stubs.
PAIR: Final = """\
matrix = fo.AllianceMatrix(ties, actors, date="1979-01-01")
pair = matrix.table.query('a == "USA" and b == "IRN"').iloc[0]
"""
TRAIL: Final = f"""\
claim = claims.set_index("id").loc["{CLAIM}"]
ids = claim["sources"].split()
"""

_DAYS: Final = {"first": "2025-06-13", "last": ARTICLE_DAY}


def _table(name: str, day: str | None = ARTICLE_DAY) -> pd.DataFrame:
    return load(name, as_of=day)


def event_count() -> int:
    """Count the rows of the events."""
    return len(_table("events"))


def column_count() -> int:
    """Count the columns in place of the rows."""
    return len(_table("events").columns)


def cell_count() -> int:
    """Count rows times columns."""
    return int(_table("events").size)


def claim_count() -> int:
    """Count the rows of another table."""
    return len(_table("claims"))


def all_on_file() -> int:
    """Count the rows without an as-of date."""
    return len(_table("events", None))


@cache
def _pairs(day: str) -> pd.DataFrame:
    return AllianceMatrix(_table("ties"), _table("actors"), date=day).table


def _pair(day: str) -> "pd.Series[str]":
    pairs = _pairs(day)
    return pairs[(pairs["a"] == "USA") & (pairs["b"] == "IRN")].iloc[0]


def of_pair(column: str) -> str:
    """Return a column of the row that the stub takes."""
    return str(_pair("1979-01-01")[column])


def hostile_on_the_day() -> str:
    """Return what stands between the two on the article's day."""
    return str(_pair(ARTICLE_DAY)["hostile"])


def is_many(plain: Plain) -> bool:
    """Tell whether several values were given where one was asked for."""
    return isinstance(plain, (Items, Pairs))


def is_word_of_the_key(plain: Plain) -> bool:
    """Tell whether the answer is what the widget's key calls the tie."""
    return isinstance(plain, str) and plain.strip().lower() in {"defence", "defence pact"}


def is_code(plain: Plain) -> bool:
    """Tell whether the answer is an actor's code."""
    return isinstance(plain, str) and plain in {"USA", "IRN"}


def is_mask(plain: Plain) -> bool:
    """Tell whether every value is True or False."""
    if not isinstance(plain, (Items, Pairs)):
        return False
    return len(plain.entries) > 0 and all(isinstance(one, bool) for one in plain.entries)


def last_day(column: str = "title") -> "pd.Series[str]":
    """Return a column of the rows of the article's day."""
    events = _table("events")
    return events.loc[events["date"] == ARTICLE_DAY, column]


def titles(rows: str) -> "pd.Series[str]":
    """Return the titles of other rows: of all, of all others, or of the war's first day."""
    events = _table("events")
    masks = {
        "all": events["date"] != "",
        "others": events["date"] != ARTICLE_DAY,
        "first": events["date"] == _DAYS["first"],
    }
    return events.loc[masks[rows], "title"]


def last_row() -> list[str]:
    """Return the title of the last row only."""
    return [str(_table("events")["title"].iloc[-1])]


def shown_on_the_eve(day: str = EVE) -> int:
    """Count the rows that an earlier as-of date shows."""
    return len(_table("events", day))


def hidden(day: str = EVE) -> int:
    """Count the rows that an earlier as-of date hides."""
    return event_count() - shown_on_the_eve(day)


def hidden_ties() -> int:
    """Count the ties that it hides."""
    return len(_table("ties")) - len(_table("ties", EVE))


def hidden_of_everything() -> int:
    """Count what it hides of a table that nobody could have on the article's day."""
    return all_on_file() - shown_on_the_eve()


def source_ids() -> list[str]:
    """Return the ids of the claim's sources."""
    claims = _table("claims").set_index("id")
    return str(claims.loc[CLAIM, "sources"]).split()


def of_sources(column: str = "publisher") -> "pd.Series[str]":
    """Return a column of the claim's sources."""
    return _table("sources").set_index("id").loc[source_ids(), column]


def all_publishers() -> "pd.Series[str]":
    """Return every publisher of the course."""
    return _table("sources")["publisher"]


def first_publisher() -> list[str]:
    """Return the first publisher only."""
    return [str(of_sources().iloc[0])]


def articles_publisher() -> list[str]:
    """Return who published the article."""
    sources = _table("sources").set_index("id")
    return [str(sources.loc[ARTICLE, "publisher"])]


def speaker() -> list[str]:
    """Return who made the claim."""
    claims = _table("claims").set_index("id")
    return [str(claims.loc[CLAIM, "speaker"])]
