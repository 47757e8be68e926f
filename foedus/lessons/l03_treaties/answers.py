"""Right and wrong answers of lesson 03, as students write them. Checks never import this."""

from typing import Final

from foedus.checking import Answers

__all__ = ["ANSWERS", "OPEN_ANSWER"]

_DEFENCE = 'is_defence = clauses["clause_type"] == "defense"\n'
_LEFT = 'left = clauses["automatic"] == "no"\n'
_BOTH = _DEFENCE + _LEFT
_DAY = 'day = pd.Timestamp("1994-01-01")\n'
_BEGUN = 'begun = clauses["in_force_from"] <= day\n'
_OPEN = 'open_end = clauses["in_force_to"].isna()\nlater = clauses["in_force_to"] > day\n'
_RUSSIA = 'russia = clauses["parties"].str.contains("RUS")\n'
_MASKS = _DAY + _BEGUN + _OPEN + _RUSSIA
_RECENT = 'recent = clauses[clauses["signed"] >= "2024-01-01"].drop_duplicates("tie")\n'
_BY_TIE = _RECENT + 'recent = recent.set_index("tie")\n'
_KINDS = 'kinds = ties[["id", "kind"]].rename(columns={"id": "tie"})\n'
_INNER = _KINDS + 'both = clauses.merge(kinds, on="tie", validate="many_to_one")\n'
_LEFT_MERGE = _KINDS + 'both = clauses.merge(kinds, on="tie", how="left")\n'
_UNLIKE = 'unlike = both["clause_type"].astype(str) != both["kind"].astype(str)\n'
_PICK = 'differs = both.loc[unlike, "id"]'
_TITLES = 'both = clauses.merge(ties[["instrument", "kind"]], on="instrument"{how})\n'
_ROWS = (
    "rows = fo.ties_in_force(ties, DAY)\n"
    'rows = rows[(rows["a"] == "RUS") | (rows["b"] == "RUS")]\n'
    'rows = rows.assign(partner=rows["a"].where(rows["a"] != "RUS", rows["b"]))\n'
)
_ALL_ROWS = _ROWS.replace("fo.ties_in_force(ties, DAY)", "ties")
_FORMAL = 'formal = rows[rows["kind"].isin(FORMAL)]\n'
_HELPED = 'helped = set(rows.loc[rows["kind"] == "defense", "partner"])\n'
_MINUS = 'without_help = sorted(set(formal["partner"]) - helped)'
_PAIR = 'pair = [tuple(sorted(two)) for two in zip(ties["a"], ties["b"])]\n'
_FILLED = 'end = ties["in_force_to"].fillna(pd.Timestamp("2100-01-01"))\n'
_SPANS = 'spans = ties.assign(pair=pair, start=ties["in_force_from"], end=end)\n'
_PROMISED = (
    'held = spans["kind"].eq("nonaggression") | spans["also"].str.contains("nonaggression")\n'
)
_MET = (
    'wars = spans.loc[spans["kind"] == "armed-conflict", ["pair", "start", "end"]]\n'
    'met = spans[held].merge(wars, on="pair", suffixes=("", "_war"))\n'
)
_SHARED = 'met = met[(met["start"] < met["end_war"]) & (met["start_war"] < met["end"])]\n'
_ONCE = 'fought = list(met["pair"].unique())'
_MERGED = _PAIR + _FILLED + _SPANS + _PROMISED + _MET
_OVERLAP = _MERGED + _SHARED

