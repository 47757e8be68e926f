"""Altair charts: one theme, one renderer that works offline, palettes shared with the widgets."""

from foedus.charts.renderer import CHART_MIME, enable_renderer
from foedus.charts.theme import enable_theme

__all__ = ["CHART_MIME", "enable"]


def enable() -> None:
    """Turn on the house theme and the offline renderer; `import foedus` calls this."""
    enable_theme()
    enable_renderer()
