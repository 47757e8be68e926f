"""Right and wrong answers of lesson 06, as students write them."""

from typing import Final

from foedus.checking import Answers
from foedus.lessons.l06_leverage.chart_answers import LAYERS

__all__ = ["ANSWERS", "OPEN_ANSWER"]

_TO_IRAN = 'to_iran = arms[(arms["supplier"] == "RUS") & (arms["recipient"] == "IRN")]\n'
_TO_RUSSIA = 'to_russia = arms[(arms["supplier"] == "IRN") & (arms["recipient"] == "RUS")]\n'
_DELIVERED_TO_IRAN = 'to_iran = tiv[(tiv["supplier"] == "RUS") & (tiv["recipient"] == "IRN")]\n'
_LABELS = 'labels = ["2000-2005", "2006-2011", "2012-2017", "2018-2023"]\n'
_WINDOW = 'window = (to_iran["year"] - 2000) // 6\n'
_DIRECTIONS = (
    'iran = tiv[(tiv["supplier"] == "IRN") & (tiv["recipient"] == "RUS")]\n'
    'russia = tiv[(tiv["supplier"] == "RUS") & (tiv["recipient"] == "IRN")]\n'
    'both = iran.merge(russia, on="year", suffixes=("_iran", "_russia"))\n'
    'back = both["tiv_million_russia"]\n'
)
_DAYS = 'days = ["2010-06-09", "2013-01-01", "2016-01-16", "2025-06-22"]\n'
_IRAN = 'iran = sanctions[sanctions["target"] == "IRN"]\n'
_PAIR = (
    'two = ["RUS", "IRN"]\n'
    'pair = arms[arms["supplier"].isin(two) & arms["recipient"].isin(two)].astype('
    '{"supplier": str, "recipient": str})\n'
)
_CAME = 'came = pair[pair["status"] == "delivered"]\n'
_AGG = '.agg(delivered=("id", "size"), volume=("tiv_million", "sum")).reset_index()'


def _volumes(pick: str, sum_up: str = '["tiv_million"].sum()', first: int = 2000) -> str:
    return (
        f"rows = tiv[{pick}]\n"
        + _LABELS
        + f'found = rows.groupby((rows["year"] - {first}) // 6){sum_up}\n'
        + "by_window = found.reindex(range(4)).fillna(0).set_axis(labels)"
    )


def _running(mask: str, pick: str = 'sanctions["target"] == "IRN"') -> str:
    return (
        _DAYS
        + f"rows = sanctions[{pick}]\nrunning = {{}}\nfor day in days:\n"
        + f"    running[day] = int(({mask}).sum())"
    )


_BEGUN = '(rows["date_from"] <= day)'
_OPEN = 'rows["date_to"].isna()'

