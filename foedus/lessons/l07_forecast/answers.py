"""Right and wrong answers of lesson 07, as students write them."""

from typing import Final

from foedus.checking import Answers
from foedus.lessons.l07_forecast.values import JUDGED

__all__ = ["ANSWERS", "OPEN_ANSWER"]

_BEST = JUDGED + "best = judged.idxmax(axis=1)\n"
_LEVEL = "level = judged.max(axis=1) == judged.min(axis=1)\n"
_ORDERS = (
    'sold = arms[(arms["supplier"] == "RUS") & (arms["recipient"] == "IRN")]\n'
    'orders = sold[sold["ordered_year"] >= 2005]\n'
)
_COUNTED = (
    'came = (orders["status"] == "delivered").sum()\n'
    'order_rate = {"cases": len(orders), "came": came, "rate": came / len(orders)}'
)
_CUT = (
    "names = pd.cut(record['said'], [0, 0.4, 0.7, 1.01], right=False, "
    "labels=['low', 'middle', 'high'])\n"
)
_GROUPED = (
    "grouped = record.groupby(names.astype(str).rename('bin'))\n"
    "bins = grouped.agg(n=('said', 'size'), forecast=('said', 'mean'), "
    "observed=('came', 'mean')).reset_index()"
)
_GIVEN = """\
later = fo.load("ties", as_of="2026-06-26")
said = pd.DataFrame({
    "careful": [0.1, 0.7, 0.2, 0.4],
    "bold": [0.6, 0.9, 0.7, 0.9],
    "base rates": [0.11, 0.69, 0.18, 0.5],
}, index=["fights", "treaty", "veto", "secrets"])
"""
_HELD = 'held = fo.ties_in_force(later, "2025-12-31")\n'
_OUTCOME = (
    'in_force = int("rus-irn-2025" in set(held["id"]))\n'
    'outcome = pd.Series({"fights": 0, "treaty": in_force, "veto": 1, "secrets": None})\n'
)
_SETTLED = (
    "settled = outcome.dropna().astype(int)\n"
    "score = {name: fo.brier(said.loc[settled.index, name], settled) for name in said}\n"
)
_START = _GIVEN + _HELD + _OUTCOME
_SKILLS = 'skills = {name: 1 - score[name] / score["base rates"] for name in ["careful", "bold"]}'

