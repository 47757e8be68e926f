"""Agreement between two states in recorded votes, with and without a correction for chance.

Votes are ordered: yes = 1, abstain = 2, no = 3. Only votes on which both states said yes, no or
abstained count; an absence is not a vote. Every measure takes the same arguments:

votes : DataFrame
    Rows as in ``fo.load("votes")``: ``resolution_id``, ``country``, ``vote``.
a, b : str
    Country codes, for example "RUS".
resolutions : DataFrame or iterable of str, optional
    Only these resolutions: a frame with a column ``id`` (a part of ``fo.load("resolutions")``), or
    ids. All by default.
weights : mapping or Series, optional
    Weight of each resolution by its id, zero or more. Equal by default.

Each returns a float without unit, NaN where the measure is undefined, and raises ValueError when a
column, a country or the weight of a resolution is missing.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

import numpy as np
import pandas as pd

__all__ = ["agreement", "joint_votes", "kappa", "pi", "s_score"]

_CODES: Final = {"yes": 1, "abstain": 2, "no": 3}
_LARGEST_DISTANCE: Final = 2

Resolutions = pd.DataFrame | Iterable[str] | None
Weights = Mapping[str, float] | pd.Series | None
Distance = Literal["nominal", "linear"]


def joint_votes(
    votes: pd.DataFrame, a: str, b: str, resolutions: Resolutions = None
) -> pd.DataFrame:
    """Return the votes on which both states said yes, no or abstained.

    Returns
    -------
    DataFrame
        Indexed by ``resolution_id``, columns ``a`` and ``b`` with codes 1 (yes), 2 (abstain),
        3 (no).

    Examples
    --------
    >>> import foedus as fo
    >>> from foedus.votes import joint_votes
    >>> joint_votes(fo.load("votes"), "RUS", "IRN", ["A/RES/ES-11/1"]).values.tolist()
    [[3, 2]]
    """
    _require(votes, a, b)
    both = votes[votes["country"].isin([a, b])]  # first, because the rest is then short
    cast = both[both["vote"].astype("object").isin(_CODES)]
    if resolutions is not None:
        cast = cast[cast["resolution_id"].isin(_ids(resolutions))]
    sides = {side: _codes_of(cast, country) for side, country in (("a", a), ("b", b))}
    return pd.DataFrame(sides).dropna().astype(int).rename_axis("resolution_id")


def agreement(
    votes: pd.DataFrame,
    a: str,
    b: str,
    resolutions: Resolutions = None,
    weights: Weights = None,
) -> float:
    """Return the share of joint votes on which both voted alike, from 0 to 1.

    See the module's description for the arguments.

    Examples
    --------
    >>> import foedus as fo
    >>> texts = fo.load("resolutions").query("topic == 'ukraine' and body == 'UNGA'")
    >>> round(fo.agreement(fo.load("votes"), "RUS", "IRN", texts), 3)
    0.455
    """
    joint = joint_votes(votes, a, b, resolutions)
    return _mean((joint["a"] == joint["b"]).astype(float), weights)


def s_score(
    votes: pd.DataFrame,
    a: str,
    b: str,
    resolutions: Resolutions = None,
    weights: Weights = None,
) -> float:
    """Return Signorino and Ritter's S, from -1 (always opposed) to 1 (always alike).

    S = 1 - 2 * (weighted mean distance) / 2. The largest distance is fixed at 2 (yes against
    no), whether or not it occurs. S is not corrected for chance: it is high wherever most texts
    pass with wide majorities.

    See the module's description for the arguments.

    References
    ----------
    C. S. Signorino, J. M. Ritter, "Tau-b or Not Tau-b", International Studies Quarterly 43
    (1999) 115-144.
    """
    joint = joint_votes(votes, a, b, resolutions)
    return 1 - 2 * _mean((joint["a"] - joint["b"]).abs(), weights) / _LARGEST_DISTANCE


def kappa(  # noqa: PLR0913 - the four measures share their arguments
    votes: pd.DataFrame,
    a: str,
    b: str,
    resolutions: Resolutions = None,
    weights: Weights = None,
    *,
    distance: Distance = "nominal",
) -> float:
    """Return Cohen's kappa: agreement beyond what the two states' own habits would give.

    kappa = 1 - observed / expected disagreement; expected disagreement takes each state's own
    shares of yes, abstain and no. At most 1; 0 where a state always votes alike and the other
    does not; NaN where both always cast the same single vote.

    See the module's description for the arguments.

    Parameters
    ----------
    distance : {"nominal", "linear"}
        Disagreement counts 0 or 1 ("nominal"), or as the distance of the codes ("linear").

    References
    ----------
    J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological
    Measurement 20 (1960) 37-46; for states F. M. Hage, Political Analysis 19 (2011) 287-305.
    """
    joint = joint_votes(votes, a, b, resolutions)
    shares_a, shares_b = _shares(joint["a"], weights), _shares(joint["b"], weights)
    return _beyond_chance(joint, shares_a, shares_b, weights, distance)


def pi(  # noqa: PLR0913 - the four measures share their arguments
    votes: pd.DataFrame,
    a: str,
    b: str,
    resolutions: Resolutions = None,
    weights: Weights = None,
    *,
    distance: Distance = "nominal",
) -> float:
    """Return Scott's pi: as kappa, with chance taken from both states' pooled shares.

    Never above kappa for the same distance; informative also where one state never varies.

    See the module's description for the arguments and :func:`kappa` for ``distance``.

    References
    ----------
    W. A. Scott, "Reliability of Content Analysis", Public Opinion Quarterly 19 (1955) 321-325.
    """
    joint = joint_votes(votes, a, b, resolutions)
    pooled = (_shares(joint["a"], weights) + _shares(joint["b"], weights)) / 2
    return _beyond_chance(joint, pooled, pooled, weights, distance)


def _beyond_chance(
    joint: pd.DataFrame,
    shares_a: np.ndarray,
    shares_b: np.ndarray,
    weights: Weights,
    distance: Distance,
) -> float:
    table = _distances(distance)
    observed = _mean(pd.Series(table[joint["a"] - 1, joint["b"] - 1], index=joint.index), weights)
    expected = float(shares_a @ table @ shares_b)
    return 1 - observed / expected if expected > 0 else float("nan")


def _distances(distance: Distance) -> np.ndarray:
    codes = np.array(list(_CODES.values()))
    steps: np.ndarray = np.abs(codes[:, None] - codes[None, :]).astype(float)
    if distance == "linear":
        return steps
    if distance == "nominal":
        return np.where(steps > 0, 1.0, 0.0)
    msg = f"distance is {distance!r}; it must be 'nominal' or 'linear'."
    raise ValueError(msg)


def _shares(codes: pd.Series, weights: Weights) -> np.ndarray:
    return np.array([_mean((codes == code).astype(float), weights) for code in _CODES.values()])


def _mean(values: pd.Series, weights: Weights) -> float:
    if values.empty:
        return float("nan")
    if weights is None:
        return float(values.mean())
    chosen = pd.Series(dict(weights), dtype=float).reindex(values.index)
    if chosen.isna().any() or (chosen < 0).any():
        bad = list(chosen.index[chosen.isna() | (chosen < 0)][:3])
        msg = f"weights must hold a number of zero or more for each resolution; look at {bad}."
        raise ValueError(msg)
    total = float(chosen.sum())
    return float((values * chosen).sum()) / total if total > 0 else float("nan")


def _codes_of(cast: pd.DataFrame, country: str) -> pd.Series:
    rows = cast[cast["country"] == country]
    return rows.set_index("resolution_id")["vote"].astype("object").map(_CODES)


def _ids(resolutions: pd.DataFrame | Iterable[str]) -> list[str]:
    if isinstance(resolutions, pd.DataFrame):
        return list(resolutions["id"])
    return [resolutions] if isinstance(resolutions, str) else list(resolutions)


def _require(votes: pd.DataFrame, *countries: str) -> None:
    missing = [c for c in ("resolution_id", "country", "vote") if c not in votes.columns]
    if missing:
        msg = f"The table of votes lacks {', '.join(missing)}; columns: {list(votes.columns)}."
        raise ValueError(msg)
    for country in countries:
        if not (votes["country"] == country).any():
            msg = f"No vote by {country!r} is on file; use a three-letter code such as 'RUS'."
            raise ValueError(msg)
