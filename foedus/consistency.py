"""What a schema cannot say: totals, membership, spells, lists, order of dates, sources."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from foedus.treaty_pairs import treaty_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedus.faults import Fault, Rows
    from foedus.schema import Field

__all__ = ["inconsistencies"]

ARTICLE_DAY = "2025-06-22"
ASSEMBLY, COUNCIL = 193, 15
CHOICES = ("yes", "no", "abstain", "absent")
ALWAYS_DIRECTED = {"basing", "arms-transfer", "sanctions"}
NEVER_DIRECTED = {"armed-conflict", "no-diplomatic-relations"}
TIE_KEY = ("kind", "instrument", "in_force_from", "effect")
Tables = dict[str, "Rows"]


def inconsistencies(tables: Tables) -> list[Fault]:
    """Return the faults that no schema can find.

    Parameters
    ----------
    tables : dict of str to Rows
        The readable tables by name. A check whose tables are not all there is left out.

    Returns
    -------
    list of Fault
    """
    return [
        fault
        for check, needs in CHECKS
        if all(name in tables for name in needs)
        for fault in check(tables)
    ]


def day(text: str, *, last: bool = False) -> dt.date | None:
    """Return the first or last possible day of a date that may stop early, if there is one."""
    try:
        if len(text) == len("2025"):
            return dt.date(int(text), 12 if last else 1, 31 if last else 1)
        if len(text) == len("2025-06"):
            year, month = int(text[:4]), int(text[5:])
            return dt.date(year, month, monthrange(year, month)[1] if last else 1)
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def partial_dates(tables: Tables) -> Iterator[Fault]:
    """Check that dates which may stop at the year or month are in the calendar."""
    for rows in tables.values():
        fields = [f.name for f in rows.table.fields if f.own.get("partial")]
        for line, row in rows.rows:
            for name in fields:
                if row[name] and day(row[name]) is None:
                    reason = f"{row[name]!r} is not in the calendar — correct the date"
                    yield rows.fault(line, name, reason)


# table, first date, later date, what to call them
ORDER = (
    ("events", "date", "date_end"),
    ("ties", "in_force_from", "in_force_to"),
    ("treaties", "in_force_from", "in_force_to"),
    ("clauses", "in_force_from", "in_force_to"),
    ("treaties", "signed", "in_force_from"),
    ("parties", "from", "to"),
    ("sanctions", "date_from", "date_to"),
    ("arms", "delivered_from", "delivered_to"),
    ("arms", "ordered_year", "delivered_from"),
    ("actors", "exists_from", "exists_to"),
    ("actors", "eu_since", "eu_until"),
    ("actors", "csto_since", "csto_until"),
)


def ends_after_start(tables: Tables) -> Iterator[Fault]:
    """Check that nothing ends before it starts, and nothing ends that never started."""
    for name, first, then in ORDER:
        for line, row in tables[name].rows if name in tables else ():
            start, end = day(row[first]), day(row[then], last=True)
            if start and end and end < start:
                reason = f"{row[then]} lies before {first} {row[first]} — correct one of the dates"
                yield tables[name].fault(line, then, reason)
            elif first.endswith("_since") and row[then] and not row[first]:
                reason = f"an end without a start — fill {first} or clear {then}"
                yield tables[name].fault(line, then, reason)


def lists(tables: Tables) -> Iterator[Fault]:
    """Check that every entry of a list stands in the table it points to, and once."""
    for rows in tables.values():
        for field in rows.table.fields:
            target = field.own.get("list")
            if target and target["table"] in tables:
                yield from _list_faults(rows, field, tables[target["table"]])


def _list_faults(rows: Rows, field: Field, target: Rows) -> Iterator[Fault]:
    key = target.table.key[0]
    known = {row[key] for _, row in target.rows}
    for line, row in rows.rows:
        entries = [e for e in row[field.name].split(field.own["list"]["separator"]) if e]
        for entry in dict.fromkeys(entries):
            if entry not in known:
                reason = (
                    f"{entry!r} is not in {target.table.name}.csv — correct it or add a row there"
                )
                yield rows.fault(line, field.name, reason)
            elif entries.count(entry) > 1:
                yield rows.fault(line, field.name, f"{entry!r} stands twice — keep one")


def hindsight(tables: Tables) -> Iterator[Fault]:
    """Check that `later` and its day go together, and that the day lies after the article's."""
    for rows in tables.values():
        names = rows.table.columns
        if "later" not in names:
            continue
        for line, row in rows.rows:
            if bool(row["later"]) != bool(row["later_from"]):
                blank = "later_from" if row["later"] else "later"
                yield rows.fault(
                    line, blank, "later and later_from go together — fill both or none"
                )
            elif row["later_from"] and row["later_from"] <= ARTICLE_DAY:
                reason = (
                    f"known by {ARTICLE_DAY} already — move the text to note or correct the day"
                )
                yield rows.fault(line, "later_from", reason)
            for name in ("later_sources", "later_finding"):
                if name in names and row[name] and not row["later"]:
                    yield rows.fault(line, name, f"belongs to later — fill later or clear {name}")