ANSWERS: Final = {
    "06.1": Answers(
        reference=_TO_IRAN
        + 'still_open = to_iran.loc[to_iran["status"] == "ordered-not-delivered", "id"]',
        alternatives={
            "query": (
                "still_open = arms.query(\"supplier == 'RUS' and recipient == 'IRN' and "
                'status == \'ordered-not-delivered\'")["id"].tolist()'
            ),
            "loop": (
                "still_open = set()\nfor deal in arms.itertuples():\n"
                '    if (deal.supplier, deal.recipient) == ("RUS", "IRN") '
                'and deal.status.startswith("ordered"):\n'
                "        still_open.add(deal.id)"
            ),
            "one-column-table": (
                _TO_IRAN
                + 'done = ["delivered", "cancelled", "reported-disputed"]\n'
                + 'still_open = to_iran[~to_iran["status"].isin(done)][["id"]]'
            ),
        },
        wrong=(
            (
                _TO_IRAN + 'still_open = to_iran.loc[to_iran["status"] != "delivered", "id"]',
                "cancelled-counted",
            ),
            (
                _TO_IRAN + 'still_open = to_iran.loc[to_iran["delivered_from"].isna(), "id"]',
                "no-year-no-delivery",
            ),
            (
                _TO_RUSSIA + 'still_open = to_russia.loc[to_russia["status"] != "delivered", "id"]',
                "other-direction",
            ),
            (
                _PAIR + 'still_open = pair.loc[pair["status"] != "delivered", "id"]',
                "both-directions",
            ),
            (
                _TO_IRAN + 'still_open = to_iran.loc[to_iran["status"] == "delivered", "id"]',
                "delivered-ones",
            ),
            (_TO_IRAN + 'still_open = to_iran["id"]', "everything-ordered"),
            (
                _TO_IRAN + 'waits = to_iran["status"] == "ordered-not-delivered"\n'
                'still_open = to_iran.loc[waits, "designation"]',
                "names-not-ids",
            ),
        ),
    ),
    "06.2": Answers(
        reference=_DELIVERED_TO_IRAN
        + _LABELS
        + _WINDOW
        + 'by_window = to_iran.groupby(window)["tiv_million"].sum().set_axis(labels)',
        alternatives={
            "between": (
                _DELIVERED_TO_IRAN
                + "by_window = {}\nfor first in range(2000, 2023, 6):\n"
                + "    last = first + 5\n"
                + '    inside = to_iran["year"].between(first, last)\n'
                + '    by_window[f"{first}-{last}"] = to_iran.loc[inside, "tiv_million"].sum()'
            ),
            "cut": (
                _DELIVERED_TO_IRAN
                + _LABELS
                + "edges = [1999, 2005, 2011, 2017, 2023]\n"
                + 'window = pd.cut(to_iran["year"], edges, labels=labels)\n'
                + 'by_window = to_iran.groupby(window, observed=True)["tiv_million"].sum()'
            ),
            "two-columns": (
                _DELIVERED_TO_IRAN
                + _LABELS
                + _WINDOW
                + 'sums = to_iran.groupby(window)["tiv_million"].sum().round(1)\n'
                + 'by_window = pd.DataFrame({"window": labels, "volume": sums.to_list()})'
            ),
        },
        wrong=(
            (
                _volumes(
                    'tiv["supplier"].isin(["RUS", "IRN"]) & tiv["recipient"].isin(["RUS", "IRN"])'
                ),
                "both-ways-added",
            ),
            (_volumes('tiv["recipient"] == "IRN"'), "all-suppliers"),
            (_volumes('tiv["supplier"] == "RUS"'), "all-recipients"),
            (
                _DELIVERED_TO_IRAN
                + _LABELS
                + _WINDOW
                + 'by_window = to_iran.groupby(window)["tiv_million"].mean().set_axis(labels)',
                "mean-for-sum",
            ),
            (
                _DELIVERED_TO_IRAN
                + _LABELS
                + _WINDOW
                + "by_window = to_iran.groupby(window).size().set_axis(labels)",
                "years-counted",
            ),
            (
                _volumes('(tiv["supplier"] == "RUS") & (tiv["recipient"] == "IRN")', first=2001),
                "windows-shifted",
            ),
            (
                _volumes('(tiv["supplier"] == "IRN") & (tiv["recipient"] == "RUS")'),
                "other-direction",
            ),
            (
                _DELIVERED_TO_IRAN
                + "by_window = {}\nfor first in range(2000, 2023, 6):\n"
                + '    year, last = to_iran["year"], first + 5\n'
                + "    inside = (year >= first) & (year < last)\n"
                + '    by_window[f"{first}-{last}"] = to_iran.loc[inside, "tiv_million"].sum()',
                "edges-lost",
            ),
            (
                _DELIVERED_TO_IRAN
                + _LABELS
                + _WINDOW
                + 'by_window = to_iran.groupby(window)["tiv_million"].max().set_axis(labels)',
                "largest-year",
            ),
        ),
    ),
    "06.3": Answers(
        reference=_DIRECTIONS
        + 'turned = both.loc[both["tiv_million_iran"] > both["tiv_million_russia"], "year"]',
        alternatives={
            "pivot": (
                'pair = tiv["supplier"].astype(str) + tiv["recipient"].astype(str)\n'
                "wide = tiv.assign(pair=pair).pivot("
                'index="year", columns="pair", values="tiv_million")\n'
                'turned = wide.index[wide["IRNRUS"] > wide["RUSIRN"]]'
            ),
            "loop": (
                _DIRECTIONS
                + "turned = []\nfor row in both.itertuples():\n"
                + "    if row.tiv_million_iran > row.tiv_million_russia:\n"
                + "        turned.append(row.year)"
            ),
            "text-years": (
                _DIRECTIONS
                + 'more = both["tiv_million_iran"] - both["tiv_million_russia"] > 0\n'
                + 'turned = set(both[more]["year"].astype(float))'
            ),
        },
        wrong=(
            (
                _DIRECTIONS + 'turned = both.loc[both["tiv_million_iran"] >= back, "year"]',
                "equal-counted",
            ),
            (
                _DIRECTIONS + 'turned = russia.loc[russia["tiv_million"] == 0, "year"]',
                "nothing-from-russia",
            ),
            (
                _DIRECTIONS + 'turned = both.loc[both["tiv_million_iran"] < back, "year"]',
                "turned-round",
            ),
            (_DIRECTIONS + 'turned = iran["year"]', "every-row"),
            (
                _DIRECTIONS
                + 'alone = (both["tiv_million_iran"] > 0) & (both["tiv_million_russia"] == 0)\n'
                + 'turned = both.loc[alone, "year"]',
                "no-return",
            ),
            (
                'turned = tiv.query("supplier == \'IRN\' and tiv_million > 0")["year"].unique()',
                "to-anybody",
            ),
        ),
    ),
    "06.4": Answers(
        reference=_running(f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))'),
        alternatives={
            "cumsum": (
                _DAYS
                + _IRAN
                + 'up = pd.Series(1, index=iran["date_from"])\n'
                + 'down = pd.Series(-1, index=iran["date_to"].dropna())\n'
                + "steps = pd.concat([up, down]).groupby(level=0).sum().cumsum()\n"
                + "running = {day: steps[:day].iloc[-1] for day in days}"
            ),
            "far-away-end": (
                _DAYS
                + _IRAN
                + 'end = iran["date_to"].fillna(pd.Timestamp("2100-01-01"))\n'
                + "running = pd.Series({pd.Timestamp(day): "
                + '((iran["date_from"] <= day) & (end > day)).sum() for day in days})'
            ),
            "list-of-pairs": (
                _DAYS
                + _IRAN
                + "running = []\nfor day in pd.to_datetime(days):\n"
                + '    alive = (iran["date_from"] <= day) & ~(iran["date_to"] <= day)\n'
                + "    running.append((day, len(iran[alive])))"
            ),
        },
        wrong=(
            (_running(f'{_BEGUN} & (day < rows["date_to"])'), "open-end-lost"),
            (_running(f'{_BEGUN} & ({_OPEN} | (day <= rows["date_to"]))'), "last-day-counted"),
            (_running(_BEGUN), "nothing-ends"),
            (
                _running(f'(rows["date_from"] < day) & ({_OPEN} | (day < rows["date_to"]))'),
                "first-day-missed",
            ),
            (
                _running(
                    f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))',
                    '(sanctions["target"] == "IRN") & (sanctions["sender"] == "UNO")',
                ),
                "one-sender",
            ),
            (
                _running(
                    f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))', 'sanctions["id"] != ""'
                ),
                "every-target",
            ),
            (
                _running(f'{_BEGUN} & (rows["date_to"].fillna(pd.Timestamp(AS_OF)) > day)'),
                "ended-on-our-day",
            ),
            (
                _running(f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))')
                + '\nfor day in days:\n    alive = rows["date_from"] <= day\n'
                + f'    alive = alive & ({_OPEN} | (day < rows["date_to"]))\n'
                + '    running[day] = rows.loc[alive, "sender"].nunique()',
                "senders-counted",
            ),
        ),
    ),
    "06.5": LAYERS,
    "06.6": Answers(
        reference=_PAIR + _CAME + f'balance = came.groupby("supplier"){_AGG}',
        alternatives={
            "index-kept": (
                _PAIR
                + _CAME
                + 'groups = came.groupby("supplier")\n'
                + 'balance = pd.DataFrame({"delivered": groups.size(), '
                + '"volume": groups["tiv_million"].sum()}).reset_index()'
            ),
            "by-hand": (
                "rows = []\n"
                'for seller, buyer in [("RUS", "IRN"), ("IRN", "RUS")]:\n'
                '    deals = arms[(arms["supplier"] == seller) & (arms["recipient"] == buyer)]\n'
                '    deals = deals[deals["status"] == "delivered"]\n'
                '    rows.append((seller, len(deals), float(deals["tiv_million"].sum())))\n'
                'balance = pd.DataFrame(rows, columns=["supplier", "delivered", "volume"])'
            ),
            "more-columns": (
                _PAIR
                + "came = pair.query(\"status == 'delivered'\")\n"
                + 'balance = came.groupby(["supplier", "recipient"], as_index=False)'
                + '.agg(delivered=("status", "count"), volume=("tiv_million", "sum"))'
                + '.sort_values("volume")'
            ),
        },
        wrong=(
            (_PAIR + f'balance = pair.groupby("supplier"){_AGG}', "plans-counted"),
            (
                _PAIR
                + 'came = pair[pair["status"].isin(["delivered", "reported-disputed"])]\n'
                + f'balance = came.groupby("supplier"){_AGG}',
                "disputed-counted",
            ),
            (
                _PAIR
                + _CAME
                + 'balance = came.groupby("supplier").agg('
                + 'delivered=("id", "size"), volume=("quantity", "sum")).reset_index()',
                "pieces-for-volume",
            ),
            (
                'sent = arms[arms["supplier"].isin(["RUS", "IRN"])].astype({"supplier": str})\n'
                + _CAME.replace("pair", "sent")
                + f'balance = came.groupby("supplier"){_AGG}',
                "everybody-else",
            ),
            (
                _PAIR
                + _CAME
                + f'balance = came.groupby("recipient"){_AGG}\n'
                + 'balance = balance.rename(columns={"recipient": "supplier"})',
                "received-for-sent",
            ),
            (
                _PAIR
                + _CAME
                + 'balance = came.groupby("supplier").agg('
                + 'delivered=("quantity", "sum"), volume=("tiv_million", "sum")).reset_index()',
                "pieces-for-rows",
            ),
            (
                _PAIR
                + _CAME
                + 'balance = came.groupby("supplier").agg(delivered=("tiv_million", "count"), '
                + 'volume=("tiv_million", "sum")).reset_index()',
                "without-a-volume",
            ),
        ),
    ),
}

OPEN_ANSWER: Final = """\
On 22 June 2025 Iran had more to lose in the air, and Russia less to lose than before [~]. Iran's
orders for Su-35s and Mi-28s are on file as ordered, not delivered [@A38; A40]. No other seller of
combat aircraft is on file for the buyer with an open order. So a Russian exit would have cost
Iran its planned air force, and we know of no other address for it [~].

Russia had needed Iran's drones: SIPRI counts 1,200 of one type by 2023, an estimate; Iran admits
only a small number, sent before February 2022 [@A14]. But leaked papers, disputed, describe a line
for 6,000 in Tatarstan [@A48]. If they are right, the need had moved into Russia itself [~].

The best argument against me: a new fighter can wait, and a drone in a war cannot [~]. And need is
neither promise nor will. Delivery papers for the Su-35s, or counts of Iranian parts in drones of
the last year, would change my mind [~].
"""
