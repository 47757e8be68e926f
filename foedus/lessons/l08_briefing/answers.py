"""Right and wrong answers of lesson 08, as students write them."""

from typing import Final

from foedus.checking import Answers

__all__ = ["ANSWERS", "OPEN_ANSWER"]

_TIES = "def ties_of(a, b, on):\n"
_KIND = "def strongest(a, b, on):\n"
_HELD = _KIND + "    rows = fo.ties_in_force(fo.ties_of_pair(ties, a, b), on)\n"
_SOFT = '    rows = rows[~rows["kind"].isin(["no-diplomatic-relations", "sanctions"])]\n'
_ROWS = _HELD + _SOFT
_ORDER = (
    'ORDER = ["armed-conflict", "defense", "offense", "neutrality", "nonaggression",\n'
    '         "consultation", "security-commitment", "strategic-partnership", "basing",\n'
    '         "arms-transfer"]\n'
)
_STORY = "def story_of(a, b):\n"
_NAMED = (
    '    codes = events["actors"].str.split(";")\n'
    "    named = events[[a in row and b in row for row in codes]]\n"
)
_TURNS = "    turns = fo.tie_events(fo.ties_of_pair(ties, a, b))\n"
_STACKED = '    return pd.concat([named, turns]).sort_values("start")'
_SHARE = "def share_agreeing(a, b, ids):\n"
_WIDE = (
    '    asked = votes[votes["resolution_id"].isin(ids)]\n'
    '    wide = asked.pivot(index="resolution_id", columns="country", values="vote").astype(str)\n'
)
_CAST = (
    _SHARE + _WIDE + '    both = wide.loc[(wide[a] != "absent") & (wide[b] != "absent"), [a, b]]\n'
)
_SENT = "def delivered(supplier, recipient):\n"
_WAY = (
    '    way = (arms["supplier"] == supplier) & (arms["recipient"] == recipient)\n'
    "    lines = arms[way]\n"
)
_ARRIVED = _SENT + _WAY + '    lines = lines[lines["status"] == "delivered"]\n'
_SUMMED = '    return lines.groupby("designation")["quantity"].sum()'

_ONE = (
    '("If an armed invasion puts Russia or North Korea in a state of war, Article 4 of their '
    'treaty of 2024 obliges the other to help without delay.", "russia-dprk-2024-art-4")'
)
_TWO = (
    '("The treaty between Russia and North Korea has been in force since 4 December 2024.", '
    '"rus-prk-2024")'
)
_THREE = (
    '("North Korea has sent Russia more than 20,000 containers of arms since September 2023, by '
    'the count of the Multilateral Sanctions Monitoring Team.", "prk-rus-arms")'
)
_FOUR = (
    '("By the same team, about 11,000 North Korean soldiers went to Russia in 2024 and 3,000 '
    'more early in 2025.", "prk-rus-troops")'
)
_FIVE = (
    '("On Ukraine, North Korea voted as Russia did on 13 of 13 joint votes from 2014 to 2025.", '
    '"A/RES/ES-11/1")'
)


def _findings(*sentences: str, pair: str = '("RUS", "PRK")') -> str:
    listed = "".join(f"    {one},\n" for one in sentences)
    return f'my_findings = {{"pair": {pair}, "sentences": [\n{listed}]}}\n'


_LATER = (
    'everything = fo.load("ties")\n'
    'later = everything.loc[~everything["id"].isin(ties["id"]), "id"].iloc[0]\n'
)
_GOOD = (_ONE, _TWO, _THREE, _FOUR, _FIVE)
_PAGE = (
    'texts = resolutions[resolutions["body"] == "UNGA"].groupby("topic", observed=True)["id"]\n'
    'shares = texts.apply(lambda ids: share_agreeing(*my_findings["pair"], list(ids)))'
    '.reset_index(name="share")\n'
    'chart = alt.Chart(shares, title="Votes cast alike, by topic", description="A bar a topic; '
    'each is as long as can be.").mark_bar().encode(x="share", y="topic")\n'
    'views = {"timeline": fo.Timeline(story_of(*my_findings["pair"]), date=AS_OF), '
    '"matrix": fo.AllianceMatrix(ties, actors, date=AS_OF, selected=my_findings["pair"])}\n'
    'briefing = fo.Briefing(question="What did Russia and North Korea owe each other in June 2025, '
    'and what did they do?", charts=[chart], **views, **my_findings)\n'
    'briefing.to_html("my_briefing.html")\nbriefing'
)


