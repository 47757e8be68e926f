"""Right and wrong answers of question 06.5, the layered chart."""

from typing import Final

from foedus.checking import Answers

__all__ = ["LAYERS"]

_MOMENTS = 'moments = events[events["id"].str.startswith("s300")]\n'
_MEASURES = (
    'measures = sanctions[(sanctions["sender"] == "UNO") & (sanctions["target"] == "IRN")]\n'
)
_BARS = (
    'bars = alt.Chart(measures).mark_bar().encode(x="date_from", x2="date_to", y="instrument")\n'
)
_RULES = 'rules = alt.Chart(moments).mark_rule().encode(x="start")\n'

LAYERS: Final = Answers(
    reference=_MOMENTS + _MEASURES + _BARS + _RULES + "chart = bars + rules",
    alternatives={
        "layer-call": _MOMENTS + _MEASURES + _RULES + _BARS + "chart = alt.layer(rules, bars)",
        "dressed": (
            _MOMENTS
            + _MEASURES
            + "bars = alt.Chart(measures).mark_bar(height=8).encode(\n"
            + '    alt.X("date_from:T", title=None), alt.X2("date_to"),\n'
            + '    alt.Y("instrument:N", sort=None, title=None))\n'
            + "rules = alt.Chart(moments).mark_rule(strokeDash=[4, 2]).encode(\n"
            + '    x="start:T", tooltip="title")\n'
            + 'chart = (bars + rules).properties(title="Measures and moments")'
        ),
        "few-columns-and-names": (
            _MOMENTS
            + _MEASURES
            + 'measures = measures[["instrument", "date_from", "date_to"]]\n'
            + _BARS
            + _RULES
            + 'names = rules.mark_text(align="left").encode(text="title")\n'
            + "chart = bars + rules + names"
        ),
    },
    wrong=(
        (_MOMENTS + _MEASURES + _BARS + _RULES + "chart = bars | rules", "side-by-side"),
        (_MOMENTS + _MEASURES + _BARS + "chart = bars", "no-second-layer"),
        (_MOMENTS + _RULES + "chart = rules", "no-first-layer"),
        (
            _MOMENTS
            + _MEASURES
            + 'bars = alt.Chart(measures).mark_bar().encode(x="date_from", y="instrument")\n'
            + _RULES
            + "chart = bars + rules",
            "one-end-only",
        ),
        (
            _MOMENTS
            + 'measures = sanctions[sanctions["target"] == "IRN"]\n'
            + _BARS
            + _RULES
            + "chart = bars + rules",
            "all-senders",
        ),
        (
            _MEASURES
            + _BARS
            + 'rules = alt.Chart(events).mark_rule().encode(x="start")\n'
            + "chart = bars + rules",
            "all-events",
        ),
    ),
)
