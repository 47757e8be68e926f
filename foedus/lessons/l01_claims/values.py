"""What the right idea and each wrong one give, computed from the tables of the article's day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import altair as alt
import pandas as pd

from foedus.tables import ARTICLE_DAY, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.lessons.l01_claims.parameters import Kinds, Voices

Divide = Literal["index", "columns", "all"] | None

_DECIDED = ("supported", "partly", "contradicted")
_AGENCIES = r"\b(AFP|AP|Anadolu|Reuters|dpa|IRNA|Newsweek|Wikipedia)\b"
_RETOLD = "Washington Post"


def claims() -> pd.DataFrame:
    """Return the claims as they stood on the article's day, labels as plain text."""
    table = load("claims", as_of=ARTICLE_DAY)
    return table.assign(kind=table["kind"].astype(str), finding=table["finding"].astype(str))


# 01.1 What failed?

ATTRIBUTION, CONTENT = "attribution", "content"


def failed(exchange: str = "") -> dict[str, str]:
    """Say what fails in each contradicted claim; `exchange` turns round those that match."""
    table = claims()
    table = table[table["finding"] == "contradicted"]
    mouth = table["speaker"].str.startswith("Attributed")
    turned = table["id"].str.contains(exchange) if exchange else False
    words = (mouth ^ turned).map({True: ATTRIBUTION, False: CONTENT})
    return dict(zip(table["id"], words, strict=True))


def all_the_same(word: str) -> dict[str, str]:
    """Give every contradicted claim the same fault."""
    return dict.fromkeys(failed(), word)


# 01.2 Masks


def picked(
    p: Kinds, keep: Callable[[pd.DataFrame, Kinds], pd.Series], column: str = "id"
) -> list[str]:
    """Return the ids (or another column) of the claims that a condition keeps."""
    table = claims()
    return list(table.loc[keep(table, p), column])