ANSWERS: Final = {
    "07.1": Answers(
        reference=_BEST + _LEVEL + 'speaks_for = best.mask(level, "none")',
        alternatives={
            "typed": (
                'speaks_for = {"condemned": "none", "no alliance": "words", "no Su-35": "words", '
                '"Syria 2015": "fights", "request": "Means"}'
            ),
            "loop": (
                JUDGED + "speaks_for = {}\nfor label, row in judged.iterrows():\n"
                '    speaks_for[label] = "none" if row.nunique() == 1 else row.idxmax()'
            ),
            "pairs": (
                _BEST
                + 'speaks_for = [(label, "none" if label == "condemned" else name) '
                + "for label, name in best.items()]"
            ),
            "table": _BEST + _LEVEL + 'speaks_for = best.where(~level, "none").reset_index()',
        },
        wrong=(
            (_BEST + "speaks_for = best", "first-of-equals"),
            (
                JUDGED + _LEVEL + 'speaks_for = judged.idxmin(axis=1).mask(level, "none")',
                "speaks-against",
            ),
            (
                _BEST
                + _LEVEL
                + 'speaks_for = best.mask(level | (judged.max(axis=1) < 0.9), "none")',
                "high-not-higher",
            ),
            (JUDGED + "speaks_for = judged.idxmax()", "column-by-column"),
            (JUDGED + "speaks_for = judged.max(axis=1)", "numbers-not-names"),
        ),
    ),
    "07.2": Answers(
        reference=_ORDERS + _COUNTED,
        alternatives={
            "series": (
                _ORDERS + 'is_there = orders["status"].eq("delivered")\n'
                'order_rate = pd.Series({"rate": is_there.mean(), "cases": len(is_there), '
                '"came": is_there.sum()})'
            ),
            "base-rate": (
                "from foedus.forecasts import base_rate\n\n"
                "orders = arms.query(\"supplier == 'RUS' and recipient == 'IRN' "
                'and ordered_year > 2004")\n'
                'outcomes = [status == "delivered" for status in orders["status"]]\n'
                'order_rate = {"cases": len(outcomes), "came": sum(outcomes), '
                '"rate": base_rate(outcomes)}'
            ),
            "rounded-pairs": (
                _ORDERS + 'n, k = len(orders), int((orders["status"] == "delivered").sum())\n'
                'order_rate = [("cases", float(n)), ("came", k), ("rate", round(k / n, 2))]'
            ),
        },
        wrong=(
            (
                _ORDERS + 'orders = orders.dropna(subset=["delivered_from"])\n' + _COUNTED,
                "selected-on-outcome",
            ),
            (
                _ORDERS + 'orders = orders[orders["status"] != "cancelled"]\n' + _COUNTED,
                "cancelled-left-out",
            ),
            (
                _ORDERS + 'orders = sold[sold["delivered_from"] >= 2005]\n' + _COUNTED,
                "selected-on-outcome",
            ),
            (
                _ORDERS + 'orders = orders[orders["status"] == "delivered"]\n' + _COUNTED,
                "selected-on-outcome",
            ),
            (_ORDERS + "orders = sold\n" + _COUNTED, "no-year"),
            ('arms = fo.load("arms")\n' + _ORDERS + _COUNTED, "known-later"),
            (
                'bought = arms[(arms["supplier"] == "IRN") & (arms["recipient"] == "RUS")]\n'
                'orders = bought[bought["ordered_year"] >= 2005]\n' + _COUNTED,
                "wrong-way",
            ),
            (_ORDERS.replace(">=", ">") + _COUNTED, "edge-left-out"),
            (_ORDERS + _COUNTED + '\norder_rate["rate"] = 1 - came / len(orders)', "complement"),
            (
                'two = ["RUS", "IRN"]\n'
                'orders = arms[arms["supplier"].isin(two) & arms["recipient"].isin(two)]\n'
                'orders = orders[orders["ordered_year"] >= 2005]\n' + _COUNTED,
                "both-ways",
            ),
            (
                'orders = arms[(arms["supplier"] == "RUS") & (arms["ordered_year"] >= 2005)]\n'
                + _COUNTED,
                "every-buyer",
            ),
            (_ORDERS + _COUNTED + '\norder_rate["rate"] *= 100', "in-per-cent"),
            (
                _ORDERS + _COUNTED + '\norder_rate["rate"] = came / (len(orders) - came)',
                "odds-not-rate",
            ),
        ),
    ),
    "07.3": Answers(
        reference='ladder = {"words": 0.65, "means": 0.25, "fights": 0.1}',
        alternatives={
            "series": 'ladder = pd.Series([0.2, 0.3, 0.5], index=["fights", "means", "words"])',
            "sure": 'ladder = {"words": 1, "means": 0, "fights": 0}',
            "table": (
                'ladder = pd.DataFrame({"hypothesis": ["words", "means", "fights"], '
                '"p": [1 / 3, 1 / 3, 1 / 3]})'
            ),
            "pairs": 'ladder = [("means", 0.5), ("words", 0.4), ("fights", 0.1)]',
        },
        wrong=(
            (
                'ladder = {"words": "likely", "means": "even", "fights": "unlikely"}',
                "words-for-numbers",
            ),
            ('ladder = {"words": 0.9, "means": 0.2, "fights": -0.1}', "negative"),
            ('ladder = {"words": 65, "means": 25, "fights": 10}', "per-cent"),
            ('ladder = {"words": 0.8, "means": 0.5, "fights": 0.2}', "more-than-certain"),
            ('ladder = {"words": 0.6, "means": 0.2, "fights": 0.1}', "something-left-over"),
            ('ladder = {"words": 0.7, "means": 0.3}', "one-forgotten"),
        ),
    ),
    "07.4": Answers(
        reference="def my_brier(said, came):\n    return ((said - came) ** 2).mean()",
        alternatives={
            "steps": (
                "def my_brier(said, came):\n"
                '    table = pd.DataFrame({"said": said, "came": came})\n'
                '    table = table.assign(miss=table["said"] - table["came"])\n'
                '    table = table.assign(penalty=table["miss"] ** 2)\n'
                '    return table["penalty"].mean()'
            ),
            "loop": (
                "def my_brier(said, came):\n    total = 0\n"
                "    for p, o in zip(said, came):\n        total += (p - o) ** 2\n"
                "    return total / len(said)"
            ),
            "other-way-round": (
                "import numpy as np\n\n\ndef my_brier(said, came):\n"
                "    return np.mean(np.square(np.asarray(came) - np.asarray(said)))"
            ),
        },
        wrong=(
            (
                "def my_brier(said, came):\n    return (said - came).abs().mean()",
                "distance-not-square",
            ),
            ("def my_brier(said, came):\n    return ((said - came) ** 2).sum()", "sum-not-mean"),
            (
                "def my_brier(said, came):\n    return (said - came).mean() ** 2",
                "mean-before-square",
            ),
            ("def my_brier(said, came):\n    return (said - came).mean()", "square-forgotten"),
            ("def my_brier(said, came):\n    return (said - came) ** 2", "penalties-not-score"),
            ("def my_brier(said, came):\n    return ((said - came) ** 2).mean() ** 0.5", "root"),
            (
                "def my_brier(said, came):\n    return 1 - ((said - came) ** 2).mean()",
                "one-less-score",
            ),
        ),
    ),
    "07.5": Answers(
        reference=_CUT + _GROUPED,
        alternatives={
            "function": (
                "def place(p):\n"
                "    return 'low' if p < 0.4 else 'middle' if p < 0.7 else 'high'\n\n\n"
                "rows = record.assign(bin=record['said'].map(place)).groupby('bin')\n"
                "bins = pd.DataFrame({'observed': rows['came'].mean(), 'n': rows.size(), "
                "'forecast': rows['said'].mean()}).reset_index()"
            ),
            "list-of-dicts": (
                "bins = []\n"
                "for name, low, high in [('high', .7, 1), ('low', 0, .4), ('middle', .4, .7)]:\n"
                "    rows = record[(record['said'] >= low) & (record['said'] < high)]\n"
                "    bins.append({'bin': name, 'n': len(rows), "
                "'forecast': round(rows['said'].mean(), 3), 'observed': rows['came'].mean()})\n"
                "bins = pd.DataFrame(bins)"
            ),
            "rounded": _CUT + _GROUPED + ".round(2)",
            "categories": (
                _CUT + "bins = record.groupby(names.rename('bin'), observed=True).agg("
                "n=('came', 'size'), observed=('came', 'mean'), forecast=('said', 'mean'))"
                ".reset_index()"
            ),
        },
        wrong=(
            (
                _CUT.replace("[0, 0.4, 0.7, 1.01], right=False", "[0, 0.4, 0.7, 1]") + _GROUPED,
                "right-edges",
            ),
            (
                _CUT + _GROUPED.replace("('came', 'mean')", "('came', 'sum')"),
                "counts-not-shares",
            ),
            (
                _CUT
                + _GROUPED
                + "\ncentres = {'low': 0.2, 'middle': 0.55, 'high': 0.85}"
                + "\nbins['forecast'] = bins['bin'].map(centres)",
                "centres-not-means",
            ),
            (
                _CUT.replace(
                    "pd.cut(record['said'], [0, 0.4, 0.7, 1.01], right=False",
                    "pd.qcut(record['said'].rank(method='first'), 3",
                )
                + _GROUPED,
                "equal-thirds",
            ),
            (_CUT + _GROUPED + "\nbins['observed'] = 1 - bins['observed']", "share-that-did-not"),
            (_CUT + _GROUPED + "\nbins['observed'] *= 100", "shares-in-per-cent"),
        ),
    ),
    "07.6": Answers(
        reference=_START + _SETTLED + _SKILLS,
        alternatives={
            "by-hand": (
                _GIVEN + 'row = later.set_index("id").loc["rus-irn-2025"]\n'
                'treaty = 1 if row["in_force_from"] <= pd.Timestamp("2025-12-31") else 0\n'
                'outcome = pd.Series({"fights": 0, "treaty": treaty, "veto": 1})\n'
                'miss = said.drop("secrets").sub(outcome, axis=0)\n'
                "scores = (miss ** 2).mean()\n"
                'skills = 1 - scores[["careful", "bold"]] / scores["base rates"]'
            ),
            "sums-do-as-well": (
                _START + "known = outcome.notna()\n"
                "penalty = said[known].sub(outcome[known].astype(float), axis=0).pow(2).sum()\n"
                'skills = (1 - penalty / penalty["base rates"]).drop("base rates")'
            ),
            "rounded": (
                _START
                + _SETTLED
                + 'rival = score["base rates"]\n'
                + 'skills = {n: round(1 - score[n] / rival, 2) for n in ("bold", "careful")}'
            ),
        },
        wrong=(
            (
                (_START + _SETTLED + _SKILLS).replace("(later,", "(ties,"),
                "as-of-the-article",
            ),
            (
                _START + "outcome = outcome.fillna(0)\n" + _SETTLED + _SKILLS,
                "unsettled-as-no",
            ),
            (
                _START + "outcome = outcome.fillna(1)\n" + _SETTLED + _SKILLS,
                "unsettled-as-yes",
            ),
            (
                _START + _SETTLED + 'skills = {name: score[name] for name in ["careful", "bold"]}',
                "scores-not-skills",
            ),
            (
                _START + _SETTLED + _SKILLS.replace('score["base rates"]', "0.25"),
                "against-the-shrug",
            ),
            (
                _START
                + _SETTLED
                + _SKILLS.replace(
                    'score[name] / score["base rates"]', 'score["base rates"] / score[name]'
                ),
                "turned-over",
            ),
            (_START + _SETTLED + _SKILLS.replace("1 - ", ""), "ratio-not-skill"),
            (
                _START + _SETTLED + _SKILLS.replace('["careful", "bold"]', "said"),
                "rival-left-in",
            ),
            (
                _START + _SETTLED + _SKILLS.replace("1 - ", "100 - 100 * "),
                "skill-in-per-cent",
            ),
            (
                _START
                + _SETTLED
                + _SKILLS.replace(
                    '1 - score[name] / score["base rates"]', 'score["base rates"] - score[name]'
                ),
                "difference-not-skill",
            ),
        ),
    ),
}

OPEN_ANSWER: Final = """\
*One answer of the best level; yours will differ in its numbers.*

**Statement.** By 31 December 2025 the treaty signed in January is in force, by the word of
Russia's foreign ministry [@rus-irn-2025]. I wrote 0.8 [~]. I began with Russia's pacts in the
tables: 10 of 14 were in force as soon after signing, hence about 0.7 [~]. What moved me most was
that both parliaments had approved the text by May [@duma-ratifies-2025] [@majlis-ratifies-2025].
Had either side wanted to stall, I should hardly have seen that. The ministry's condemnation of the
strikes did not move me: I should have seen it in any case [@mfa-22-june-2025].

**Review.** It entered into force on 2 October, by the ministry's word [@treaty-in-force-2025]. My
penalty is 0.04 [~]. Iran's ambassador had called it binding in July already
[@jalali-treaty-2025]: with criteria that named nobody, we might still argue about the day. Was I
good, or lucky? My class held only pacts that did come into force, so it was chosen by a part of
the outcome, and some of its dates are from memory. I should have seen that. What nobody could see
on that day was whether a war would hasten the exchange of papers or delay it. One right answer
does not tell.
"""
