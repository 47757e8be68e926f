"""The house theme: how every chart looks unless its author says otherwise."""

from typing import Final

import altair as alt

from foedus.charts import palettes

__all__ = ["enable_theme", "house_theme"]

_NAME: Final = "foedus"
# Only fonts that are on the reader's machine: nothing is fetched.
_FONT: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
_WIDTH, _HEIGHT = 560, 280
_TEXT_SIZE, _TITLE_SIZE = 12, 15
_FIRST: Final = palettes.MARKS[0]


def house_theme() -> alt.theme.ThemeConfig:
    """Return the theme as a Vega-Lite configuration.

    Returns
    -------
    altair.theme.ThemeConfig
        Sizes in pixels; only settings that Vega-Lite 5.6 knows.
    """
    return {
        "config": {
            "background": palettes.PAPER,
            "font": _FONT,
            "view": {
                "continuousWidth": _WIDTH,
                "continuousHeight": _HEIGHT,
                "stroke": None,
            },
            "title": _title(),
            "axis": _axis(),
            "legend": _legend(),
            "header": {"labelFontSize": _TEXT_SIZE, "titleFontSize": _TEXT_SIZE},
            "range": {"category": list(palettes.MARKS)},
            "mark": {"color": _FIRST},
            "line": {"strokeWidth": 2.5},
            "point": {"size": 70, "filled": True, "opacity": 1},
            "text": {"fontSize": _TEXT_SIZE, "color": palettes.INK},
            "rule": {"color": palettes.INK_SOFT},
        },
    }


def enable_theme() -> None:
    """Make the house theme the one that Altair uses from now on."""
    alt.theme.register(_NAME, enable=True)(house_theme)


def _title() -> alt.theme.TitleConfigKwds:
    return {
        "anchor": "start",
        "fontSize": _TITLE_SIZE,
        "color": palettes.INK,
        "subtitleColor": palettes.INK_SOFT,
        "subtitleFontSize": _TEXT_SIZE,
        "offset": 12,
    }


def _axis() -> alt.theme.AxisConfigKwds:
    return {
        "labelFontSize": _TEXT_SIZE,
        "titleFontSize": _TEXT_SIZE,
        "labelColor": palettes.INK,
        "titleColor": palettes.INK_SOFT,
        "titleFontWeight": "normal",
        "gridColor": palettes.LINE,
        "domainColor": palettes.INK_SOFT,
        "tickColor": palettes.INK_SOFT,
        "labelLimit": 260,
    }


def _legend() -> alt.theme.LegendConfigKwds:
    return {
        "labelFontSize": _TEXT_SIZE,
        "titleFontSize": _TEXT_SIZE,
        "titleFontWeight": "normal",
        "labelColor": palettes.INK,
        "titleColor": palettes.INK_SOFT,
        "labelLimit": 260,
        "symbolSize": 90,
    }
