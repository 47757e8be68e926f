"""The two widgets, and both linked by their date."""

from foedus.widgets.linking import ContextView
from foedus.widgets.matrix import AllianceMatrix
from foedus.widgets.timeline import Timeline

__all__ = ["AllianceMatrix", "ContextView", "Timeline"]
