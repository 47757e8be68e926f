"""Right and wrong answers of lesson 04, as students write them."""

from typing import Final

from foedus.checking import Answers

__all__ = ["ANSWERS"]

_BEGUN_2015 = 'deal = pd.Timestamp("2015-07-14")\n'
_IRAN = 'iran = ties[(ties["a"] == "IRN") | (ties["b"] == "IRN")]\n'
_OPEN_OR_LATER = 'not_ended = iran["in_force_to"].isna() | (deal < iran["in_force_to"])\n'
_IN_2015 = _BEGUN_2015 + _IRAN + _OPEN_OR_LATER
_FOUND_2015 = _BEGUN_2015 + "found = fo.ties_in_force(ties, deal)\n"
_PROMISES = (
    "in_force = fo.ties_in_force(ties, DAY)\n"
    'pledges = in_force[in_force["kind"].isin(["defense", "security-commitment"])]\n'
)
_PROMISED = _PROMISES + "promises = fo.directed_pairs(pledges)\n"
_BALANCE = (
    'balance = {\n    "owes": promises.loc[promises["ower"] == "USA", "owed"].nunique(),\n'
    '    "is owed by": promises.loc[promises["owed"] == "USA", "ower"].nunique(),\n}'
)
_PACT = (
    'deal = pd.Timestamp("2015-07-14")\npact = parties[parties["treaty_id"] == "arab-jd-1950"]\n'
)
_HELD = (
    _PACT + 'held = pact[(pact["from"] <= deal) & (pact["to"].isna() | (deal < pact["to"]))]\n'
    'merged = held.merge(held, on="treaty_id")\n'
)
_LISTED = 'pact_pairs = list(zip(pairs["code_x"], pairs["code_y"]))'
_MERGED = 'merged = held.merge(held, on="treaty_id")\n'
_PAIRED = 'pairs = merged[merged["code_x"] < merged["code_y"]]\n' + _LISTED
_MIN = 'strongest = rows.groupby("partner")["kind"].min()'
_MAX = 'strongest = rows.groupby("partner")["kind"].max()'
_RANKED = (
    "rows = fo.ties_in_force(ties, DAY)\n"
    'rows = rows[((rows["a"] == "IRN") | (rows["b"] == "IRN")) & rows["kind"].isin(ORDER)]\n'
    'rows = rows.assign(partner=rows["a"].where(rows["a"] != "IRN", rows["b"]))\n'
)
_ORDERED = _RANKED + (
    'rows["kind"] = pd.Categorical(rows["kind"].astype(str), categories=ORDER, ordered=True)\n'
)
_AS_TEXT = _RANKED + 'rows = rows.assign(kind=rows["kind"].astype(str))\n'
_FIVE = (
    'five = ["RUS", "BLR", "KAZ", "ARM", "AZE"]\n'
    "found = fo.strongest_ties(ties, DAY)\n"
    'found = found[found["a"].isin(five) & found["b"].isin(five) & found["kind"].isin(ORDER)]\n'
    'letter = found["kind"].astype(str).map(LETTER)\n'
)
_SMALL = _FIVE + (
    'found = found.assign(letter=letter.where(~found["weak"], letter.str.lower()))\n'
    'long = pd.concat([found, found.rename(columns={"a": "b", "b": "a"})])\n'
)
_WIDE = (
    'wide = long.pivot(index="a", columns="b", values="letter")\n'
    "wide = wide.reindex(index=five, columns=five)\n"
)
_LOST = (
    "def defended(table):\n"
    "    found = fo.strongest_ties(table, DAY)\n"
    '    found = found[found["kind"] == "defense"]\n'
    '    return {tuple(sorted(pair)) for pair in zip(found["a"], found["b"])}\n\n\n'
)
_BY_ORDER = (
    "def by_order(order, table):\n"
    '    rows = table[table["kind"].isin(order)].copy()\n'
    '    rows["kind"] = pd.Categorical(rows["kind"].astype(str), categories=order, ordered=True)\n'
    '    rows["pair"] = [tuple(sorted(pair)) for pair in zip(rows["a"], rows["b"])]\n'
    '    best = rows.sort_values("kind").drop_duplicates("pair")\n'
    '    return best.set_index("pair")["kind"].astype(str)\n\n\n'
)
_NEW = (
    'rest = [kind for kind in ORDER if kind != "basing"]\n'
    'at = rest.index("neutrality")\n'
    'new = rest[:at] + ["basing"] + rest[at:]\n'
)
_ALIAS = 'new = ORDER\nnew.remove("basing")\nnew.insert(new.index("neutrality"), "basing")\n'
_TODAY = "today = fo.ties_in_force(ties, DAY)\n"
_COMPARED = "before, after = by_order(ORDER, today), by_order(new, today)\n"
_CHANGED = "moved = list(before.index[before != after.reindex(before.index)])"
_MOVED = _BY_ORDER + _NEW + _TODAY + _COMPARED

