"""Compare the ties of a multilateral treaty with the spells of its parties.

Every two parties are tied from the later of their two accessions to the earlier of their two
exits, within the life of the treaty; guarantors are tied to beneficiaries only, in that direction.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.faults import Fault, Rows

__all__ = ["treaty_faults"]

Span = tuple[str, str]
FOR_EVER = "9999-12-31"


def treaty_faults(tables: dict[str, Rows]) -> Iterator[Fault]:
    """Compare the expanded ties with the spells.

    Parameters
    ----------
    tables : dict of str to Rows
        At least ``ties``, ``treaties`` and ``parties``.

    Yields
    ------
    Fault
        In the tie that is too long or out of place, or in the treaty that lacks a pair.
    """
    lives = {
        row["id"]: (line, row["in_force_from"], row["in_force_to"] or FOR_EVER)
        for line, row in tables["treaties"].rows
    }
    expected = _expected(tables["parties"], lives)
    actual = _actual(tables["ties"])
    for (treaty, a, b), ties in actual.items():
        spans = expected.get((treaty, a, b), [])
        for line, span in ties:
            if not any(start <= span[0] and span[1] <= end for start, end in spans):
                reason = (
                    f"{a} and {b} were not both parties to {treaty} all that time — see parties.csv"
                )
                yield tables["ties"].fault(line, "basis", reason)
    for (treaty, a, b), spans in expected.items():
        if _joined([span for _, span in actual.get((treaty, a, b), [])]) != spans:
            reason = f"the ties of {a} and {b} do not cover their time as parties — see ties.csv"
            yield tables["treaties"].fault(lives[treaty][0], "id", reason)


def _pair(a: str, b: str, *, one_way: bool) -> tuple[str, str]:
    return (a, b) if one_way or a < b else (b, a)


def _expected(
    parties: Rows, lives: dict[str, tuple[int, str, str]]
) -> dict[tuple[str, str, str], list[Span]]:
    """Spans of every pair that the spells call for."""
    spells: dict[str, list[dict[str, str]]] = defaultdict(list)
    for _, row in parties.rows:
        if row["treaty_id"] in lives:
            spells[row["treaty_id"]].append(row)
    found: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for treaty, rows in spells.items():
        _, start, end = lives[treaty]
        givers = [r for r in rows if r["role"] == "guarantor"]
        takers = [r for r in rows if r["role"] == "beneficiary"]
        pairs = product(givers, takers) if givers else combinations(rows, 2)
        for a, b in pairs:
            first = max(start, a["from"], b["from"])
            last = min(end, a["to"] or FOR_EVER, b["to"] or FOR_EVER)
            if a["code"] != b["code"] and first < last:
                key = (treaty, *_pair(a["code"], b["code"], one_way=bool(givers)))
                found[key].append((first, last))
    return {key: _joined(spans) for key, spans in found.items()}


def _actual(ties: Rows) -> dict[tuple[str, str, str], list[tuple[int, Span]]]:
    """Lines and spans of every pair that stands in the ties."""
    found: dict[tuple[str, str, str], list[tuple[int, Span]]] = defaultdict(list)
    for line, row in ties.rows:
        basis, _, treaty = row["basis"].partition(":")
        if basis == "multilateral":
            key = (treaty, *_pair(row["a"], row["b"], one_way=row["directed"] == "true"))
            found[key].append((line, (row["in_force_from"], row["in_force_to"] or FOR_EVER)))
    return found


def _joined(spans: list[Span]) -> list[Span]:
    """Join spans that touch."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