ANSWERS: Final = {
    "03.1": Answers(
        reference=(
            'clause = clauses.set_index("id").loc["russia-iran-2025-art-3-3"]\n'
            'promise = clause["clause_type"]'
        ),
        alternatives={
            "typed": 'promise = "neutrality"',
            "capitals": 'promise = " Neutrality "',
            "mask": (
                'row = clauses[clauses["id"] == "russia-iran-2025-art-3-3"]\n'
                'promise = row["clause_type"].item()'
            ),
        },
        wrong=(
            ('promise = "defense"', "help-read-into-it"),
            ('promise = "nonaggression"', "force-between-the-two"),
            (
                'promise = clauses.set_index("id").loc["russia-iran-2025-art-5", "clause_type"]',
                "the-other-clause",
            ),
            ('promise = "none"', "nothing-owed"),
            ('promise = "strategic partnership"', "title-for-clause"),
        ),
    ),
    "03.2": Answers(
        reference=_BOTH + 'open_help = clauses.loc[is_defence & left, "id"]',
        alternatives={
            "query": (
                "found = clauses.query(\"clause_type == 'defense' and automatic == 'no'\")\n"
                'open_help = list(found["id"])'
            ),
            "loop": (
                "open_help = {row.id for row in clauses.itertuples()\n"
                '             if row.clause_type == "defense" and row.automatic == "no"}'
            ),
            "two-steps": (
                _DEFENCE + "found = clauses[is_defence]\n"
                'open_help = found[~found["automatic"].isin(["yes", "unclear"])][["id"]]'
            ),
        },
        wrong=(
            (_BOTH + 'open_help = clauses.loc[is_defence & ~left, "id"]', "turned-round"),
            (_DEFENCE + 'open_help = clauses.loc[is_defence, "id"]', "all-defence"),
            (_LEFT + 'open_help = clauses.loc[left, "id"]', "all-left-open"),
            (_BOTH + 'open_help = clauses.loc[is_defence | left, "id"]', "or-for-and"),
            (_BOTH + 'open_help = clauses.loc[is_defence & left, "instrument"]', "titles-not-ids"),
        ),
    ),
    "03.3": Answers(
        reference=_MASKS + 'bound_1994 = clauses.loc[begun & (open_end | later) & russia, "id"]',
        alternatives={
            "fillna": (
                _DAY
                + 'end = clauses["in_force_to"].fillna(pd.Timestamp("2100-01-01"))\n'
                + 'held = (clauses["in_force_from"] <= day) & (end > day)\n'
                'bound_1994 = list(clauses[held & clauses["parties"].str.contains("RUS")]["id"])'
            ),
            "function": (
                'held = fo.ties_in_force(clauses, "1994-01-01")\n'
                'named = held["parties"].str.split(";").map(lambda codes: "RUS" in codes)\n'
                'bound_1994 = set(held.loc[named, "id"])'
            ),
            "not-ended": (
                _DAY + _BEGUN + _RUSSIA + 'over = clauses["in_force_to"] <= day\n'
                'bound_1994 = clauses[begun & russia & ~over][["id"]]'
            ),
        },
        wrong=(
            (_MASKS + 'bound_1994 = clauses.loc[begun & later & russia, "id"]', "open-end-lost"),
            (
                _MASKS + 'bound_1994 = clauses.loc[begun & open_end & russia, "id"]',
                "later-end-lost",
            ),
            (
                _MASKS.replace("in_force_from", "signed")
                + 'bound_1994 = clauses.loc[begun & (open_end | later) & russia, "id"]',
                "signed-is-not-bound",
            ),
            (_MASKS + 'bound_1994 = clauses.loc[begun & russia, "id"]', "end-forgotten"),
            (
                _MASKS + 'bound_1994 = clauses.loc[(open_end | later) & russia, "id"]',
                "begin-forgotten",
            ),
            (
                _MASKS.replace('pd.Timestamp("1994-01-01")', "DAY")
                + 'bound_1994 = clauses.loc[begun & (open_end | later) & russia, "id"]',
                "article-day",
            ),
            (
                _MASKS + 'bound_1994 = clauses.loc[begun & (open_end | later), "id"]',
                "everybody",
            ),
            ('bound_1994 = fo.ties_in_force(ties, "1994-01-01")["id"]', "ties-for-clauses"),
            (
                _MASKS + 'only = clauses["parties"] == "RUS"\n'
                'bound_1994 = clauses.loc[begun & (open_end | later) & only, "id"]',
                "one-code-asked-exactly",
            ),
        ),
    ),
    "03.4": Answers(
        reference=(
            _BY_TIE + 'waiting = (recent["in_force_from"].fillna(DAY) - recent["signed"]).dt.days'
        ),
        alternatives={
            "dict": (
                _RECENT + "waiting = {}\nfor row in recent.itertuples():\n"
                "    last = DAY if pd.isna(row.in_force_from) else row.in_force_from\n"
                "    waiting[row.tie] = (last - row.signed).days"
            ),
            "where": (
                _BY_TIE + 'last = recent["in_force_from"].where('
                'recent["in_force_from"].notna(), DAY)\n'
                'waiting = (last - recent["signed"]) / pd.Timedelta(days=1)'
            ),
            "two-columns": (
                _RECENT + 'last = recent["in_force_from"].fillna(DAY)\n'
                'waiting = recent.assign(days=(last - recent["signed"]).dt.days)[["tie", "days"]]'
            ),
        },
        wrong=(
            (
                _BY_TIE + 'waiting = (recent["in_force_from"] - recent["signed"]).dt.days.dropna()',
                "open-dropped",
            ),
            (
                _BY_TIE
                + 'waiting = (recent["in_force_from"] - recent["signed"]).dt.days.fillna(0)',
                "open-as-nothing",
            ),
            (_BY_TIE + 'waiting = (DAY - recent["signed"]).dt.days', "all-to-today"),
            (
                _BY_TIE + 'waiting = (DAY - recent["in_force_from"]).dt.days.dropna()',
                "time-in-force",
            ),
            (
                _BY_TIE
                + 'waiting = (recent["signed"] - recent["in_force_from"].fillna(DAY)).dt.days',
                "minus-sign",
            ),
            (
                (
                    'recent = clauses[clauses["signed"] >= "2024-01-01"].set_index("tie")\n'
                    'waiting = (recent["in_force_from"].fillna(DAY) - recent["signed"]).dt.days'
                ),
                "treaty-twice",
            ),
            (
                (
                    'recent = clauses[clauses["signed"] >= "2024-01-01"].set_index("id")\n'
                    'waiting = (recent["in_force_from"].fillna(DAY) - recent["signed"]).dt.days'
                ),
                "clauses-as-labels",
            ),
            (
                (
                    'recent = clauses[clauses["tie"] != ""].drop_duplicates("tie")'
                    '.set_index("tie")\n'
                    'waiting = (recent["in_force_from"].fillna(DAY) - recent["signed"]).dt.days'
                ),
                "all-years",
            ),
        ),
    ),
    "03.5": Answers(
        reference=_INNER + _UNLIKE + _PICK,
        alternatives={
            "left-then-drop": (
                _LEFT_MERGE + 'both = both.dropna(subset=["kind"])\n' + _UNLIKE + _PICK
            ),
            "two-keys": (
                'both = clauses.merge(ties, left_on="tie", right_on="id", suffixes=("", "_tie"))\n'
                "differs = [row.id for row in both.itertuples() if row.clause_type != row.kind]"
            ),
            "map": (
                'kind = clauses["tie"].map(ties.set_index("id")["kind"].astype(str))\n'
                'unlike = kind.notna() & (kind != clauses["clause_type"].astype(str))\n'
                'differs = set(clauses[unlike]["id"])'
            ),
        },
        wrong=(
            (_LEFT_MERGE + _UNLIKE + _PICK, "unmatched-counted"),
            (_INNER + _UNLIKE + 'differs = both.loc[~unlike, "id"]', "turned-round"),
            (
                'both = clauses.merge(ties[["id", "kind"]], on="id")\n' + _UNLIKE + _PICK,
                "two-kinds-of-id",
            ),
            (_TITLES.format(how="") + _UNLIKE + _PICK, "joined-by-title"),
            (_TITLES.format(how=', how="left"') + _UNLIKE + _PICK, "title-and-left"),
            (_INNER + _UNLIKE + 'differs = both.loc[unlike, "tie"]', "ties-not-clauses"),
            (
                _INNER + "both = fo.ties_in_force(both, DAY)\n" + _UNLIKE + _PICK,
                "today-only",
            ),
        ),
    ),
    "03.6": Answers(
        reference=_ROWS + _FORMAL + _HELPED + _MINUS,
        alternatives={
            "groupby": (
                _ROWS + _FORMAL + 'helped = (formal["kind"] == "defense").groupby('
                'formal["partner"]).any()\n'
                "without_help = helped.index[~helped]"
            ),
            "loop": (
                "sets = {}\nfor tie in fo.ties_in_force(ties, DAY).itertuples():\n"
                '    if "RUS" in (tie.a, tie.b) and tie.kind in FORMAL:\n'
                '        partner = tie.b if tie.a == "RUS" else tie.a\n'
                "        sets.setdefault(partner, set()).add(tie.kind)\n"
                'without_help = {one for one, kinds in sets.items() if "defense" not in kinds}'
            ),
            "isin": (
                _ROWS + _FORMAL + _HELPED + 'found = formal[~formal["partner"].isin(helped)]\n'
                'without_help = found["partner"].unique()'
            ),
        },
        wrong=(
            (
                _ROWS + _FORMAL + 'weaker = formal[formal["kind"] != "defense"]\n'
                'without_help = weaker["partner"].unique()',
                "rows-not-partners",
            ),
            (_ROWS + _FORMAL + 'without_help = set(formal["partner"])', "defence-included"),
            (
                _ROWS + 'words = rows["kind"].astype(str) + ";" + rows["also"]\n'
                'formal = rows[words.str.contains("|".join(FORMAL))]\n' + _HELPED + _MINUS,
                "pledge-for-treaty",
            ),
            (
                _ROWS + 'rows = rows[rows["effect"] == "in-effect"]\n' + _FORMAL + _HELPED + _MINUS,
                "disputed-left-out",
            ),
            (_ALL_ROWS + _FORMAL + _HELPED + _MINUS, "no-date"),
            (
                _ROWS + _HELPED + 'without_help = set(rows["partner"]) - helped',
                "every-tie",
            ),
            (
                _ROWS + 'without_help = rows.loc[rows["kind"] == "neutrality", "partner"]',
                "one-kind",
            ),
        ),
    ),
    "03.7": Answers(
        reference=_OVERLAP + _ONCE,
        alternatives={
            "set": _OVERLAP + 'fought = set(met["pair"])',
            "frozensets": (
                _OVERLAP.replace("tuple(sorted(two))", "frozenset(two)")
                + 'fought = list(met["pair"].drop_duplicates())'
            ),
            "between-dates": (
                _MERGED + 'first = met[["start", "start_war"]].max(axis=1)\n'
                'last = met[["end", "end_war"]].min(axis=1)\n'
                'fought = [(b, a) for a, b in met.loc[first < last, "pair"].unique()]'
            ),
        },
        wrong=(
            (
                _OVERLAP.replace(' | spans["also"].str.contains("nonaggression")', "") + _ONCE,
                "strongest-only",
            ),
            (_MERGED + _ONCE, "no-overlap-asked"),
            (
                (
                    'promised = ties[ties["kind"] == "nonaggression"]\n'
                    'wars = ties[ties["kind"] == "armed-conflict"]\n'
                    'both = promised.merge(wars, on=["a", "b"])\n'
                    'fought = set(zip(both["a"], both["b"]))'
                ),
                "before-or-after",
            ),
            (
                _OVERLAP.replace('.fillna(pd.Timestamp("2100-01-01"))', "") + _ONCE,
                "open-ends-lost",
            ),
            (
                _MERGED
                + 'met = met[(met["start"] <= met["start_war"]) & (met["end_war"] <= met["end"])]\n'
                + _ONCE,
                "war-inside",
            ),
            (_OVERLAP + 'fought = list(met["pair"])', "each-overlap"),
            (_OVERLAP.replace("tuple(sorted(two))", "two") + _ONCE, "sides-kept-apart"),
            (
                _OVERLAP.replace(
                    "ties.assign", "ties[ties['effect'] == 'in-effect'].assign"
                ).replace("pair=pair", "pair=pd.Series(pair)")
                + _ONCE,
                "awake-only",
            ),
            (
                _MERGED
                + 'met = met[(met["start"] <= DAY) & (DAY < met["end"])]\n'
                + 'met = met[(met["start_war"] <= DAY) & (DAY < met["end_war"])]\n'
                + _ONCE,
                "one-day",
            ),
        ),
    ),
}

OPEN_ANSWER: Final = """\
I take the ordinary definition: an ally is one who owes help in a fight [~]. On 22 June 2025 the
law between Russia and Iran was the treaty signed in 2001 [@rus-irn-2001]; the one signed on 17
January 2025 had been approved by both parliaments and was not in force [@majlis-ratifies-2025].
The clause of 2001 says that if one party is the object of aggression, the other gives the
aggressor no military or other help, and helps to settle the dispute under the UN Charter
[@russia-iran-2001-art-3]. It tells Russia what not to do, and asks for nothing on the side of
Iran [~]. By my definition the treaty is therefore no alliance [~]. A user of ATOP will object
that scholars have long counted promises to stay out, because staying out decides wars, and that
ATOP did code this treaty [@atop-5-1]. The objection is fair about wars. But the same clause binds
Germany and Russia since 1990 [@rus-deu-1990]. A word that covers that pair as well cannot
tell a reader whether soldiers will come, and that is what a reader of the article asks [~].
"""