ANSWERS: Final = {
    "04.1": Answers(
        reference=(
            'both = ties["a"].isin(["RUS", "IRN"]) & ties["b"].isin(["RUS", "IRN"])\n'
            'found = fo.ties_in_force(ties[both & (ties["kind"] == "neutrality")], DAY)\n'
            'law_of_the_day = found["id"].item()'
        ),
        alternatives={
            "typed": 'law_of_the_day = "rus-irn-2001"',
            "pair-function": (
                'pair = fo.ties_of_pair(fo.ties_in_force(ties, DAY), "IRN", "RUS")\n'
                'law_of_the_day = pair.loc[pair["kind"] == "neutrality", "id"].iloc[0]'
            ),
            "with-spaces": 'law_of_the_day = " rus-irn-2001 "',
        },
        wrong=(
            (
                (
                    'pair = fo.ties_of_pair(ties, "RUS", "IRN")\n'
                    'law_of_the_day = pair.loc[pair["kind"] == "neutrality", "id"].iloc[-1]'
                ),
                "signed-not-in-force",
            ),
            (
                (
                    'pair = fo.ties_of_pair(ties, "RUS", "IRN")\n'
                    'law_of_the_day = pair.loc[pair["kind"] == "neutrality", "id"].iloc[0]'
                ),
                "ended",
            ),
            (
                (
                    'pair = fo.ties_of_pair(fo.ties_in_force(ties, DAY), "RUS", "IRN")\n'
                    'law_of_the_day = pair.loc[pair["signed"].notna(), "id"].iloc[-1]'
                ),
                "another-kind",
            ),
            (
                (
                    'pair = fo.ties_of_pair(fo.ties_in_force(ties, DAY), "RUS", "IRN")\n'
                    'law_of_the_day = pair.loc[pair["kind"] == "neutrality", "instrument"].item()'
                ),
                "name-not-id",
            ),
            (
                (
                    'pair = fo.ties_of_pair(fo.ties_in_force(ties, DAY), "IRN", "RUS")\n'
                    'law_of_the_day = pair.loc[pair["kind"] == "arms-transfer", "id"].iloc[-1]'
                ),
                "wrong-kind",
            ),
            ('law_of_the_day = "neutrality"', "no-id-at-all"),
        ),
    ),
    "04.2": Answers(
        reference=(
            _IN_2015 + 'in_2015 = iran.loc[(iran["in_force_from"] <= deal) & not_ended, "id"]'
        ),
        alternatives={
            "function": (
                _FOUND_2015
                + 'in_2015 = list(found[(found["a"] == "IRN") | (found["b"] == "IRN")]["id"])'
            ),
            "set-with-fillna": (
                _BEGUN_2015
                + _IRAN
                + 'ends = iran["in_force_to"].fillna(pd.Timestamp("2200-01-01"))\n'
                'in_2015 = set(iran[(iran["in_force_from"] <= deal) & (ends > deal)]["id"])'
            ),
            "loop": (
                _BEGUN_2015 + "in_2015 = []\nfor tie in ties.itertuples():\n"
                '    if "IRN" in (tie.a, tie.b) and tie.in_force_from <= deal:\n'
                "        if pd.isna(tie.in_force_to) or tie.in_force_to > deal:\n"
                "            in_2015.append(tie.id)"
            ),
        },
        wrong=(
            (
                _BEGUN_2015 + _IRAN + "inside = (iran['in_force_from'] <= deal)"
                " & (deal < iran['in_force_to'])\n"
                "in_2015 = iran.loc[inside, 'id']",
                "open-end-forgotten",
            ),
            (
                _IN_2015 + 'in_2015 = iran.loc[(iran["signed"] <= deal) & not_ended, "id"]',
                "signed-not-in-force",
            ),
            (
                _BEGUN_2015 + _IRAN + 'in_2015 = iran.loc[iran["in_force_from"] <= deal, "id"]',
                "ended-counted",
            ),
            (_IN_2015 + 'in_2015 = iran.loc[not_ended, "id"]', "not-begun-counted"),
            (_IRAN + 'in_2015 = fo.ties_in_force(iran, DAY)["id"]', "article-day"),
            (
                _FOUND_2015 + 'in_2015 = found.loc[found["a"] == "IRN", "id"]',
                "one-side",
            ),
            (_BEGUN_2015 + 'in_2015 = fo.ties_in_force(ties, deal)["id"]', "all-actors"),
            (
                (
                    f"{_BEGUN_2015}{_IRAN}"
                    'begun = iran[iran["in_force_from"] <= deal]\n'
                    'in_2015 = begun.loc[begun["in_force_to"].isna(), "id"]'
                ),
                "ended-later-forgotten",
            ),
            (
                _BEGUN_2015 + _IRAN + 'in_2015 = fo.ties_in_force(iran, deal)["kind"].tolist()',
                "kinds-not-ids",
            ),
        ),
    ),
    "04.3": Answers(
        reference=_PROMISED + _BALANCE,
        alternatives={
            "by-hand": (
                _PROMISES + 'mutual = pledges[~pledges["directed"]]\n'
                'owed = set(pledges[pledges["a"] == "USA"]["b"]) | '
                'set(mutual[mutual["b"] == "USA"]["a"])\n'
                'owers = set(pledges[pledges["b"] == "USA"]["a"]) | '
                'set(mutual[mutual["a"] == "USA"]["b"])\n'
                'balance = {"is owed by": len(owers), "owes": len(owed)}'
            ),
            "series": (
                _PROMISES + "promises = fo.directed_pairs(pledges)"
                '.drop_duplicates(["ower", "owed"])\n'
                'balance = pd.Series({"owes": (promises["ower"] == "USA").sum(), '
                '"is owed by": (promises["owed"] == "USA").sum()})'
            ),
            "list-of-pairs": (
                _PROMISED + 'counts = promises.groupby("ower")["owed"].nunique()\n'
                'back = promises.groupby("owed")["ower"].nunique()\n'
                'balance = [("owes", float(counts["USA"])), ("is owed by", float(back["USA"]))]'
            ),
        },
        wrong=(
            (
                _PROMISES
                + "promises = fo.directed_pairs(pledges.assign(directed=False))\n"
                + _BALANCE,
                "directed-as-mutual",
            ),
            (
                _PROMISES + 'balance = {"owes": pledges.loc[pledges["a"] == "USA", "b"].nunique(), '
                '"is owed by": pledges.loc[pledges["b"] == "USA", "a"].nunique()}',
                "columns-only",
            ),
            (
                _PROMISED + 'balance = {"owes": len(promises[promises["ower"] == "USA"]), '
                '"is owed by": len(promises[promises["owed"] == "USA"])}',
                "ties-not-actors",
            ),
            (
                _PROMISES
                + 'promises = fo.directed_pairs(pledges[pledges["kind"] == "defense"])\n'
                + _BALANCE,
                "defence-only",
            ),
            (
                _PROMISED
                + _BALANCE
                + '\nbalance = {"owes": balance["is owed by"], "is owed by": balance["owes"]}',
                "turned-round",
            ),
            (
                'pledges = ties[ties["kind"].isin(["defense", "security-commitment"])]\n'
                "promises = fo.directed_pairs(pledges)\n" + _BALANCE,
                "no-date",
            ),
            (
                "promises = fo.directed_pairs(fo.ties_in_force(ties, DAY))\n" + _BALANCE,
                "all-kinds",
            ),
        ),
    ),
    "04.4": Answers(
        reference=_HELD + _PAIRED,
        alternatives={
            "combinations": (
                "from itertools import combinations\n\n"
                + _PACT
                + 'held = pact[(pact["from"] <= deal) & ~(pact["to"] <= deal)]\n'
                'pact_pairs = [set(pair) for pair in combinations(held["code"], 2)]'
            ),
            "other-way-round": (
                _HELD + 'pairs = merged[merged["code_x"] > merged["code_y"]]\n'
                'pact_pairs = [list(pair) for pair in zip(pairs["code_x"], pairs["code_y"])]'
            ),
            "from-the-ties": (
                'pact = ties[ties["basis"] == "multilateral:arab-jd-1950"]\n'
                'found = fo.ties_in_force(pact, "2015-07-14")\n'
                'pact_pairs = set(zip(found["a"], found["b"]))'
            ),
        },
        wrong=(
            (
                _HELD + 'pairs = merged[merged["code_x"] != merged["code_y"]]\n' + _LISTED,
                "each-pair-twice",
            ),
            (_HELD + "pairs = merged\n" + _LISTED, "paired-with-itself"),
            (
                _HELD + 'pairs = merged[merged["code_x"] <= merged["code_y"]]\n' + _LISTED,
                "self-pairs",
            ),
            (
                _PACT + 'held = pact.drop_duplicates("code")\n' + _MERGED + _PAIRED,
                "all-ever",
            ),
            (
                _PACT + 'merged = pact.merge(pact, on="treaty_id")\n' + _PAIRED,
                "spells-not-filtered",
            ),
            (
                _PACT + 'first = pact.drop_duplicates("code")\n'
                'held = first[first["to"].isna() | (deal < first["to"])]\n' + _MERGED + _PAIRED,
                "one-spell-each",
            ),
        ),
    ),
    "04.5": Answers(
        reference=(
            _ORDERED + 'strongest = rows.sort_values("kind").drop_duplicates("partner")'
            '.set_index("partner")["kind"]'
        ),
        alternatives={
            "groupby-min": (_ORDERED + _MIN),
            "dict-by-rank": (
                _AS_TEXT + 'rank = rows["kind"].map(ORDER.index)\n'
                "by_rank = rows.assign(rank=rank).sort_values('rank', ascending=False)\n"
                'strongest = dict(zip(by_rank["partner"], by_rank["kind"]))'
            ),
            "two-columns": (
                _RANKED
                + 'rows["kind"] = rows["kind"].cat.set_categories(ORDER[::-1], ordered=True)\n'
                'strongest = rows.groupby("partner", as_index=False)["kind"].max()'
            ),
        },
        wrong=(
            (_AS_TEXT + _MIN, "alphabetical"),
            (_AS_TEXT + _MAX, "alphabetical-last"),
            (
                _ORDERED + _MAX,
                "weakest",
            ),
            (
                _ORDERED + 'strongest = rows.groupby("partner")["kind"].first()',
                "first-in-the-table",
            ),
            (_ORDERED + _MIN + ".astype(str).map(LETTER)", "letters-for-kinds"),
            (
                _RANKED.replace(' & rows["kind"].isin(ORDER)', "") + _MIN,
                "hostile-mixed-in",
            ),
            (
                _RANKED.replace(' | (rows["b"] == "IRN")', "") + _MIN,
                "one-side",
            ),
            (
                _RANKED.replace("fo.ties_in_force(ties, DAY)", "ties") + _MIN,
                "no-date",
            ),
        ),
    ),
    "04.6": Answers(
        reference=_SMALL + _WIDE + 'square = wide.fillna("")',
        alternatives={
            "without-the-marks": (
                'five = ["RUS", "BLR", "KAZ", "ARM", "AZE"]\n'
                "square = fo.tie_matrix(ties, five, DAY)\n"
                'square = square.replace(r"[!$]", "", regex=True)'
            ),
            "other-order": (
                _SMALL + 'square = long.pivot(index="a", columns="b", values="letter")'
                '.fillna("").sort_index(ascending=False)'
            ),
            "loop": (
                _SMALL + 'square = pd.DataFrame("", index=five, columns=five)\n'
                "for row in long.itertuples():\n    square.loc[row.a, row.b] = row.letter"
            ),
        },
        wrong=(
            (
                _SMALL
                + _WIDE.replace("long.pivot", "found.pivot")
                + 'square = wide.astype(object).fillna("")',
                "half-empty",
            ),
            (
                _SMALL.replace('letter.where(~found["weak"], letter.str.lower())', "letter")
                + _WIDE
                + 'square = wide.fillna("")',
                "capitals",
            ),
            (
                'square = fo.tie_matrix(ties, ["RUS", "BLR", "KAZ", "ARM", "AZE"], DAY)',
                "hostile-marks",
            ),
            (_SMALL + _WIDE + "square = wide", "gaps"),
            (
                _SMALL
                + _WIDE.replace('"letter"', '"kind"')
                + 'square = wide.astype(object).fillna("")',
                "words",
            ),
        ),
    ),
    "04.7": Answers(
        reference=(
            _LOST + 'awake = ties[ties["effect"] != "dormant"]\n'
            "lost = list(defended(ties) - defended(awake))"
        ),
        alternatives={
            "set": _LOST + "lost = defended(ties) - defended(ties.query(\"effect != 'dormant'\"))",
            "frozensets": (
                _LOST + 'kept = defended(ties[ties["effect"] != "dormant"])\n'
                "lost = [frozenset(pair) for pair in defended(ties) if pair not in kept]"
            ),
            "by-effect": (
                "found = fo.strongest_ties(ties, DAY)\n"
                'asleep = found[(found["kind"] == "defense") & (found["effect"] == "dormant")]\n'
                'lost = list(zip(asleep["b"], asleep["a"]))'
            ),
        },
        wrong=(
            (
                _LOST + 'lost = defended(ties) - defended(ties[ties["effect"] == "in-effect"])',
                "all-weak-hidden",
            ),
            (
                (
                    'asleep = fo.ties_in_force(ties[ties["effect"] == "dormant"], DAY)\n'
                    'lost = list(zip(asleep["a"], asleep["b"]))'
                ),
                "any-dormant-tie",
            ),
            (
                (
                    "found = fo.strongest_ties(ties, DAY)\n"
                    'left = fo.strongest_ties(ties[ties["effect"] != "dormant"], DAY)\n'
                    'left = left[left["kind"] != ""]\n'
                    'still = [{*pair} for pair in zip(left["a"], left["b"])]\n'
                    'had = found[found["kind"] == "defense"]\n'
                    'lost = [pair for pair in zip(had["a"], had["b"]) if {*pair} not in still]'
                ),
                "nothing-left",
            ),
            (_LOST + 'lost = list(defended(ties[ties["effect"] != "dormant"]))', "kept-not-lost"),
            (_LOST + "lost = list(defended(ties))", "before-only"),
            (
                _LOST + 'lost = defended(ties[ties["effect"] != "dormant"]) - defended(ties)',
                "empty-difference",
            ),
        ),
    ),
    "04.8": Answers(
        reference=_MOVED + _CHANGED,
        alternatives={
            "loop": _MOVED + "moved = {p for p in before.index if before[p] != after[p]}",
            "frozensets": (
                _MOVED + "both = pd.DataFrame({'before': before, 'after': after})\n"
                "changed = both[both['before'] != both['after']]\n"
                "moved = [frozenset(pair) for pair in changed.index]"
            ),
            "slices": (
                _BY_ORDER
                + 'new = ORDER[:3] + ["basing"] + ORDER[3:8] + ORDER[9:]\n'
                + _TODAY
                + _COMPARED
                + "moved = [(b, a) for (a, b), kind in before.items() if after[(a, b)] != kind]"
            ),
        },
        wrong=(
            (
                _BY_ORDER + "new = ORDER.copy()\n"
                'i, j = new.index("basing"), new.index("neutrality")\n'
                "new[i], new[j] = new[j], new[i]\n" + _TODAY + _COMPARED + _CHANGED,
                "exchanged",
            ),
            (
                _TODAY + 'troops = today[today["kind"] == "basing"]\n'
                'moved = {tuple(sorted(pair)) for pair in zip(troops["a"], troops["b"])}',
                "all-with-bases",
            ),
            (_MOVED + 'moved = list(after.index[after == "basing"])', "basing-in-the-end"),
            (_MOVED.replace(_NEW, _ALIAS) + _CHANGED, "one-list-two-names"),
            (_MOVED.replace("tuple(sorted(pair))", "pair") + _CHANGED, "sides-kept-apart"),
            (
                _MOVED.replace("fo.ties_in_force(ties, DAY)", "ties") + _CHANGED,
                "no-date",
            ),
            (
                _MOVED.replace('rest.index("neutrality")', "0") + _CHANGED,
                "to-the-top",
            ),
        ),
    ),
}

OPEN_ANSWER: Final = """\
By a lawyer's test, no. The treaty in force between Russia and Iran was that of 2001; the treaty
signed on 17 January 2025 was not in force on that day [@rus-irn-2001] [@rus-irn-2025]. Its
third article says that a party gives the aggressor no military or other help [@rus-irn-2001].
That is a duty to abstain. A deputy foreign minister of Russia had told the Duma that the new
treaty meant no mutual military assistance either [@duma-ratifies-2025]. By the rule of ATOP the
answer turns: a promise of neutrality, nonaggression and consultation makes the two allies,
without a promise of defence [@atop-5-1]. COW, which codes nothing for the treaty of 2001, says
no for another reason [@cow-alliances-4-1]. To a reader for whom an ally comes to fight, the
answer is no again: nothing in the text asks for it. All three answers leave out what is not
written: a secret accord, a delivery of weapons, or a decision to help without any duty, which
the UN Charter allows at the request of a state under armed attack [~].
"""