def _with(at: int, sentence: str) -> str:
    return _findings(*(sentence if i == at else one for i, one in enumerate(_GOOD)))


ANSWERS: Final = {
    "08.1": Answers(
        reference=(
            _TIES + "    pair = fo.ties_of_pair(ties, a, b)\n"
            '    return list(fo.ties_in_force(pair, on)["id"])'
        ),
        alternatives={
            "by-hand": (
                _TIES + '    both = ties["a"].isin([a, b]) & ties["b"].isin([a, b])\n'
                '    begun = ties["in_force_from"] <= on\n'
                '    open_or_later = ties["in_force_to"].isna() | (ties["in_force_to"] > on)\n'
                '    return ties.loc[both & begun & open_or_later, "id"]'
            ),
            "loop": (
                _TIES
                + "    found = set()\n    for tie in fo.ties_in_force(ties, on).itertuples():\n"
                "        if {tie.a, tie.b} == {a, b}:\n            found.add(tie.id)\n"
                "    return found"
            ),
            "query": (
                _TIES + '    rows = ties.query("a in [@a, @b] and b in [@a, @b]")\n'
                '    return fo.ties_in_force(rows, on)["id"].tolist()'
            ),
        },
        wrong=(
            (
                _TIES + "    return fo.ties_in_force(fo.ties_of_pair(ties, a, b), on)",
                "table-not-ids",
            ),
            (
                _TIES + '    rows = ties[(ties["a"] == a) & (ties["b"] == b)]\n'
                '    return list(fo.ties_in_force(rows, on)["id"])',
                "one-order",
            ),
            (
                _TIES + '    rows = ties[ties["a"].isin([a, b]) | ties["b"].isin([a, b])]\n'
                '    return list(fo.ties_in_force(rows, on)["id"])',
                "either-side",
            ),
            (
                _TIES + "    rows = fo.ties_of_pair(ties, a, b)\n"
                '    left = rows["in_force_to"].isna() | (rows["in_force_to"] > on)\n'
                '    return list(rows.loc[(rows["signed"] <= on) & left, "id"])',
                "signed",
            ),
            (
                _TIES + "    rows = fo.ties_of_pair(ties, a, b)\n"
                '    return list(rows.loc[rows["in_force_from"] <= on, "id"])',
                "ended",
            ),
            (
                _TIES + "    rows = fo.ties_of_pair(ties, a, b)\n"
                '    inside = (rows["in_force_from"] <= on) & (rows["in_force_to"] > on)\n'
                '    return list(rows.loc[inside, "id"])',
                "open-end",
            ),
            (
                _TIES + "    rows = fo.ties_of_pair(ties, a, b)\n"
                '    return list(fo.ties_in_force(rows, AS_OF)["id"])',
                "day-ignored",
            ),
        ),
    ),
    "08.2": Answers(
        reference=(_ROWS + '    return "" if rows.empty else str(rows["kind"].min())'),
        alternatives={
            "ranked-by-function": (
                _KIND + "    found = fo.strongest_ties(ties, on)\n"
                "    pair = fo.ties_of_pair(found, a, b)\n"
                '    return pair["kind"].iloc[0] if len(pair) else ""'
            ),
            "list-of-kinds": (
                _ORDER + _HELD + '    kinds = set(rows["kind"])\n'
                '    return next((kind for kind in ORDER if kind in kinds), "")'
            ),
            "sorted": (
                _ROWS + '    kinds = rows.sort_values("kind")["kind"].astype(str).tolist()\n'
                '    return kinds[0] if kinds else ""'
            ),
        },
        wrong=(
            (
                _ROWS + '    rows = rows[rows["effect"] == "in-effect"]\n'
                '    return "" if rows.empty else str(rows["kind"].min())',
                "only-in-effect",
            ),
            (_HELD + '    return "" if rows.empty else str(rows["kind"].min())', "hostile"),
            (
                _ROWS + '    return "" if rows.empty else rows["kind"].astype(str).min()',
                "alphabet",
            ),
            (_ROWS + '    return "" if rows.empty else str(rows["kind"].max())', "weakest"),
            (_ROWS + '    return "" if rows.empty else str(rows["kind"].iloc[0])', "first-row"),
            (
                _KIND + "    cell = fo.tie_matrix(ties, [a, b], on).loc[a, b]\n"
                '    return cell.upper().strip("!$")',
                "letter",
            ),
            (
                _KIND
                + "    rows = fo.ties_in_force(fo.ties_of_pair(ties, a, b), AS_OF)\n"
                + _SOFT
                + '    return "" if rows.empty else str(rows["kind"].min())',
                "day-ignored",
            ),
            (
                _KIND + '    rows = ties[(ties["a"] == a) & (ties["b"] == b)]\n'
                "    rows = fo.ties_in_force(rows, on)\n"
                + _SOFT
                + '    return "" if rows.empty else str(rows["kind"].min())',
                "one-order",
            ),
        ),
    ),
    "08.3": Answers(
        reference=_STORY + _NAMED + _TURNS + _STACKED,
        alternatives={
            "mask": (
                _STORY + '    padded = ";" + events["actors"] + ";"\n'
                '    both = padded.str.contains(f";{a};") & padded.str.contains(f";{b};")\n'
                "    turns = fo.tie_events(fo.ties_of_pair(ties, b, a))\n"
                "    story = pd.concat([turns, events[both]], ignore_index=True)\n"
                '    return story.sort_values(["start", "title"], ignore_index=True)'
            ),
            "three-columns": (
                _STORY + _NAMED + _TURNS + '    keep = ["date", "start", "title"]\n'
                "    stacked = pd.concat([turns[keep], named[keep]])\n"
                '    return stacked.sort_values("start").reset_index(drop=True)'
            ),
            "apply": (
                _STORY + '    def both(text):\n        return {a, b} <= set(text.split(";"))\n'
                '    parts = [events[events["actors"].apply(both)]]\n'
                "    parts.append(fo.tie_events(fo.ties_of_pair(ties, a, b)))\n"
                '    return pd.concat(parts).sort_values("start", kind="stable")'
            ),
        },
        wrong=(
            (
                _STORY + _NAMED + _TURNS + '    return named.merge(turns, on="start", how="outer")',
                "merged",
            ),
            (_STORY + _NAMED + '    return named.sort_values("start")', "events-only"),
            (_STORY + _TURNS + "    return turns", "ties-only"),
            (
                _STORY + '    codes = events["actors"].str.split(";")\n'
                "    named = events[[a in row or b in row for row in codes]]\n" + _TURNS + _STACKED,
                "either-actor",
            ),
            (
                _STORY
                + _NAMED
                + "    pair = fo.ties_in_force(fo.ties_of_pair(ties, a, b), AS_OF)\n"
                "    turns = fo.tie_events(pair)\n" + _STACKED,
                "in-force-only",
            ),
            (
                _STORY
                + _NAMED
                + '    turns = fo.tie_events(ties[(ties["a"] == a) & (ties["b"] == b)])\n'
                + _STACKED,
                "one-order",
            ),
            (_STORY + _NAMED + _TURNS + "    return pd.concat([named, turns])", "not-in-order"),
            (_STORY + _NAMED + _TURNS + _STACKED + '[["date", "title"]]', "no-start"),
        ),
    ),
    "08.4": Answers(
        reference=_CAST + "    return (both[a] == both[b]).mean()",
        alternatives={
            "course-function": _SHARE + "    return fo.agreement(votes, a, b, ids)",
            "merge": (
                _SHARE
                + '    cast = votes[votes["resolution_id"].isin(ids)].query("vote != \'absent\'")\n'
                '    mine, other = (cast[cast["country"] == code] for code in (a, b))\n'
                '    both = mine.merge(other, on="resolution_id")\n'
                '    same = both["vote_x"].astype(str) == both["vote_y"].astype(str)\n'
                '    return same.sum() / len(both) if len(both) else float("nan")'
            ),
            "loop-with-none": (
                _SHARE + '    cast = votes.set_index(["resolution_id", "country"])["vote"]\n'
                "    pairs = [(cast.get((one, a)), cast.get((one, b))) for one in ids]\n"
                '    pairs = [pair for pair in pairs if "absent" not in pair]\n'
                "    return sum(x == y for x, y in pairs) / len(pairs) if pairs else None"
            ),
        },
        wrong=(
            (_SHARE + _WIDE + "    return (wide[a] == wide[b]).mean()", "absent-alike"),
            (
                _CAST + "    if both.empty:\n        return float('nan')\n"
                "    return (both[a] == both[b]).sum() / len(ids)",
                "wrong-denominator",
            ),
            (
                _SHARE
                + _WIDE
                + '    clear = wide[wide[a].isin(["yes", "no"]) & wide[b].isin(["yes", "no"])]\n'
                "    return (clear[a] == clear[b]).mean()",
                "abstentions-dropped",
            ),
            (_SHARE + "    return fo.agreement(votes, a, b)", "ids-ignored"),
            (_CAST + "    return (both[a] != both[b]).mean()", "disagreeing"),
            (_CAST + "    return 100 * (both[a] == both[b]).mean()", "percent"),
            (
                _CAST + "    if both.empty:\n        return float('nan')\n"
                "    return (both[a] == both[b]).sum()",
                "count",
            ),
            (
                _CAST + "    return 0 if both.empty else (both[a] == both[b]).mean()",
                "zero-for-nothing",
            ),
        ),
    ),
    "08.5": Answers(
        reference=_ARRIVED + _SUMMED,
        alternatives={
            "dict": _ARRIVED + '    return dict(lines.groupby("designation")["quantity"].sum())',
            "loop": (
                _ARRIVED + "    total = {}\n    for line in lines.itertuples():\n"
                "        total[line.designation] = total.get(line.designation, 0) + line.quantity\n"
                "    return total"
            ),
            "query-and-pivot-table": (
                _SENT + '    lines = arms.query("supplier == @supplier and recipient == @recipient '
                "and status == 'delivered'\")\n"
                '    names = sorted(set(lines["designation"]))\n'
                '    sums = [lines.loc[lines["designation"] == one, "quantity"].sum() '
                "for one in names]\n"
                "    return pd.Series(sums, index=names)"
            ),
        },
        wrong=(
            (_ARRIVED + '    return int(lines["quantity"].sum())', "one-sum"),
            (_SENT + _WAY + _SUMMED, "orders-counted"),
            (
                _SENT + _WAY + '    came = ["delivered", "reported-disputed"]\n'
                '    lines = lines[lines["status"].isin(came)]\n' + _SUMMED,
                "disputed-counted",
            ),
            (
                _SENT + "    two = [supplier, recipient]\n"
                '    way = arms["supplier"].isin(two) & arms["recipient"].isin(two)\n'
                '    lines = arms[way & (arms["status"] == "delivered")]\n' + _SUMMED,
                "both-ways",
            ),
            (
                _ARRIVED + '    return dict(zip(lines["designation"], lines["quantity"]))',
                "last-line",
            ),
            (_ARRIVED + '    return lines["designation"].value_counts()', "lines-not-pieces"),
            (_ARRIVED + _SUMMED.replace("designation", "item"), "by-item"),
            (_ARRIVED + _SUMMED.replace("sum", "max"), "largest-line"),
            (_ARRIVED + _SUMMED.replace("sum", "mean"), "mean-line"),
        ),
    ),
    "08.6": Answers(
        reference=_findings(*_GOOD) + _PAGE,
        alternatives={
            "codes-turned-ids-in-lists": _findings(
                _ONE,
                _TWO.replace('"rus-prk-2024")', '["rus-prk-2024", "yonhap-2024-treaty"])'),
                *_GOOD[2:],
                pair='["PRK", "RUS"]',
            ),
            "another-pair": (
                "rows = [\n"
                '    ["Since 2016 a memorandum of the United States has pledged Israel military '
                'aid.", "usa-isr-mou"],\n'
                '    ["The United States has no treaty of defence with Israel on file in 2025.", '
                '"usa-isr-arms"],\n'
                '    ["From 2016 to 2019 the United States delivered 19 fighters of type F-35A to '
                'Israel, by SIPRI.", "A21"],\n'
                '    ["Israel has been named a major non-NATO partner by US law since 1987.", '
                '"usa-isr-mnna"],\n'
                '    ["The American memorandum of 1981 with Israel is coded as a promise of '
                'defence by ATOP.", "usa-isr-1981"],\n'
                "]\n"
                'my_findings = {"pair": ("USA", "ISR"), "sentences": rows}'
            ),
            "single-quotation-marks": _with(
                1,
                "(\"The word \u2018ally\u2019 is not in Russia's and North Korea's row of 2024.\", "
                '"rus-prk-2024")',
            ),
            "quoted-word-and-own-day": (
                _with(
                    1,
                    '("“Ally” is a word that the treaty of Russia and North Korea of 2024 does '
                    'not need to define a duty.", "rus-prk-2024")',
                )
                + 'my_findings["as_of"] = AS_OF\n'
                'my_findings["sentences"] = tuple(my_findings["sentences"])'
            ),
        },
        wrong=(
            (_findings(*_GOOD, pair='("Russia", "North Korea")'), "pair"),
            (_findings(*_GOOD[:4]), "not-five"),
            (_with(1, '"North Korea and Russia signed in 2024. rus-prk-2024"'), "not-tuples"),
            (
                _with(1, '("rus-prk-2024", "Russia has owed North Korea help since 2024.")'),
                "turned",
            ),
            (_with(1, '("Russia has owed North Korea help since 2024.", "")'), "empty"),
            (
                _with(1, '("Russia has owed North Korea help since 2024.", "Reuters")'),
                "unknown-row",
            ),
            (
                _LATER
                + _with(
                    1,
                    '("Russia and North Korea are on this page; Iran came in 2025.", later)',
                ),
                "too-late",
            ),
            (
                _with(1, '("Russia signed with North Korea in 2024.", "prk-rus-arms")'),
                "one-row-for-all",
            ),
            (_with(1, '("They have owed each other help since 2024.", "rus-prk-2024")'), "nobody"),
            (
                _with(1, '("Russia and North Korea owe each other help.", "rus-prk-2024")'),
                "undated",
            ),
            (
                _with(1, '("Russia has been North Korea\'s ally since 2024.", "rus-prk-2024")'),
                "loaded-word",
            ),
            (
                _with(
                    1,
                    '("Russia and North Korea signed in June 2024, ratified in November and '
                    "exchanged papers in December, and since then each owes the other help with "
                    "all means at its disposal, in line with the Charter and with its own laws, "
                    'which leaves a door open.", "rus-prk-2024")',
                ),
                "too-long",
            ),
        ),
    ),
}

OPEN_ANSWER: Final = """\
I asked what Russia and North Korea owed each other and what they did, because here, unlike in the
worked pair, promise and deed seem to match [~]. The treaty of 2024 obliges each to help the other
without delay [@russia-dprk-2024-art-4]. A monitoring team reports soldiers and containers of arms
[@prk-rus-troops] [@prk-rus-arms]. In the votes on Ukraine the two never differ [@A/RES/ES-11/1].

Against my line speak three things. The arms came first: their row begins in September 2023, the
treaty in June 2024 [@prk-rus-arms] [@rus-prk-2024]. So the treaty cannot be the cause of the
deliveries. The clause asks for an armed invasion and points to the laws of both, which leaves a
door open [@russia-dprk-2024-art-4]. And the text was read in a news agency's translation
[@yonhap-2024-treaty].

What would change my mind: a request for help that was refused. None is on file, and our tables
were collected for Iran, so that absence shows little [~]."""
