"""The colours that charts and widgets share.

All start from the eight colours of Okabe and Ito, which people with any common colour vision
tell apart [1]_. Several of them are too pale for letters or thin lines on white, so each group
below keeps the hue and darkens it until a mark stands out from white (at least 3:1, as WCAG
1.4.11 asks) or a letter on it can be read (at least 4.5:1). A test measures both.

References
----------
.. [1] Okabe, M. and Ito, K. (2008), Color Universal Design: how to make figures and
   presentations that are friendly to colorblind people.
"""

from types import MappingProxyType
from typing import Final

__all__ = [
    "CATEGORIES",
    "INK",
    "INK_SOFT",
    "KINDS",
    "LINE",
    "MARKS",
    "PAPER",
    "PHASES",
    "contrast",
    "letter_colour",
]

PAPER: Final = "#ffffff"
INK: Final = "#1b1f24"
INK_SOFT: Final = "#4a5159"
LINE: Final = "#d5d9de"

#: Series without a meaning of their own: blue, vermilion, green, purple, ochre, sky, brown, grey.
MARKS: Final = (
    "#0072b2",
    "#c24e00",
    "#00805f",
    "#a84a80",
    "#957000",
    "#1f79ad",
    "#6e4a2f",
    "#5f6770",
)

#: Kinds of tie, strongest first; the matrix shows each with its letter as well.
KINDS: Final = MappingProxyType(
    {
        "armed-conflict": "#8b1a1a",
        "defense": "#0b3c6f",
        "offense": "#5b2a6e",
        "neutrality": "#00694e",
        "nonaggression": "#27826a",
        "consultation": "#0072b2",
        "security-commitment": "#4a74a8",
        "strategic-partnership": "#957000",
        "basing": "#a84a80",
        "arms-transfer": "#c24e00",
        "no-diplomatic-relations": "#4d4d4d",
        "sanctions": "#6e4a2f",
    }
)

#: Categories of events, the lanes of the timeline.
CATEGORIES: Final = MappingProxyType(
    {
        "treaty": "#0b3c6f",
        "diplomacy": "#0072b2",
        "statement": "#1f79ad",
        "law": "#5f6770",
        "nuclear": "#957000",
        "sanctions": "#6e4a2f",
        "arms": "#c24e00",
        "military": "#8b1a1a",
        "domestic": "#a84a80",
    }
)

#: Phases in the order of time: neighbours differ in lightness, so that they part in grey too.
PHASES: Final = MappingProxyType(
    {
        "Imperial era": "#6e4a2f",
        "Soviet and Pahlavi era": "#957000",
        "Islamic Republic and USSR": "#00694e",
        "Post-Soviet partnership": "#1f79ad",
        "Nuclear deal and Syria": "#0b3c6f",
        "Ukraine-war partnership": "#a84a80",
        "2025 before the strikes": "#5b2a6e",
        "War of June 2025": "#c24e00",
        "Aftermath 2025": "#5f6770",
        "War of 2026": "#8b1a1a",
    }
)

_SRGB_KNEE: Final = 0.04045


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21 (black on white).

    Parameters
    ----------
    first, second : str
        Colours as `#rrggbb`; their order does not matter.

    Returns
    -------
    float
        The ratio as WCAG 2.2 defines it.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((_luminance(first), _luminance(second)))
    return round((high + 0.05) / (low + 0.05), 2)


def letter_colour(background: str) -> str:
    """Return the colour, white or near black, in which a letter on this background is clearer.

    Examples
    --------
    >>> letter_colour("#0b3c6f")
    '#ffffff'
    """
    return max((PAPER, INK), key=lambda ink: contrast(ink, background))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _SRGB_KNEE else float(((value + 0.055) / 1.055) ** 2.4)
