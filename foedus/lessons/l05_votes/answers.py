"""Right and wrong answers of lesson 05, as students write them."""

from typing import Final

from foedus.checking import Answers

__all__ = ["ANSWERS", "OPEN_ANSWER"]

_ARMENIA = (
    'mine = votes[(votes["country"] == "ARM") & votes["resolution_id"].isin(ukraine["id"])]\n'
)
_COUNTED = 'record = mine["vote"].value_counts()'
_NOES = (
    'noes = votes[(votes["country"] == "RUS") & (votes["vote"] == "no")]\n'
    'found = noes[["resolution_id"]].merge('
    'resolutions, left_on="resolution_id", right_on="id")\n'
    'council = found[found["body"] == "UNSC"]\n'
)
_CHOSEN = (
    'asked = votes[votes["resolution_id"].isin(ukraine["id"])]\n'
    'asked = asked[["resolution_id", "country", "vote"]]\n'
)
_CAST = _CHOSEN + 'asked = asked[asked["vote"].isin(CAST)]\n'
_TWO = 'iran, armenia = asked[asked["country"] == "IRN"], asked[asked["country"] == "ARM"]\n'
_BOTH = 'both = iran.merge(armenia, on="resolution_id", suffixes=("_i", "_a"))\n'
_ALIKE = 'alike = both["vote_i"] == both["vote_a"]\n'
_BY_HAND = _CAST + _TWO + _BOTH + _ALIKE
_DEF = (
    'CODES = {"yes": 1, "abstain": 2, "no": 3}\n\n\n'
    "def s_by_hand(a, b, ids):\n"
    '    asked = votes[votes["resolution_id"].isin(ids) & votes["vote"].isin(CODES)]\n'
    '    asked = asked.assign(code=asked["vote"].map(CODES))\n'
    '    left, right = asked[asked["country"] == a], asked[asked["country"] == b]\n'
    '    both = left.merge(right, on="resolution_id")\n'
    '    apart = (both["code_x"] - both["code_y"]).abs()\n'
)
_ONE_WORD = (
    'kinds = cast.groupby("country")["vote"].agg(["nunique", "size"])\n'
    'constant = kinds.index[(kinds["nunique"] == 1) & (kinds["size"] >= 10)]'
)
_CAST_HERE = 'cast = votes[votes["resolution_id"].isin(ukraine["id"]) & votes["vote"].isin(CAST)]\n'
_CODES = 'five = ["BRA", "CHN", "IND", "RUS", "ZAF"]\n'
_PAIRED = _CODES + 'long = pd.DataFrame([(a, b) for a in five for b in five], columns=["a", "b"])\n'
_WIDE = 'square = long.pivot(index="a", columns="b", values="score")'
_PARTNERS = (
    'partners = ["RUS", "CHN", "IND", "PAK", "IRQ", "KAZ", "SAU", "BRA"]\n'
    'rights = resolutions[resolutions["topic"] == "iran-human-rights"]\n'
)


def _scored(score: str) -> str:
    return (
        _PAIRED + f'long["score"] = long.apply(lambda row: {score}'
        '(votes, row["a"], row["b"], ukraine), axis=1)\n' + _WIDE
    )


def _shifted(first: str, second: str, score: str = "fo.agreement") -> str:
    return (
        _PARTNERS + "shift = {}\nfor code in partners:\n"
        f'    shift[code] = {score}(votes, "IRN", code, {first})'
        f' - {score}(votes, "IRN", code, {second})'
    )


