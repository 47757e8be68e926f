"""Right and wrong answers of lesson 00, as students write them. Checks never import this."""

from foedus.checking import Answers
from foedus.lessons.l00_start_here.ideas import PAIR, TRAIL

_LOAD = 'before = fo.load("events", as_of="2025-06-12")\n'
_LOOKED_UP = f'{TRAIL}rows = sources.set_index("id").loc[ids]\n'
_DAY = 'day = events["date"] == "2025-06-22"\n'

ANSWERS = {
    "00.1": Answers(
        reference="chance = 3 / 4",
        alternatives={
            "point": "chance = 0.75",
            "list": "chance = pd.Series([1, 1, 1, 0]).mean()",
            "percent": "chance = 75 / 100",
        },
        wrong=(
            ("chance = 75", "percent"),
            ("chance = 1 / 4", "the-other-way"),
            ("chance = 3", "odds"),
            ("chance = 4 / 3", "upside-down"),
            ("chance = 3 / 7", "out-of-the-sum"),
            ('chance = "75%"', "text-for-number"),
            ('chance = "three out of four"', "text-for-number"),
        ),
    ),
    "00.2": Answers(
        reference="how_many = len(events)",
        alternatives={
            "shape": "how_many = events.shape[0]",
            "index": "how_many = len(events.index)",
            "count": 'how_many = events["id"].count()',
            "loop": "how_many = 0\nfor one in events.itertuples():\n    how_many = how_many + 1",
        },
        wrong=(
            ("how_many = len(events.columns)", "columns"),
            ("how_many = events.size", "cells"),
            ("how_many = events.index[-1]", "last-label"),
            ('how_many = len("events")', "letters-of-the-name"),
            ("how_many = len(claims)", "another-table"),
            ('how_many = len(fo.load("events"))', "rows-after-the-day"),
        ),
    ),
    "00.3": Answers(
        reference=f'{PAIR}kind = pair["kind"]',
        alternatives={
            "dot": f"{PAIR}kind = pair.kind",
            "get": f'{PAIR}kind = pair.get("kind")',
            "by-hand": 'kind = "Defense"',
            "loc": 'table = fo.AllianceMatrix(ties, actors, date="1979-01-01").table\n'
            'mask = (table["a"] == "USA") & (table["b"] == "IRN")\n'
            'kind = table.loc[mask, "kind"].item()',
        },
        wrong=(
            (f"{PAIR}kind = pair", "whole-row"),
            ('kind = "kind"', "the-name-itself"),
            ('kind = "D"', "letter"),
            (f'{PAIR}kind = pair["effect"]', "effect"),
            (
                (
                    "matrix = fo.AllianceMatrix(ties, actors, date=AS_OF)\n"
                    'pair = matrix.table.query(\'a == "USA" and b == "IRN"\').iloc[0]\n'
                    'kind = pair["hostile"]'
                ),
                "the-articles-day",
            ),
            ('kind = "Defence pact"', "words-of-the-widget"),
            (f'{PAIR}kind = pair["a"]', "code"),
        ),
    ),
    "00.4": Answers(
        reference='last_day = events.loc[events["date"] == "2025-06-22", "title"]',
        alternatives={
            "two-steps": f'{_DAY}last_day = events[day]["title"]',
            "list": f'{_DAY}last_day = list(events.loc[day, "title"])',
            "query": 'last_day = events.query("date == \'2025-06-22\'")["title"]',
            "start": 'last_day = set(events.loc[events["start"] == AS_OF, "title"])',
            "loop": "last_day = []\nfor event in events.itertuples():\n"
            "    if event.date == AS_OF:\n        last_day.append(event.title)",
        },
        wrong=(
            ('last_day = events["title"]', "no-filter"),
            ('last_day = events["date"] == "2025-06-22"', "the-mask-itself"),
            ('last_day = events.loc[events["date"] != "2025-06-22", "title"]', "turned-round"),
            (
                'last_day = events.loc[events["date"] == "2025-06-13", "title"]',
                "first-day-of-the-war",
            ),
            (f'{_DAY}last_day = events.loc[day, "id"]', "ids-not-titles"),
            (f'{_DAY}last_day = events.loc[day, "date"]', "dates-not-titles"),
            ('last_day = [events["title"].iloc[-1]]', "one-row-only"),
        ),
    ),
    "00.5": Answers(
        reference=f"{_LOAD}hidden = len(events) - len(before)",
        alternatives={
            "mask": 'hidden = (events["start"] > "2025-06-12").sum()',
            "shape": f"{_LOAD}hidden = events.shape[0] - before.shape[0]",
            "ids": f'{_LOAD}hidden = len(set(events["id"]) - set(before["id"]))',
            "isin": f'{_LOAD}hidden = int((~events["id"].isin(before["id"])).sum())',
        },
        wrong=(
            (f"{_LOAD}hidden = len(before)", "shown-not-hidden"),
            (f"{_LOAD}hidden = len(before) - len(events)", "wrong-way-round"),
            (
                'hidden = len(events) - len(fo.load("events", as_of="2025-06-13"))',
                "a-day-too-late",
            ),
            ("hidden = len(events)", "nothing-hidden"),
            (
                'hidden = len(events) - len(fo.load("events", as_of=AS_OF))',
                "nothing-loaded-before",
            ),
            (
                'hidden = len(ties) - len(fo.load("ties", as_of="2025-06-12"))',
                "another-table",
            ),
            (f'{_LOAD}hidden = len(fo.load("events")) - len(before)', "rows-after-the-day"),
        ),
    ),
    "00.6": Answers(
        reference=f'{TRAIL}publishers = sources.set_index("id").loc[ids, "publisher"]',
        alternatives={
            "list": f'{_LOOKED_UP}publishers = rows["publisher"].tolist()',
            "isin": f'{TRAIL}mask = sources["id"].isin(ids)\n'
            'publishers = set(sources[mask]["publisher"])',
            "merge": f'{TRAIL}wanted = pd.DataFrame({{"id": ids}})\n'
            'publishers = wanted.merge(sources, on="id")["publisher"]',
            "loop": f"{TRAIL}publishers = []\nfor one in sources.itertuples():\n"
            "    if one.id in ids:\n        publishers.append(one.publisher)",
        },
        wrong=(
            (f"{TRAIL}publishers = ids", "ids"),
            (f'{_LOOKED_UP}publishers = rows["title"]', "titles"),
            (f'{_LOOKED_UP}publishers = rows["url"]', "addresses"),
            ('publishers = sources["publisher"]', "every-source"),
            (f'{TRAIL}publishers = [claim["speaker"]]', "speaker"),
            (
                (
                    'publishers = list(sources.loc[sources["id"] == "share4all-article", '
                    '"publisher"])'
                ),
                "the-article",
            ),
            (f'{_LOOKED_UP}publishers = [rows["publisher"].iloc[0]]', "first-source-only"),
        ),
    ),
}

OPEN_ANSWER = """\
*One possible answer; yours will hold other numbers.*

**Surest: pact, 0.85** [~].
I believe that a treaty obliges the United States to defend Israel, because I have heard the two
called allies all my life [~].
That is a habit of words and no document: I have not read a treaty, and I could not name its article
[~].
If I looked for the text and found none, I would go down to 0.1 [~].

**Least sure: fighters, 0.5** [~].
I remember headlines about Su-35s for Iran, but a headline about an order is not a delivery [~].
A dated photograph or a register of deliveries would move me up; a register without them would move
me down to 0.2 [~].

What I notice: my surest number rests on the weakest ground.
"""
