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
        "own-table-of-days": (
            _MOMENTS
            + _MEASURES
            + _BARS
            + 'days = pd.DataFrame({"day": moments["start"].to_list()})\n'
            + 'chart = bars + alt.Chart(days).mark_rule(color="red").encode(x="day:T")'
        ),
        "start-and-title": (
            _MOMENTS
            + _MEASURES
            + _BARS
            + 'rules = alt.Chart(moments[["start", "title"]]).mark_rule().encode(x="start:T")\n'
            + "chart = (bars + rules).interactive()"
        ),
        "other-names": (
            _MOMENTS
            + _MEASURES
            + 'spans = measures.rename(columns={"date_from": "begin", "date_to": "stop"})\n'
            + 'bars = alt.Chart(spans).mark_bar().encode(x="begin", x2="stop", y="instrument")\n'
            + _RULES
            + "chart = bars + rules"
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
        (
            _MOMENTS
            + _MEASURES
            + "bars = alt.Chart(measures).mark_bar().encode(\n"
            + '    y="date_from", y2="date_to", x="instrument")\n'
            + 'rules = alt.Chart(moments).mark_rule().encode(y="start")\n'
            + "chart = bars + rules",
            "upright",
        ),
        (
            _MOMENTS
            + "bars = alt.Chart(sanctions).mark_bar().encode(\n"
            + '    x="date_from", x2="date_to", y="instrument")\n'
            + "bars = bars.transform_filter(\"datum.sender == 'UNO'\")\n"
            + _RULES
            + "chart = bars + rules",
            "filter-in-the-chart",
        ),
    ),
)
