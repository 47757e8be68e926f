"""Right and wrong answers of lesson 02, as students write them. Checks never import this."""

from foedus.checking import Answers
from foedus.lessons.l02_timeline.ideas import REPORTS
from foedus.lessons.l02_timeline.parameters import OldStyle

_WORDS = '{4: "year", 7: "month", 10: "day"}'
_OLD = f"old_style = {list(OldStyle().dates)!r}\n".replace("'", '"')
_DATED = f'{REPORTS}reports["says"] = pd.to_datetime(reports["says"])\n'
_BY_MATTER = f'{_DATED}says = reports.groupby("matter")["says"]\n'
_SPAN = 'first, last = pd.Timestamp("1979-11-01"), pd.Timestamp("1979-12-31")\n'
_PAIRS = """\
from itertools import combinations

year = events[events["date"].str.startswith("1979")]
pairs = list(combinations(year["id"], 2))
"""
_SPANS = f"{_PAIRS}span = {{row.id: pd.Period(row.date) for row in year.itertuples()}}\n"
_DRAW = 'chart = alt.Chart(table).mark_bar().encode(x="days", y="phase")'


def _gaps(code: str) -> str:
    return f'{code}\ntable = days.reset_index(name="days")\n{_DRAW}'


def _moments(stamp: str, bombs: str, result: str = "(bombs - stamp).total_seconds() / 3600") -> str:
    return (
        f'stamp = pd.Timestamp("2025-06-19 01:35"{stamp})\n'
        f'bombs = pd.Timestamp("2025-06-21 18:40"{bombs})\n'
        f"hours = {result}"
    )


_MOSCOW, _WASHINGTON = ', tz="Europe/Moscow"', ', tz="America/New_York"'

_INSIDE = """\
from itertools import combinations

year = events[events["date"].str.startswith("1979")]
rows = year.to_dict("records")
unordered = [(a["id"], b["id"]) for a, b in combinations(rows, 2) if {condition}]"""

