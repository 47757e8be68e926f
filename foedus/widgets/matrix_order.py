"""The orders of the matrix's axes, as the front end computes them (ties.js): a test compares."""

from typing import Any

import pandas as pd

from foedus.relations import COOPERATIVE
from foedus.widgets.matrix_payload import GROUPS

__all__ = ["ordered"]

_EPOCH = pd.Timestamp("1970-01-01")


def ordered(actors: dict[str, list[Any]], strongest: pd.DataFrame, how: str, on: str) -> list[str]:
    """Return the actors' codes in the order of the axes.

    Parameters
    ----------
    actors : dict of lists
        The payload's columns of actors.
    strongest : DataFrame
        As `relations.strongest_ties` returns it.
    how : {"bloc", "similarity", "name"}
        By bloc: the first group, in the order of `GROUPS`, that an actor belongs to on the day.
        By similarity: neighbours share partners (see Notes). By name: alphabetical.
    on : str
        The day, ISO.

    Notes
    -----
    Two actors are alike by the sum, over their shared partners, of the weaker of the two ties
    (10 for a defence pact's rank and so on down), and three times their own tie; war counts
    against. The likeliest neighbours are joined first, never a third neighbour and never a ring:
    the greedy chain of the travelling-salesman literature. Whole numbers and a fixed order of
    ties between them make it the same on every machine.
    """
    codes: list[str] = actors["code"]
    places = range(len(codes))
    if how == "name":
        order = sorted(places, key=lambda actor: (actors["name"][actor], actor))
    elif how == "bloc":
        day = (pd.Timestamp(on) - _EPOCH).days
        order = sorted(places, key=lambda actor: (_group(actors, actor, day), actor))
    else:
        order = _seriation(_strengths(codes, strongest))
    return [codes[actor] for actor in order]


def _group(actors: dict[str, list[Any]], actor: int, day: int) -> int:
    since, until = actors["since"][actor], actors["until"][actor]
    if (since is not None and day < since) or (until is not None and day >= until):
        return len(GROUPS) + 2
    spells = actors["spells"][actor]
    return int(next(g for g, start, end in spells if start <= day and (end is None or day < end)))


def _strengths(codes: list[str], strongest: pd.DataFrame) -> list[list[int]]:
    place = {code: index for index, code in enumerate(codes)}
    strengths = [[0] * len(codes) for _ in codes]
    for a, b, kind in strongest[["a", "b", "kind"]].itertuples(index=False):
        if kind:
            rank = COOPERATIVE.index(kind)
            strength = len(COOPERATIVE) - rank if rank else -len(COOPERATIVE)
            strengths[place[a]][place[b]] = strengths[place[b]][place[a]] = strength
    return strengths


def _seriation(strengths: list[list[int]]) -> list[int]:
    likeness = {(i, j): _likeness(strengths, i, j) for j in range(len(strengths)) for i in range(j)}
    edges = sorted((-value, i, j) for (i, j), value in likeness.items() if value > 0)
    chains = [[actor] for actor in range(len(strengths))]
    for _, i, j in edges:
        _join(chains, i, j)
    distinct = {id(chain): chain for chain in chains}.values()
    return [actor for chain in sorted(distinct, key=len, reverse=True) for actor in chain]


def _likeness(strengths: list[list[int]], i: int, j: int) -> int:
    shared = zip(strengths[i], strengths[j], strict=True)
    return 3 * strengths[i][j] + sum(min(pair) for pair in shared if min(pair) > 0)


def _join(chains: list[list[int]], i: int, j: int) -> None:
    """Join two chains whose ends are i and j; leave them if either is inside a chain."""
    left, right = chains[i], chains[j]
    if left is right or i not in (left[0], left[-1]) or j not in (right[0], right[-1]):
        return
    if left[0] == i:
        left.reverse()
    if right[0] != j:
        right.reverse()
    left.extend(right)
    for actor in right:
        chains[actor] = left