def of_findings(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Tell what has one of the two findings."""
    return table["finding"].isin(p.findings.pair)


def of_kinds(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Tell what is of one kind or the other."""
    return table["kind"].isin([p.first, p.second])


def both(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Of one kind or the other, and with one finding or the other."""
    return of_kinds(table, p) & of_findings(table, p)


def either(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Let one of the two conditions do."""
    return of_kinds(table, p) | of_findings(table, p)


def without_brackets(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Let `&` bind before `|`, the kinds first."""
    return (table["kind"] == p.first) | second_kind(table, p)


def without_any_brackets(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Let `&` bind before `|`, on both sides of it."""
    first, second = p.findings.pair
    middle = (table["kind"] == p.second) & (table["finding"] == first)
    return (table["kind"] == p.first) | middle | (table["finding"] == second)


def all_but_one(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Take every finding but one."""
    return of_kinds(table, p) & (table["finding"] != p.findings.other)


def first_kind(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Forget the second kind."""
    return (table["kind"] == p.first) & of_findings(table, p)


def second_kind(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Forget the first kind."""
    return (table["kind"] == p.second) & of_findings(table, p)


def first_finding(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Forget the second finding."""
    return of_kinds(table, p) & (table["finding"] == p.findings.pair[0])


def second_finding(table: pd.DataFrame, p: Kinds) -> pd.Series:
    """Forget the first finding."""
    return of_kinds(table, p) & (table["finding"] == p.findings.pair[1])


# 01.3 Shares


def with_voice(p: Voices, decided: tuple[str, ...] = _DECIDED) -> pd.DataFrame:
    """Return the claims with these findings, or all, with the voice that the stub gives them."""
    table = claims().assign(voice="others")
    for label, text in (p.first, p.second):
        table.loc[table["speaker"].str.contains(text), "voice"] = label
    return table[table["finding"].isin(decided) | (not decided)]


def shares(
    p: Voices,
    divide: Divide = "index",
    *,
    decided: tuple[str, ...] = _DECIDED,
    column: str = "",
) -> dict[str, float]:
    """Return what `crosstab` gives for one finding, with one denominator or another."""
    table = with_voice(p, decided)
    square = pd.crosstab(table["voice"], table["finding"], normalize=divide or False)
    found = square[column or p.share.finding]
    return {str(voice): float(share) for voice, share in found.items()}


def per_cent(p: Voices) -> dict[str, float]:
    """Give the shares in per cent."""
    return {voice: share * 100 for voice, share in shares(p).items()}


def rounded(p: Voices, places: int) -> dict[str, float]:
    """Round the shares."""
    return {voice: round(share, places) for voice, share in shares(p).items()}


def shares_of_both(p: Voices) -> dict[str, float]:
    """Let what is supported and what stands in part count alike."""
    table = with_voice(p)
    good = table["finding"].ne("contradicted").groupby(table["voice"]).mean()
    return {str(voice): float(share) for voice, share in good.items()}


def other_left_out(p: Voices) -> dict[str, float]:
    """Leave one of the three decided findings out below the line."""
    return shares(p, decided=tuple(one for one in _DECIDED if one != p.share.other))


# 01.4 A chart of the expert's findings


def drawn(labels: pd.Series) -> alt.Chart:
    """Draw counts of labels as bars."""
    table = labels.value_counts().rename_axis("finding").reset_index(name="claims")
    chart: alt.Chart = alt.Chart(table).mark_bar().encode(x="claims", y="finding")
    return chart


def findings_where(keep: Callable[[pd.DataFrame], pd.Series], column: str = "finding") -> alt.Chart:
    """Draw the findings of the claims that a condition keeps."""
    table = claims()
    return drawn(table.loc[keep(table), column])


def by_the_expert(table: pd.DataFrame) -> pd.Series:
    """Name the expert among those who speak."""
    return table["speaker"].str.contains("Smagin")


def expert_alone(table: pd.DataFrame) -> pd.Series:
    """Ask for one label exactly."""
    return table["speaker"] == "Euronews/Smagin"


def about_the_expert(table: pd.DataFrame) -> pd.Series:
    """Look for the name in the claim, and not in the speaker."""
    return table["sentence_gist"].str.contains("Smagin")


def label_begins(table: pd.DataFrame) -> pd.Series:
    """Ask how the label begins."""
    return table["speaker"].str.startswith("Euronews")


def not_the_expert(table: pd.DataFrame) -> pd.Series:
    """Turn the condition round."""
    return ~by_the_expert(table)


def everybody(table: pd.DataFrame) -> pd.Series:
    """Keep every row."""
    return table["id"] != ""


# 01.5 Three voices of a state


def voices(
    ministry: str = "MFA",
    president: str = "Putin",
    *,
    spokesman: str = "c32-putin-concern-khamenei",
    blended: bool = False,
) -> dict[str, int]:
    """Count the claims of each Russian voice; options give what slips give."""
    table = claims()
    of_ministry = table["speaker"].str.contains(ministry)
    warning = table["id"] == spokesman
    of_president = table["speaker"].str.contains(president) & ~warning
    if not blended:
        of_president &= ~by_the_expert(table)
    return {
        "foreign ministry": int(of_ministry.sum()),
        "president": int(of_president.sum()),
        "spokesman": int(warning.sum()),
    }


def by_name(warning: int = 1, blended: int = 0) -> dict[str, int]:
    """Give the president the row of the warning, since it bears his name."""
    right = voices()
    president = right["president"] + right["spokesman"] + blended
    return {**right, "president": president, "spokesman": warning}


def kremlin_rows_dropped() -> dict[str, int]:
    """Give the rows labelled `Kremlin` to nobody."""
    kremlin = claims()["speaker"].str.contains("Kremlin")
    right = voices()
    return {**right, "foreign ministry": right["foreign ministry"] - int(kremlin.sum())}


def by_the_articles_names() -> dict[str, int]:
    """Follow the label `Kremlin`, as if it were the spokesman's."""
    table = claims()
    kremlin = table["speaker"].str.contains("Kremlin")
    right = voices()
    return {
        "foreign ministry": right["foreign ministry"] - int(kremlin.sum()),
        "president": right["president"] + right["spokesman"],
        "spokesman": int(kremlin.sum()),
    }


# 01.6 Pages and witnesses


def links() -> pd.DataFrame:
    """Return a row for each page of each claim, with the origin that the publisher names."""
    table, sources = claims(), load("sources", as_of=ARTICLE_DAY).set_index("id")
    found = table[["id", "sources"]].assign(page=table["sources"].str.split()).explode("page")
    found = found[["id", "page"]].join(sources[["kind", "publisher", "title"]], on="page")
    agency = found["publisher"].str.extract(_AGENCIES, expand=False)
    return found.assign(origin=agency.fillna(found["publisher"])).reset_index(drop=True)


def retold() -> pd.DataFrame:
    """Return the links with one report's retellings under its own name."""
    found = links()
    titles = found["title"].str.contains(_RETOLD)
    return found.assign(origin=found["origin"].mask(titles, _RETOLD))


def fewer_origins(table: pd.DataFrame, column: str = "origin") -> list[str]:
    """Return the claims with fewer different values in a column than pages."""
    found = table.groupby("id").agg(pages=("page", "size"), kept=(column, "nunique"))
    return [str(one) for one in found.index[found["kept"] < found["pages"]]]


def single_origin(table: pd.DataFrame) -> list[str]:
    """Return the claims that rest on one origin."""
    found = table.groupby("id")["origin"].nunique()
    return [str(one) for one in found.index[found == 1]]


def pages_seen_elsewhere() -> list[str]:
    """Drop an origin that another claim has used before."""
    found = retold()
    first = found.drop_duplicates("origin").groupby("id").size()
    pages = found.groupby("id").size()
    kept = first.reindex(pages.index).fillna(0)
    return [str(one) for one in pages.index[kept < pages]]


def with_a_copy() -> list[str]:
    """Return the claims that rest on a page of the kind `copy`."""
    found = links()
    return list(found.loc[found["kind"].astype(str) == "copy", "id"].unique())


def several_pages() -> list[str]:
    """Return the claims with more than one page."""
    found = links().groupby("id").size()
    return [str(one) for one in found.index[found > 1]]