ANSWERS = {
    "02.1": Answers(
        reference=f'known = events["date"].str.len().map({_WORDS})\n'
        "by_precision = known.value_counts()",
        alternatives={
            "dict": 'length = events["date"].str.len()\n'
            'by_precision = {"day": (length == 10).sum(), "month": (length == 7).sum(), '
            '"year": (length == 4).sum()}',
            "hyphens": 'hyphens = events["date"].str.count("-")\n'
            'words = hyphens.map({0: "year", 1: "month", 2: "day"})\n'
            "by_precision = words.value_counts().to_dict()",
            "groupby": f'known = events["date"].str.len().map({_WORDS}).rename("known")\n'
            "by_precision = events.groupby(known).size()",
        },
        wrong=(
            ('by_precision = events["date"].str.len().value_counts()', "lengths-as-labels"),
            (
                (
                    'everything = fo.load("events")\n'
                    f'by_precision = everything["date"].str.len().map({_WORDS}).value_counts()'
                ),
                "rows-after-the-day",
            ),
            (
                (
                    'def guess(day):\n    if day.day > 1:\n        return "day"\n'
                    '    return "year" if day.month == 1 else "month"\n\n\n'
                    'by_precision = events["start"].map(guess).value_counts()'
                ),
                "first-of-the-month",
            ),
            (
                (
                    'days = (events["end"] - events["start"]).dt.days\n'
                    'by_precision = {"day": (days == 0).sum(), "month": days.between(1, 31).sum(), '
                    '"year": (days > 31).sum()}'
                ),
                "duration-for-ignorance",
            ),
            (
                (
                    'last = events["date_end"].where(events["date_end"] != "", events["date"])\n'
                    f"by_precision = last.str.len().map({_WORDS}).value_counts()"
                ),
                "end-for-beginning",
            ),
            (
                (
                    'length = events["date"].str.len()\n'
                    'by_precision = {"day": (length == 10).count(), '
                    '"month": (length == 7).count(), "year": (length == 4).count()}'
                ),
                "count-for-sum",
            ),
        ),
    ),
    "02.2": Answers(
        reference="def interval(text):\n    span = pd.Period(text)\n"
        "    return span.start_time.normalize(), span.end_time.normalize()",
        alternatives={
            "moments": "def interval(text):\n"
            "    return [pd.Period(text).start_time, pd.Period(text).end_time]",
            "calendar": "import calendar\nimport datetime as dt\n\n\ndef interval(text):\n"
            "    parts = [int(part) for part in text.split('-')]\n"
            "    year, month, day = (parts + [None, None])[:3]\n"
            "    first = dt.date(year, month or 1, day or 1)\n"
            "    last_month = month or 12\n"
            "    last = day or calendar.monthrange(year, last_month)[1]\n"
            "    return first, dt.date(year, last_month, last)",
            "texts": "def interval(text):\n    if len(text) == 10:\n        return text, text\n"
            "    if len(text) == 4:\n        return f'{text}-01-01', f'{text}-12-31'\n"
            "    end = pd.Timestamp(f'{text}-01') + pd.offsets.MonthEnd(1)\n"
            "    return f'{text}-01', end.strftime('%Y-%m-%d')",
        },
        wrong=(
            (
                (
                    "def interval(text):\n    day = pd.to_datetime(text, format='ISO8601')\n"
                    "    return day, day"
                ),
                "first-day-twice",
            ),
            (
                (
                    "def interval(text):\n    span = pd.Period(text)\n"
                    "    return span.start_time, (span + 1).start_time"
                ),
                "exclusive-end",
            ),
            (
                (
                    "def interval(text):\n    span = pd.Period(text)\n"
                    "    return span.end_time, span.start_time"
                ),
                "last-day-first",
            ),
            (
                (
                    "def interval(text):\n    first = pd.Period(text).start_time\n"
                    "    days = {4: 365, 7: 30, 10: 0}[len(text)]\n"
                    "    return first, first + pd.Timedelta(days=days)"
                ),
                "fixed-length",
            ),
            (
                (
                    "LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]\n\n\n"
                    "def interval(text):\n    if len(text) == 10:\n        return text, text\n"
                    "    if len(text) == 4:\n        return text + '-01-01', text + '-12-31'\n"
                    "    return text + '-01', text + f'-{LENGTHS[int(text[5:]) - 1]}'"
                ),
                "no-leap-year",
            ),
            (
                (
                    "def interval(text):\n    if len(text) == 10:\n        return text, text\n"
                    "    return text[:4] + '-01-01', text[:4] + '-12-31'"
                ),
                "month-as-year",
            ),
        ),
    ),
    "02.3": Answers(
        reference=_moments(_MOSCOW, _WASHINGTON),
        alternatives={
            "timedelta": _moments(_MOSCOW, _WASHINGTON, "bombs - stamp"),
            "divided": _moments(_MOSCOW, _WASHINGTON, "(bombs - stamp) / pd.Timedelta(hours=1)"),
            "utc-by-hand": 'stamp = pd.Timestamp("2025-06-18 22:35")\n'
            'bombs = pd.Timestamp("2025-06-21 22:40")\n'
            "hours = (bombs - stamp).days * 24 + (bombs - stamp).seconds / 3600",
        },
        wrong=(
            (_moments("", ""), "clocks-without-places"),
            (_moments(_MOSCOW, ', tz="UTC"'), "one-zone-forgotten"),
            (_moments(', tz="UTC"', _WASHINGTON), "one-zone-forgotten"),
            (_moments(', tz="+03:00"', ', tz="-05:00"'), "winter-time"),
            (_moments(', tz="-03:00"', ', tz="+04:00"'), "offsets-turned-round"),
            (
                _moments(_MOSCOW, _WASHINGTON, "(stamp - bombs).total_seconds() / 3600"),
                "order-turned-round",
            ),
            (
                _moments(_MOSCOW, _WASHINGTON, "(bombs - stamp).seconds / 3600"),
                "seconds-without-days",
            ),
            (_moments(_MOSCOW, _WASHINGTON, "(bombs - stamp).seconds"), "seconds-without-days"),
            (_moments(_MOSCOW, _WASHINGTON, "(bombs - stamp).total_seconds()"), "another-unit"),
            (
                _moments(_MOSCOW, _WASHINGTON, "(bombs - stamp) / pd.Timedelta(minutes=1)"),
                "another-unit",
            ),
            ("hours = (22 - 19) * 24", "times-forgotten"),
            (_moments(_MOSCOW, _WASHINGTON, "(bombs - stamp).days"), "days-for-hours"),
        ),
    ),
    "02.4": Answers(
        reference=f'{_OLD}border = pd.Timestamp("1900-03-01")\n'
        "days = [pd.Timestamp(text) for text in old_style]\n"
        "gaps = [pd.Timedelta(days=12 if day < border else 13) for day in days]\n"
        "new_style = [day + gap for day, gap in zip(days, gaps)]",
        alternatives={
            "texts": 'new_style = ["1828-02-22", "1900-03-12", "1908-01-02"]',
            "series": f"{_OLD}days = pd.Series(pd.to_datetime(old_style))\n"
            'gap = (days >= "1900-03-01").map({False: 12, True: 13})\n'
            'new_style = days + pd.to_timedelta(gap, unit="D")',
            "dates": "import datetime as dt\n\n"
            f"{_OLD}days = [dt.date.fromisoformat(text) for text in old_style]\n"
            "gap = lambda day: dt.timedelta(days=12 + (day >= dt.date(1900, 3, 1)))\n"
            "new_style = tuple(day + gap(day) for day in days)",
        },
        wrong=(
            (
                (
                    f"{_OLD}days = [pd.Timestamp(text) for text in old_style]\n"
                    "new_style = [d + pd.Timedelta(days=12 if d.year < 1900 else 13) for d in days]"
                ),
                "gap-by-year",
            ),
            (
                f"{_OLD}new_style = pd.to_datetime(old_style) + pd.Timedelta(days=13)",
                "always-thirteen",
            ),
            (
                f"{_OLD}new_style = pd.to_datetime(old_style) + pd.Timedelta(days=12)",
                "always-twelve",
            ),
            (
                (
                    f"{_OLD}days = pd.to_datetime(old_style)\n"
                    "gap = {True: 12, False: 13}\n"
                    "new_style = [d - pd.Timedelta(days=gap[d < pd.Timestamp('1900-03-01')]) "
                    "for d in days]"
                ),
                "subtracted",
            ),
            (
                (
                    f"{_OLD}days = pd.to_datetime(old_style)\n"
                    "gap = {True: 13, False: 12}\n"
                    "new_style = [d + pd.Timedelta(days=gap[d < pd.Timestamp('1900-03-01')]) "
                    "for d in days]"
                ),
                "gaps-exchanged",
            ),
            (
                f"{_OLD}new_style = pd.to_datetime(old_style) - pd.Timedelta(days=13)",
                "subtracted",
            ),
            (
                f"{_OLD}new_style = [pd.Timestamp(text) + pd.Timedelta(12) for text in old_style]",
                "not-moved",
            ),
        ),
    ),
    "02.5": Answers(
        reference=f'{_SPAN}touches = (events["start"] <= last) & (events["end"] >= first)\n'
        'under_way = events.loc[touches, "id"]',
        alternatives={
            "query": "under_way = events.query(\"start <= '1979-12-31' and end >= '1979-11-01'\")"
            '["id"].tolist()',
            "clipped": (
                f'{_SPAN}starts = events["start"].clip(first)\n'
                'ends = events["end"].clip(upper=last)\n'
                'under_way = tuple(events.loc[starts <= ends, "id"])'
            ),
            "not-apart": f'{_SPAN}apart = (events["end"] < first) | (events["start"] > last)\n'
            "under_way = set(events[~apart]['id'])",
        },
        wrong=(
            (
                (
                    f'{_SPAN}inside = events["start"].between(first, last) & '
                    'events["end"].between(first, last)\nunder_way = events.loc[inside, "id"]'
                ),
                "inside-only",
            ),
            (
                f'{_SPAN}under_way = events.loc[events["start"].between(first, last), "id"]',
                "begins-in-the-span",
            ),
            (
                (
                    'begins = events["date"].str.startswith(("1979-11", "1979-12"))\n'
                    'under_way = events.loc[begins, "id"]'
                ),
                "begins-in-the-span",
            ),
            (
                f'{_SPAN}under_way = events.loc[events["end"].between(first, last), "id"]',
                "ends-in-the-span",
            ),
            (
                'under_way = events.loc[events["date"].str.startswith("1979"), "id"]',
                "whole-year",
            ),
            (f'{_SPAN}under_way = events.loc[events["start"] <= last, "id"]', "never-over"),
            (
                (
                    f'{_SPAN}covers = (events["start"] <= first) & (events["end"] >= last)\n'
                    'under_way = events.loc[covers, "id"]'
                ),
                "whole-span-only",
            ),
            (
                (
                    f'{_SPAN}touches = (events["start"] <= last) & (events["end"] >= first)\n'
                    'under_way = events.loc[touches, "title"]'
                ),
                "titles-not-ids",
            ),
        ),
    ),
    "02.6": Answers(
        reference=f"{_BY_MATTER}spread = (says.max() - says.min()).dt.days",
        alternatives={
            "timedeltas": f"{_BY_MATTER}spread = says.max() - says.min()",
            "agg": f"{_BY_MATTER}spread = says.agg(lambda days: (days.max() - days.min()).days)"
            ".to_dict()",
            "sorted": f'{_DATED}ordered = reports.sort_values("says").groupby("matter")["says"]\n'
            "spread = (ordered.last() - ordered.first()).dt.days.astype(float)",
        },
        wrong=(
            (
                f"{_BY_MATTER}spread = (says.max() - says.min()).dt.days + 1",
                "both-ends-counted",
            ),
            (
                f"{_BY_MATTER}spread = (says.min() - says.max()).dt.days",
                "subtracted-the-wrong-way",
            ),
            (f"{_BY_MATTER}spread = says.size()", "reports-counted"),
            (f"{_BY_MATTER}spread = says.nunique()", "dates-counted"),
            (f"{_BY_MATTER}spread = (says.last() - says.first()).dt.days", "order-of-the-list"),
            (
                (
                    f'{_DATED}day = reports["says"].dt.day.groupby(reports["matter"])\n'
                    "spread = day.max() - day.min()"
                ),
                "month-forgotten",
            ),
        ),
    ),
    "02.7": Answers(
        reference='gap = events.groupby("phase", observed=True)["start"].diff().dt.days\n'
        'table = gap.groupby(events["phase"], observed=True).median().reset_index(name="days")\n'
        'table["phase"] = table["phase"].astype("str")\n'
        'bars = alt.Chart(table).mark_bar().encode(x="days", y=alt.Y("phase", sort=None))\n'
        "chart = bars.properties(\n"
        '    title="Median days from one event to the next",\n'
        '    description="A bar for each phase; the bars shrink from years to nothing.",\n'
        ")\nchart",
        alternatives={
            "apply": 'starts = events.groupby("phase", observed=True)["start"]\n'
            "days = starts.apply(lambda s: s.diff().dt.days.median())\n"
            'table = days.reset_index(name="days").astype({"phase": "str"})\n'
            'chart = alt.Chart(table).mark_bar().encode(y="days:Q", x="phase:N")',
            "loop": "rows = []\nfor phase in events['phase'].unique():\n"
            "    starts = events.loc[events['phase'] == phase, 'start'].sort_values()\n"
            "    rows.append({'phase': phase, 'days': starts.diff().dropna().median().days})\n"
            "chart = alt.Chart(pd.DataFrame(rows)).mark_bar().encode(\n"
            "    x=alt.X('days:Q', title='Median gap'), y=alt.Y('phase:N', sort=None))",
            "labels": 'gap = events.groupby("phase", observed=True)["start"].diff().dt.days\n'
            'days = gap.groupby(events["phase"].astype("str")).median()\n'
            'base = alt.Chart(days.reset_index(name="days")).encode(x="days", y="phase")\n'
            'chart = base.mark_bar() + base.mark_text(align="left").encode(text="days")',
            "spec": 'gap = events.groupby("phase", observed=True)["start"].diff().dt.days\n'
            'days = gap.groupby(events["phase"].astype("str")).median()\n'
            'chart = alt.Chart(days.reset_index(name="days")).mark_bar().encode(\n'
            '    x="days:Q", y="phase:N").to_dict()',
        },
        wrong=(
            (
                _gaps(
                    'gap = events["start"].diff().dt.days\n'
                    'days = gap.groupby(events["phase"].astype("str")).median()'
                ),
                "across-the-borders",
            ),
            (
                _gaps(
                    'gap = events.groupby("phase", observed=True)["start"].diff().dt.days\n'
                    'days = gap.groupby(events["phase"].astype("str")).mean()'
                ),
                "mean-for-median",
            ),
            (
                _gaps(
                    'gap = events.groupby("phase", observed=True)["start"].diff().dt.days\n'
                    'days = gap.groupby(events["phase"].astype("str")).max()'
                ),
                "longest-gap",
            ),
            (
                _gaps(
                    'by_end = events.sort_values("end")\n'
                    'gap = by_end.groupby("phase", observed=True)["end"].diff().dt.days\n'
                    'days = gap.groupby(by_end["phase"].astype("str")).median()'
                ),
                "ends-for-beginnings",
            ),
            (
                _gaps('days = events.groupby(events["phase"].astype("str")).size()'),
                "events-counted",
            ),
            (
                _gaps(
                    'everything = fo.load("events")\n'
                    'gap = everything.groupby("phase")["start"].diff().dt.days\n'
                    'days = gap.groupby(everything["phase"].astype("str")).median()'
                ),
                "rows-after-the-day",
            ),
        ),
    ),
    "02.8": Answers(
        reference=f"{_SPANS}"
        "unordered = [\n    (a, b)\n    for a, b in pairs\n"
        "    if span[a].start_time <= span[b].end_time\n"
        "    and span[b].start_time <= span[a].end_time\n]",
        alternatives={
            "prefix": f'{_PAIRS}date = dict(zip(year["id"], year["date"]))\n'
            "unordered = [\n    {a, b}\n    for a, b in pairs\n"
            "    if date[a].startswith(date[b]) or date[b].startswith(date[a])\n]",
            "turned-round": f"{_SPANS}"
            "apart = [\n    (a, b)\n    for a, b in pairs\n"
            "    if span[a].end_time < span[b].start_time\n"
            "    or span[b].end_time < span[a].start_time\n]\n"
            "unordered = [[b, a] for a, b in pairs if (a, b) not in apart]",
            "table": f"{_SPANS}"
            "unordered = pd.Series([\n    (b, a)\n    for a, b in pairs\n"
            "    if max(span[a].start_time, span[b].start_time)\n"
            "    <= min(span[a].end_time, span[b].end_time)\n])",
        },
        wrong=(
            (
                _INSIDE.format(condition='a["start"] <= b["end"] and b["start"] <= a["end"]'),
                "lasting-for-unknown",
            ),
            (
                _INSIDE.format(
                    condition='not (a["date"].startswith(b["date"]) or '
                    'b["date"].startswith(a["date"]))'
                ),
                "orderable-pairs",
            ),
            (
                (
                    f"{_SPANS}unordered = [(a, b) for a, b in pairs "
                    "if span[a].start_time <= span[b].end_time]"
                ),
                "every-pair",
            ),
            (_INSIDE.format(condition='a["date"] == b["date"]'), "same-text-only"),
            (_INSIDE.format(condition='a["start"] == b["start"]'), "same-text-only"),
            (
                _INSIDE.format(condition='len(a["date"]) < 10 or len(b["date"]) < 10'),
                "partial-never",
            ),
            (_INSIDE.format(condition='"1979" in (a["date"], b["date"])'), "month-overlooked"),
        ),
    ),
}

OPEN_ANSWER = """\
In the night of 18 to 19 June 2025 Putin met the heads of news agencies on the sidelines of the
St Petersburg forum; the Kremlin's transcript is stamped 19 June, 01:35, by the local clock
[@putin-agencies-2025].
There he said that Iran had not asked for military help and that the partnership treaty has no
articles on defence, which the treaty's own text does not bear out [@putin-agencies-2025].
Asked about a killing of Khamenei, he did not even want to discuss it [@putin-agencies-2025]; it was
his spokesman Peskov who said on 20 June that it would open Pandora's box [@peskov-sky-2025].
At the forum's plenary session on 20 June Putin spoke of Iran again, in other words
[@putin-spief-2025].
All of this came before the US strikes, whose first bombs fell at 22:40 UTC on 21 June: 18:40 that
day in Washington, 02:10 on 22 June in Iran [@us-strikes-2025].
It remains uncertain at what minute of that night the remarks were made, and whether the session
or the interview came first [~].

*Six points: occasions and voices apart, each with its date; a clock for each time; a source for
each sentence; the uncertain named.*
"""
