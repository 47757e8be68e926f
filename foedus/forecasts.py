"""Scoring forecasts: the Brier score, calibration and base rates."""

from collections.abc import Iterable
from statistics import NormalDist

import numpy as np
import pandas as pd

__all__ = ["base_rate", "base_rate_interval", "brier", "calibration"]


def brier(probabilities: Iterable[float], outcomes: Iterable[float]) -> float:
    """Return the mean squared distance of forecasts from what happened.

    Parameters
    ----------
    probabilities : iterable of float
        Forecasts of yes-or-no events, each from 0 to 1.
    outcomes : iterable of bool or int
        What happened, in the same order: 1 or True if the event came, 0 or False if not.

    Returns
    -------
    float
        From 0 (certain and right) to 1 (certain and wrong); always saying 0.5 scores 0.25.

    Raises
    ------
    ValueError
        If the two differ in length, are empty, or hold a value out of range.

    References
    ----------
    G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather
    Review 78 (1950) 1-3; here in the common form for two outcomes.

    Examples
    --------
    >>> import foedus as fo
    >>> round(fo.brier([0.9, 0.2], [1, 0]), 3)
    0.025
    """
    forecast, happened = _paired(probabilities, outcomes)
    return float(np.mean((forecast - happened) ** 2))


def base_rate(outcomes: Iterable[float]) -> float:
    """Return the share of cases in which the event came, from 0 to 1.

    Raises
    ------
    ValueError
        If there is no case, or an outcome is neither 0 nor 1.

    Examples
    --------
    >>> from foedus.forecasts import base_rate
    >>> base_rate([1, 0, 0, 0])
    0.25
    """
    return float(np.mean(_outcomes(outcomes)))


def base_rate_interval(outcomes: Iterable[float], level: float = 0.95) -> tuple[float, float]:
    """Return how far the count of cases leaves the true rate open: Wilson's score interval.

    Parameters
    ----------
    outcomes : iterable of bool or int
        One a case: 1 or True if the event came, 0 or False if not.
    level : float
        Share of such intervals that would hold the true rate, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end, from 0 to 1. It takes the cases for independent of each other.

    Raises
    ------
    ValueError
        As :func:`base_rate`, and if ``level`` does not lie between 0 and 1.

    References
    ----------
    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal
    of the American Statistical Association 22 (1927) 209-212.

    Examples
    --------
    >>> from foedus.forecasts import base_rate_interval
    >>> [round(end, 2) for end in base_rate_interval([0] * 7)]
    [0.0, 0.35]
    """
    if not 0 < level < 1:
        msg = f"level is {level}; a share between 0 and 1 is needed, such as 0.95."
        raise ValueError(msg)
    happened = _outcomes(outcomes)
    n, rate = len(happened), float(np.mean(happened))
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = rate + z**2 / (2 * n)
    half = z * float(np.sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2)))
    scale = 1 + z**2 / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def calibration(
    probabilities: Iterable[float], outcomes: Iterable[float], bins: int = 5
) -> pd.DataFrame:
    """Compare forecasts with how often the event came, in bins of equal width.

    Parameters
    ----------
    probabilities, outcomes
        As in :func:`brier`.
    bins : int
        Number of bins between 0 and 1.

    Returns
    -------
    DataFrame
        One row a bin that holds forecasts: ``low``, ``high`` (the bin's edges), ``n``,
        ``forecast`` (mean forecast), ``observed`` (share of events that came).

    Raises
    ------
    ValueError
        As :func:`brier`, and if ``bins`` is below 1.
    """
    if bins < 1:
        msg = f"bins is {bins}; at least 1 is needed."
        raise ValueError(msg)
    forecast, happened = _paired(probabilities, outcomes)
    number = np.minimum((forecast * bins).astype(int), bins - 1)
    rows = pd.DataFrame({"bin": number, "forecast": forecast, "observed": happened})
    grouped = rows.groupby("bin").agg(
        n=("forecast", "size"), forecast=("forecast", "mean"), observed=("observed", "mean")
    )
    edges = pd.DataFrame(
        {"low": grouped.index / bins, "high": (grouped.index + 1) / bins}, index=grouped.index
    )
    return edges.join(grouped).reset_index(drop=True)


def _paired(
    probabilities: Iterable[float], outcomes: Iterable[float]
) -> tuple[np.ndarray, np.ndarray]:
    forecast = _numbers(probabilities, "probabilities")
    happened = _outcomes(outcomes)
    if len(forecast) != len(happened):
        msg = f"{len(forecast)} probabilities but {len(happened)} outcomes; give one for each."
        raise ValueError(msg)
    if ((forecast < 0) | (forecast > 1)).any():
        msg = "A probability lies between 0 and 1; write 70 per cent as 0.7."
        raise ValueError(msg)
    return forecast, happened


def _outcomes(outcomes: Iterable[float]) -> np.ndarray:
    happened = _numbers(outcomes, "outcomes")
    if not np.isin(happened, (0, 1)).all():
        msg = "An outcome is 1 (it happened) or 0 (it did not)."
        raise ValueError(msg)
    return happened


def _numbers(values: Iterable[float], name: str) -> np.ndarray:
    try:
        numbers = np.array(list(values), dtype=float)
    except (TypeError, ValueError) as error:
        msg = f"{name} must be a list of numbers."
        raise ValueError(msg) from error
    if numbers.size == 0 or np.isnan(numbers).any():
        msg = f"{name} must hold at least one number and no gaps."
        raise ValueError(msg)
    return numbers
