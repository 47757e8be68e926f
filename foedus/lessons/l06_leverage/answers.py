"""Right and wrong answers of lesson 06, as students write them."""

from typing import Final

from foedus.checking import Answers
from foedus.lessons.l06_leverage.chart_answers import LAYERS
from foedus.lessons.l06_leverage.day_answers import DAYS_COUNTED

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
_PAIR = (
    'two = ["RUS", "IRN"]\n'
    'pair = arms[arms["supplier"].isin(two) & arms["recipient"].isin(two)].astype('
    '{"supplier": str, "recipient": str})\n'
)
_SUPPLIERS = 'sums = tiv.groupby(["year", "supplier"])["tiv_million"].sum().unstack()\n'
_SENT = 'sent = arms[arms["supplier"].isin(["RUS", "IRN"])]\n'
_CAME = 'came = pair[pair["status"] == "delivered"]\n'
_AGG = '.agg(delivered=("id", "size"), volume=("tiv_million", "sum")).reset_index()'


def _volumes(pick: str, sum_up: str = '["tiv_million"].sum()', first: int = 2000) -> str:
    return (
        f"rows = tiv[{pick}]\n"
        + _LABELS
        + f'found = rows.groupby((rows["year"] - {first}) // 6){sum_up}\n'
        + "by_window = found.reindex(range(4)).fillna(0).set_axis(labels)"
    )


def _between(inside: str) -> str:
    return (
        _DELIVERED_TO_IRAN
        + 'by_window = {}\nyear = to_iran["year"]\nfor first in range(2000, 2023, 6):\n'
        + f"    inside = {inside}\n"
        + '    label = f"{first}-{first + 5}"\n'
        + '    by_window[label] = to_iran.loc[inside, "tiv_million"].sum()'
    )


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
            (
                _DELIVERED_TO_IRAN
                + 'sums = to_iran.groupby(to_iran["year"] // 6 * 6)["tiv_million"].sum()\n'
                + 'by_window = {f"{first}-{first + 5}": sums[first] for first in sums.index}',
                "start-forgotten",
            ),
            (
                _DELIVERED_TO_IRAN
                + _LABELS
                + 'window = (to_iran["year"] - 2000) // 5\n'
                + 'sums = to_iran.groupby(window)["tiv_million"].sum()\n'
                + "by_window = dict(zip(labels, sums))",
                "five-years",
            ),
            (_between("year.between(first, first + 6)"), "windows-overlap"),
            (_between("(year > first) & (year <= first + 5)"), "first-years-lost"),
            (
                _DELIVERED_TO_IRAN
                + _LABELS
                + _WINDOW
                + 'sums = to_iran.groupby(window)["tiv_million"].sum()\n'
                + "by_window = sums.cumsum().set_axis(labels)",
                "running-total",
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
            "pairs-of-the-lesson": (
                'tiv["pair"] = tiv["supplier"] + " to " + tiv["recipient"]\n'
                'wide = tiv.groupby(["year", "pair"])["tiv_million"].sum().unstack()\n'
                'turned = wide.index[wide["IRN to RUS"] > wide["RUS to IRN"]].tolist()'
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
            (
                _SUPPLIERS + 'turned = sums.index[sums["IRN"] > sums["RUS"]]',
                "all-partners",
            ),
        ),
    ),
    "06.4": DAYS_COUNTED,
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
            (
                _PAIR
                + 'came = pair[pair["status"].str.contains("delivered")]\n'
                + f'balance = came.groupby("supplier"){_AGG}',
                "word-inside",
            ),
            (
                _PAIR
                + 'came = pair[pair["delivered_to"].notna()]\n'
                + f'balance = came.groupby("supplier"){_AGG}',
                "year-for-status",
            ),
            (
                _PAIR
                + _CAME
                + 'two_way = tiv[tiv["supplier"].isin(two) & tiv["recipient"].isin(two)]\n'
                + 'sums = two_way.groupby("supplier")["tiv_million"].sum()\n'
                + 'balance = came.groupby("supplier").size().rename("delivered").reset_index()\n'
                + 'balance["volume"] = balance["supplier"].map(sums)',
                "volumes-of-tiv",
            ),
            (
                _SENT + f'balance = sent.groupby("supplier"){_AGG}',
                "all-rows-of-two",
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
