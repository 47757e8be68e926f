"""The briefing: a question, two views, charts and sourced sentences, exported as one page."""

from foedus.briefing.report import Briefing

__all__ = ["Briefing"]