def source_given(tables: Tables) -> Iterator[Fault]:
    """Check that a row without a source says that it is from memory."""
    for rows in tables.values():
        if not {"source", "verified"} <= set(rows.table.columns):
            continue
        for line, row in rows.rows:
            if not row["source"] and row["verified"] != "memory":
                reason = "verified says seen, but no source is named — name it or write memory"
                yield rows.fault(line, "source", reason)


def _citations(tables: Tables) -> dict[str, list[str]]:
    """Days of the rows that cite each source; "" for a row without a day."""
    found: dict[str, list[str]] = defaultdict(list)
    votes = {row["id"]: row["date"] for _, row in tables["resolutions"].rows}
    for rows in tables.values():
        own, names = rows.table.own, rows.table.columns
        dated = [] if rows.table.name == "actors" else own.get("row", [])
        for _, row in rows.rows:
            when = next((row[name] for name in dated if row[name]), "")
            if "through" in own:
                when = votes.get(row[own["through"]["field"]], "")
            for name in {"source", "source2", "sources"} & set(names):
                for entry in row[name].split():
                    found[entry].append(when)
            for entry in row.get("later_sources", "").split():
                found[entry].append(row["later_from"])
    return found


def sources_used(tables: Tables) -> Iterator[Fault]:
    """Check that no source is left over, and that `cited_from` is the first day of its rows."""
    found = _citations(tables)
    for line, row in tables["sources"].rows:
        days = found.get(row["id"])
        if days is None:
            reason = "no row cites this source — cite it or remove it"
            yield tables["sources"].fault(line, "id", reason)
            continue
        first = "" if "" in days else min(days, key=lambda text: (text + "-01-01")[:10])
        if row["cited_from"] != first:
            reason = f"{row['cited_from']!r} is not the first day a row cites it — write {first!r}"
            yield tables["sources"].fault(line, "cited_from", reason)