ANSWERS: Final = {
    "05.1": Answers(
        reference=_ARMENIA + _COUNTED,
        alternatives={
            "dict-by-loop": (
                'record = {"yes": 0, "no": 0, "abstain": 0, "absent": 0}\n'
                'for row in votes[votes["country"] == "ARM"].itertuples():\n'
                '    if row.resolution_id in set(ukraine["id"]):\n'
                "        record[row.vote] += 1"
            ),
            "merged": (
                'mine = ukraine.merge(votes, left_on="id", right_on="resolution_id")\n'
                'record = mine[mine["country"] == "ARM"].groupby("vote").size()'
            ),
            "two-columns": (_ARMENIA + 'record = mine["vote"].value_counts().reset_index()'),
            "pairs": (
                _ARMENIA + 'record = list(mine["vote"].value_counts().astype(float).items())'
            ),
        },
        wrong=(
            (
                _ARMENIA + 'record = mine.loc[mine["vote"].isin(CAST), "vote"].value_counts()',
                "absences-dropped",
            ),
            (
                _ARMENIA + 'record = mine["vote"].replace("absent", "abstain").value_counts()',
                "absence-as-abstention",
            ),
            (
                'record = votes.loc[votes["country"] == "ARM", "vote"].value_counts()',
                "all-topics",
            ),
            (
                (
                    'rows = votes["resolution_id"].isin(ukraine["id"])\n'
                    'record = votes.loc[rows, "vote"].value_counts()'
                ),
                "all-members",
            ),
            (_ARMENIA + 'record = mine["vote"].value_counts(normalize=True)', "shares"),
        ),
    ),
    "05.2": Answers(
        reference=_NOES + 'no_veto = council.loc[council["outcome"] != "vetoed", "id"]',
        alternatives={
            "vetoed-by": (
                _NOES + 'no_veto = list(council[~council["vetoed_by"].str.contains("RUS")]["id"])'
            ),
            "typed": 'no_veto = ["S/RES/2623", "S/2020/797"]',
            "isin-set": (
                "said_no = votes.query(\"country == 'RUS' and vote == 'no'\")[\"resolution_id\"]\n"
                'rows = resolutions["id"].isin(said_no) & (resolutions["body"] == "UNSC")\n'
                'rows &= resolutions["outcome"].isin(["adopted", "failed"])\n'
                'no_veto = set(resolutions[rows]["id"])'
            ),
        },
        wrong=(
            (_NOES + 'no_veto = council["id"]', "every-no"),
            (_NOES + 'no_veto = council.loc[council["outcome"] == "vetoed", "id"]', "the-vetoed"),
            (_NOES + 'no_veto = council.loc[council["outcome"] == "failed", "id"]', "failed-only"),
            (
                _NOES + 'no_veto = council.loc[council["outcome"] == "adopted", "id"]',
                "adopted-only",
            ),
            (_NOES + 'no_veto = found.loc[found["outcome"] != "vetoed", "id"]', "assembly-too"),
            (
                'no_veto = resolutions.loc[resolutions["outcome"] == "failed", "id"]',
                "any-failed",
            ),
            (
                (
                    'rows = resolutions["body"].eq("UNSC") & resolutions["outcome"].ne("vetoed")\n'
                    'no_veto = resolutions.loc[rows, "id"]'
                ),
                "anybody",
            ),
        ),
    ),
    "05.3": Answers(
        reference=_BY_HAND + "share = alike.mean()",
        alternatives={
            "wide": (
                _CAST + 'wide = asked.pivot(index="resolution_id", columns="country", '
                'values="vote")[["IRN", "ARM"]].dropna()\n'
                'share = float((wide["IRN"] == wide["ARM"]).sum() / len(wide))'
            ),
            "fraction": "from fractions import Fraction\n\nshare = Fraction(7, 10)",
            "rounded": _BY_HAND + "share = round(alike.sum() / len(both), 2)",
            "function": 'share = fo.agreement(votes, "ARM", "IRN", ukraine)',
        },
        wrong=(
            (_CHOSEN + _TWO + _BOTH + _ALIKE + "share = alike.mean()", "absences-kept"),
            (
                _CHOSEN
                + 'asked["vote"] = asked["vote"].replace("absent", "abstain")\n'
                + _TWO
                + _BOTH
                + _ALIKE
                + "share = alike.mean()",
                "absence-as-abstention",
            ),
            (
                _CAST + _TWO + 'both = iran.drop(columns="country").merge(armenia)\n'
                'share = (both["vote"] == both["vote"]).mean()',
                "merged-on-the-vote",
            ),
            ('share = fo.agreement(votes, "IRN", "ARM")', "all-texts"),
            (_BY_HAND + "share = alike.sum()", "count-not-share"),
            (
                _CHOSEN
                + _TWO
                + 'iran = iran[iran["vote"] != "absent"]\n'
                + _BOTH
                + _ALIKE
                + "share = alike.mean()",
                "one-side-dropped",
            ),
            (
                _CHOSEN
                + _TWO
                + 'armenia = armenia[armenia["vote"] != "absent"]\n'
                + _BOTH
                + _ALIKE
                + "share = alike.mean()",
                "one-side-dropped",
            ),
            (_BY_HAND + "share = 100 * alike.mean()", "per-cent"),
            (_BY_HAND + "share = (~alike).mean()", "disagreement"),
        ),
    ),
    "05.4": Answers(
        reference=_DEF + "    return 1 - 2 * apart.mean() / 2",
        alternatives={
            "wide": (
                "def s_by_hand(a, b, ids):\n"
                '    rows = votes[votes["resolution_id"].isin(ids)]\n'
                '    wide = rows.pivot(index="resolution_id", columns="country", values="vote")\n'
                '    codes = wide[[a, b]].replace("absent", None).dropna()\n'
                '    codes = codes.apply(lambda column: column.map({"yes": -1, "abstain": 0, '
                '"no": 1}))\n'
                "    return float(1 - (codes[a] - codes[b]).abs().mean())"
            ),
            "loop": (
                "def s_by_hand(a, b, ids):\n"
                '    code = {"yes": 1, "abstain": 2, "no": 3}\n'
                '    rows = votes[votes["resolution_id"].isin(ids)]\n'
                "    cast = {}\n    for row in rows.itertuples():\n"
                "        cast[row.resolution_id, row.country] = code.get(row.vote)\n"
                "    two = [(cast.get((i, a)), cast.get((i, b))) for i in ids]\n"
                "    apart = [abs(x - y) for x, y in two if x and y]\n"
                "    return 1 - sum(apart) / len(apart)"
            ),
            "rounded": _DEF + "    return round(1 - apart.sum() / len(apart), 4)",
        },
        wrong=(
            (_DEF + "    return (apart == 0).mean()", "agreement-for-s"),
            (_DEF + "    return 1 - apart.mean() / 2", "from-zero-to-one"),
            (_DEF + "    return 1 - 2 * apart.mean()", "not-divided"),
            (_DEF + "    return apart.mean()", "distance-only"),
            (_DEF + "    return 1 - 2 * apart.mean() / apart.max()", "largest-found"),
            (
                _DEF.replace('"no": 3}', '"no": 3, "absent": 2}') + "    return 1 - apart.mean()",
                "absence-as-abstention",
            ),
            (
                _DEF.replace('votes["resolution_id"].isin(ids) & ', "")
                + "    return 1 - apart.mean()",
                "list-ignored",
            ),
            (
                _DEF.replace(".isin(ids)", '.isin(ukraine["id"])') + "    return 1 - apart.mean()",
                "one-list-only",
            ),
            (_DEF.replace(".abs()", "") + "    return 1 - apart.mean()", "sign-kept"),
            (
                _DEF.replace(".abs()", "") + "    return 1 - abs(apart.mean())",
                "sign-dropped-too-late",
            ),
        ),
    ),
    "05.5": Answers(
        reference=_CAST_HERE + _ONE_WORD,
        alternatives={
            "crosstab": (
                _CAST_HERE + 'table = pd.crosstab(cast["country"], cast["vote"])\n'
                "constant = list(table.index[(table.max(axis=1) == table.sum(axis=1)) "
                "& (table.sum(axis=1) > 9)])"
            ),
            "loop": (
                _CAST_HERE + 'constant = set()\nfor code, rows in cast.groupby("country"):\n'
                '    if len(rows) >= 10 and len(set(rows["vote"])) == 1:\n'
                "        constant.add(code)"
            ),
            "filtered": (
                _CAST_HERE + 'kept = cast.groupby("country").filter('
                'lambda rows: len(rows) >= 10 and rows["vote"].nunique() == 1)\n'
                'constant = kept["country"].drop_duplicates()'
            ),
        },
        wrong=(
            (
                'cast = votes[votes["resolution_id"].isin(ukraine["id"])]\n' + _ONE_WORD,
                "absence-as-a-vote",
            ),
            (
                _CAST_HERE + 'kinds = cast.groupby("country")["vote"].nunique()\n'
                "constant = kinds.index[kinds == 1]",
                "no-minimum",
            ),
            (
                _CAST_HERE + 'noes = (cast["vote"] == "no").groupby(cast["country"]).mean()\n'
                "constant = noes.index[noes == 1]",
                "only-the-noes",
            ),
            (
                'assembly = resolutions[resolutions["body"] == "UNGA"]\n'
                + _CAST_HERE.replace("ukraine", "assembly")
                + _ONE_WORD,
                "whole-assembly",
            ),
            (
                'both = resolutions[resolutions["topic"] == "ukraine"]\n'
                + _CAST_HERE.replace("ukraine", "both")
                + _ONE_WORD,
                "council-too",
            ),
            (_CAST_HERE + _ONE_WORD.replace("== 1", "> 1"), "those-who-vary"),
        ),
    ),
    "05.6": Answers(
        reference=_scored("fo.agreement"),
        alternatives={
            "nested-dict": (
                _CODES + "square = pd.DataFrame({a: {b: fo.agreement(votes, a, b, ukraine) "
                "for b in five} for a in five})"
            ),
            "other-order-rounded": _scored("fo.agreement")
            + ".sort_index(ascending=False).round(2)",
            "by-broadcast": (
                _CODES + 'wide = votes[votes["resolution_id"].isin(ukraine["id"])].pivot('
                'index="resolution_id", columns="country", values="vote")[five]\n'
                "square = pd.DataFrame({a: wide.eq(wide[a], axis=0).mean() for a in five})"
            ),
        },
        wrong=(
            (
                _PAIRED.replace("for b in five]", "for b in five if a <= b]")
                + 'long["score"] = long.apply(lambda row: fo.agreement(votes, row["a"], '
                'row["b"], ukraine), axis=1)\n' + _WIDE,
                "half-empty",
            ),
            (
                _PAIRED.replace("for b in five]", "for b in five if a != b]")
                + 'long["score"] = long.apply(lambda row: fo.agreement(votes, row["a"], '
                'row["b"], ukraine), axis=1)\n' + _WIDE,
                "empty-diagonal",
            ),
            (_scored("fo.s_score"), "s-for-agreement"),
            (_scored("fo.kappa"), "kappa-for-agreement"),
            (_scored("fo.pi"), "pi-for-agreement"),
            (_scored("fo.agreement") + "\nsquare = 100 * square", "per-cent"),
            (
                _scored("fo.agreement") + "\nfor code in five:\n    square.loc[code, code] = 0",
                "zero-diagonal",
            ),
            (
                'assembly = resolutions[resolutions["body"] == "UNGA"]\n'
                + _scored("fo.agreement").replace("ukraine", "assembly"),
                "whole-assembly",
            ),
            (_scored("fo.agreement").replace(", ukraine", ""), "all-on-file"),
        ),
    ),
    "05.7": Answers(
        reference=_shifted("rights", "ukraine"),
        alternatives={
            "series": (
                _PARTNERS + "def to_iran(code, texts):\n"
                '    return fo.agreement(votes, code, "IRN", texts["id"])\n\n\n'
                "names = pd.Series(partners, index=partners)\n"
                "shift = names.apply(to_iran, texts=rights) - names.apply(to_iran, texts=ukraine)"
            ),
            "rounded-pairs": (
                _shifted("rights", "ukraine")
                + "\nshift = [(code, round(value, 3)) for code, value in shift.items()]"
            ),
            "table": (
                _shifted("rights", "ukraine")
                + '\nshift = pd.DataFrame(shift.items(), columns=["country", "shift"])'
            ),
        },
        wrong=(
            (_shifted("ukraine", "rights"), "wrong-way-round"),
            (_shifted("rights", "ukraine") + "\nshift = pd.Series(shift).abs()", "signs-dropped"),
            (
                _PARTNERS + 'shift = {c: fo.agreement(votes, "IRN", c, rights) for c in partners}',
                "second-list-only",
            ),
            (
                _PARTNERS + 'shift = {c: fo.agreement(votes, "IRN", c, ukraine) for c in partners}',
                "first-list-only",
            ),
            (_shifted("rights", "ukraine") + "\nshift = 100 * pd.Series(shift)", "per-cent"),
            (_shifted("rights", 'resolutions[resolutions["body"] == "UNGA"]'), "against-all"),
            (_shifted("rights", "ukraine", "fo.s_score"), "s-for-agreement"),
            (
                _PARTNERS + 'wide = votes.pivot(index="resolution_id", columns="country", '
                'values="vote")\n'
                "shift = {}\nfor code in partners:\n"
                '    alike = wide["IRN"] == wide[code]\n'
                '    shift[code] = alike[rights["id"]].mean() - alike[ukraine["id"]].mean()',
                "absences-kept",
            ),
        ),
    ),
}

OPEN_ANSWER: Final = """\
On the Assembly's texts on Ukraine Russia and Iran agree on 5 of 11, absences dropped; Russia said
no to all 13 [@dgacm-ga; unvotes; undl-es-11-7]. So when its foreign ministry invokes the Charter
over Iran, you may doubt that the Charter moves it: it did not when the Charter was read out over
Ukraine [~]. That is a fact about the speaker. It does not follow that the charge is false. Who
thinks so commits *tu quoque*: a thief can point at a thief.

Hold the United States to the same test [~]. In April 2018 it said no to a Council draft that
condemned its own strikes on Syria as a breach of the Charter [@S/2018/355]; in February 2022 it
said yes to the draft that deplored Russia's attack [@S/2022/155]. It too upheld the Charter against
the other side.

What decides the charge is no record of votes. Was there an armed attack that Article 51 covers, by
whom, was force necessary and in proportion, and was the Council told [~]?
"""