def totals(tables: Tables) -> Iterator[Fault]:
    """Check that the roll call adds up to the official totals, with all members."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, row in tables["votes"].rows:
        counts[row["resolution_id"]][row["vote"]] += 1
    for line, row in tables["resolutions"].rows:
        cast = counts[row["id"]]
        for choice in CHOICES:
            if row[choice].isdigit() and cast[choice] != int(row[choice]):
                reason = (
                    f"{row[choice]} in the official total, {cast[choice]} in votes.csv"
                    " — correct the total or the roll call"
                )
                yield tables["resolutions"].fault(line, choice, reason)
        size = COUNCIL if row["body"] == "UNSC" else ASSEMBLY
        if cast.total() != size:
            reason = (
                f"{cast.total()} members in votes.csv, the organ has {size}"
                " — complete the roll call"
            )
            yield tables["resolutions"].fault(line, "id", reason)


def members_vote(tables: Tables) -> Iterator[Fault]:
    """Check that only members of the organ vote."""
    texts = {row["id"]: row for _, row in tables["resolutions"].rows}
    countries = {row["code"]: row for _, row in tables["countries"].rows}
    for line, row in tables["votes"].rows:
        text, member = texts.get(row["resolution_id"]), countries.get(row["country"])
        if text is None or member is None:
            continue  # the foreign keys say so
        year = text["date"][:4]
        if member["un_member"] != "true":
            reason = f"{row['country']} is not a member of the United Nations — remove the vote"
            yield tables["votes"].fault(line, "country", reason)
        elif text["body"] == "UNSC" and year not in member["council_years"].split():
            reason = (
                f"{row['country']} was not on the Security Council in {year}"
                " — remove the vote or correct council_years"
            )
            yield tables["votes"].fault(line, "country", reason)


def vetoes(tables: Tables) -> Iterator[Fault]:
    """Check that a veto is a no of a permanent member, and that only a vetoed text has one."""
    permanent = {row["code"] for _, row in tables["actors"].rows if row["p5"] == "true"}
    cast = {(r["resolution_id"], r["country"]): r["vote"] for _, r in tables["votes"].rows}
    for line, row in tables["resolutions"].rows:
        by = [code for code in row["vetoed_by"].split(";") if code]
        if bool(by) != (row["outcome"] == "vetoed"):
            reason = f"the outcome is {row['outcome']!r} — name who vetoed, or clear vetoed_by"
            yield tables["resolutions"].fault(line, "vetoed_by", reason)
        for code in by:
            if code not in permanent or cast.get((row["id"], code)) != "no":
                reason = (
                    f"{code} is no permanent member that voted no"
                    " — correct vetoed_by or the roll call"
                )
                yield tables["resolutions"].fault(line, "vetoed_by", reason)


def directions(tables: Tables) -> Iterator[Fault]:
    """Check that kinds with a direction have one, and that others do not."""
    ties = tables["ties"]
    for line, row in ties.rows:
        one_way, kind = row["directed"] == "true", row["kind"]
        if row["a"] == row["b"]:
            yield ties.fault(line, "b", f"{row['a']} is tied to itself — correct one of the two")
        if kind in ALWAYS_DIRECTED and not one_way:
            yield ties.fault(line, "directed", f"{kind} has a direction — set directed to true")
        if kind in NEVER_DIRECTED and one_way:
            yield ties.fault(line, "directed", f"{kind} binds both alike — set directed to false")


def tied_once(tables: Tables) -> Iterator[Fault]:
    """Check that no tie stands twice: in the same direction, or directed and undirected."""
    same: dict[tuple[object, ...], list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for line, row in tables["ties"].rows:
        key = (frozenset((row["a"], row["b"])), *(row[name] for name in TIE_KEY))
        for before, other in same[key]:
            if row["a"] == other["a"] or "false" in (row["directed"], other["directed"]):
                reason = f"the same tie as in row {before} — keep one of the two"
                yield tables["ties"].fault(line, "id", reason)
        same[key].append((line, row))


def actor_spells(tables: Tables) -> Iterator[Fault]:
    """Check that memberships in `actors` agree with the spells in `parties`."""
    spells: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for _, row in tables["parties"].rows:
        spells[row["treaty_id"], row["code"]].append(row)
    for treaty, since in (("nato-1949", "nato_since"), ("csto-1992", "csto_since")):
        for line, row in tables["actors"].rows:
            dates = [spell["from"] for spell in spells[treaty, row["code"]]]
            first = min(dates, default="")
            if row[since] != first:
                reason = (
                    f"{row[since]!r}, but parties.csv has {first!r} for {treaty} — make them agree"
                )
                yield tables["actors"].fault(line, since, reason)


CHECKS: tuple[tuple[Callable[[Tables], Iterator[Fault]], tuple[str, ...]], ...] = (
    (partial_dates, ()),
    (ends_after_start, ()),
    (lists, ()),
    (hindsight, ()),
    (source_given, ()),
    (
        sources_used,
        (
            "events",
            "actors",
            "treaties",
            "ties",
            "clauses",
            "claims",
            "resolutions",
            "votes",
            "arms",
            "arms_tiv",
            "sanctions",
            "methods",
            "sources",
        ),
    ),
    (totals, ("resolutions", "votes")),
    (members_vote, ("resolutions", "votes", "countries")),
    (vetoes, ("resolutions", "votes", "actors")),
    (directions, ("ties",)),
    (tied_once, ("ties",)),
    (actor_spells, ("actors", "parties")),
    (treaty_faults, ("ties", "treaties", "parties")),
)
