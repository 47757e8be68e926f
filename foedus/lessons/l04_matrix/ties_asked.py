"""Questions 04.1 to 04.4: ties in force, direction, treaties into pairs."""

from typing import Final

import pandas as pd

from foedus.checking import Collection, Mapping, Misconception, Question, Text
from foedus.checking.reading import Plain
from foedus.lessons.l04_matrix import values as v
from foedus.lessons.l04_matrix.parameters import Moment, Power

__all__ = ["TIES_ASKED", "balance", "on_that_day"]


def _law_of_the_day(column: str = "id") -> str:
    rows = v.on_day(v.partners_of(v.ties(), v.IRAN))
    return str(rows.loc[(rows["partner"] == "RUS") & (rows["kind"] == "neutrality"), column].item())


def _iran() -> pd.DataFrame:
    table = v.ties()
    return table[(table["a"] == v.IRAN) | (table["b"] == v.IRAN)]


def _ids(rows: pd.DataFrame, column: str = "id") -> list[str]:
    return list(rows[column])


def _is_another_tie_of_the_pair(read: Plain) -> bool:
    pair = _iran()
    other = pair[(pair[["a", "b"]] == "RUS").any(axis=1) & (pair["kind"] != "neutrality")]
    return read in set(other["id"])


def _is_no_id(read: Plain) -> bool:
    return isinstance(read, str) and read.strip() not in set(v.ties()["id"])


def _not_ended(rows: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return rows["in_force_to"].isna() | (rows["in_force_to"] > day)


def _iran_on(day: pd.Timestamp) -> list[str]:
    return _ids(v.on_day(_iran(), day))


def _iran_closed(day: pd.Timestamp) -> list[str]:
    rows = _iran()
    return _ids(rows[(rows["in_force_from"] <= day) & (rows["in_force_to"] > day)])


def _iran_signed(day: pd.Timestamp) -> list[str]:
    rows = _iran()
    return _ids(rows[(rows["signed"] <= day) & _not_ended(rows, day)])


def _iran_begun(day: pd.Timestamp) -> list[str]:
    rows = _iran()
    return _ids(rows[rows["in_force_from"] <= day])


def _iran_open_only(day: pd.Timestamp) -> list[str]:
    rows = v.on_day(_iran(), day)
    return _ids(rows[rows["in_force_to"].isna()])


def _iran_not_ended(day: pd.Timestamp) -> list[str]:
    rows = _iran()
    return _ids(rows[_not_ended(rows, day)])


def _iran_first_named(day: pd.Timestamp) -> list[str]:
    rows = v.on_day(v.ties(), day)
    return _ids(rows[rows["a"] == v.IRAN])


def _pact() -> list[v.Pair]:
    return v.pairs_of(v.pact_members(v.DEAL_DAY))


def _pact_twice() -> list[v.Pair]:
    return _pact() + _pact()


def _pact_with_itself() -> list[tuple[str, str]]:
    codes = v.pact_members(v.DEAL_DAY)
    return [(a, b) for a in codes for b in codes]


def _pact_self_once() -> list[tuple[str, str]]:
    codes = v.pact_members(v.DEAL_DAY)
    return [(a, b) for a in codes for b in codes if a <= b]


def _pact_all() -> list[v.Pair]:
    return v.pairs_of(list(v.parties().query("treaty_id == 'arab-jd-1950'")["code"].unique()))


def _pact_repeated_spells() -> list[v.Pair]:
    codes = v.parties().query("treaty_id == 'arab-jd-1950'")["code"]
    return v.pairs_of(list(codes))


def _pact_first_spell() -> list[v.Pair]:
    return [pair for pair in _pact() if "EGY" not in pair]


def on_that_day(p: Moment) -> Question:
    """Ask question 04.2."""
    return Question(
        id="04.2",
        title=f"Iran's ties in {p.day.year}",
        objective="in-force",
        prompt=(
            f"{p.event} "
            "Which ties of Iran, of any kind, were in force on that day [~]? "
            f"Assign their ids to `{p.variable}` (a list or Series of str, in any order)."
        ),
        variable=p.variable,
        expected=lambda: _iran_on(p.day),
        judge=Collection(),
        misconceptions=(
            Misconception(
                "open-end-forgotten",
                f"`{p.variable}` holds only ties that have an end date. A comparison with NaT is "
                "false: ties that have not ended drop out. Ask for a missing end by name.",
                value=lambda: _iran_closed(p.day),
            ),
            Misconception(
                "ended-later-forgotten",
                f"`{p.variable}` holds only ties that have no end at all. A tie that ended after "
                "that day was still in force on it.",
                value=lambda: _iran_open_only(p.day),
            ),
            Misconception(
                "kinds-not-ids",
                f"`{p.variable}` holds the kinds of the right ties. The question asks for their "
                "ids.",
                value=lambda: _ids(v.on_day(_iran(), p.day), "kind"),
            ),
            Misconception(
                "signed-not-in-force",
                f"`{p.variable}` was filtered by `signed`. Sanctions, supplies and broken "
                "relations have no signature, so they are gone. Which column says from when a "
                "tie counts?",
                value=lambda: _iran_signed(p.day),
            ),
            Misconception(
                "ended-counted",
                f"`{p.variable}` holds everything that had begun by then, ended or not. The second "
                "half of the interval is missing.",
                value=lambda: _iran_begun(p.day),
            ),
            Misconception(
                "not-begun-counted",
                f"`{p.variable}` holds ties that began only later. You asked whether they had "
                "ended, not whether they had begun.",
                value=lambda: _iran_not_ended(p.day),
            ),
            Misconception(
                "article-day",
                f"`{p.variable}` shows the article's day: `DAY` is 22 June 2025. Make a Timestamp "
                "of the day that the question names.",
                value=lambda: _ids(v.on_day(_iran())),
            ),
            Misconception(
                "one-side",
                f"`{p.variable}` has only rows where Iran stands in `a`. It can stand on either "
                "side.",
                value=lambda: _iran_first_named(p.day),
            ),
            Misconception(
                "all-actors",
                f"`{p.variable}` holds the ties of all actors on that day. Keep those of Iran.",
                value=lambda: _ids(v.on_day(v.ties(), p.day)),
            ),
        ),
        hints=(
            "A tie is in force if two things are true at once: it has begun, and it has not ended.",
            (
                "Make three masks: begun, not ended (two cases), and Iran on either side. Join "
                "them with `&`."
            ),
            (
                "`not_ended = ties['in_force_to'].isna() | (...)`; then pick the column of ids "
                "with `.loc`."
            ),
        ),
        minutes=4,
        points=2,
        level="apply",
        review="lesson 04, section 'In force on a day'",
    )


def balance(p: Power) -> Question:
    """Ask question 04.3."""
    return Question(
        id="04.3",
        title="A balance of promises",
        objective="direction",
        prompt=(
            "Take the kinds `defense` and `security-commitment`, in force on 22 June 2025 [~]. To "
            f"how many actors was {p.name} bound by such a tie, and how many were so "
            f"bound to {p.name} [~]? Assign `balance`, a dict: `owes` for the first "
            "number, `is owed by` for the second, both whole numbers. Count actors, not ties."
        ),
        variable="balance",
        expected=lambda: v.balance(p.code),
        judge=Mapping(),
        misconceptions=(
            Misconception(
                "directed-as-mutual",
                "`balance` has the same number twice: every promise was counted in both "
                "directions. Where `directed` is true, only `a` owes.",
                value=lambda: v.balance_mutual(p.code),
            ),
            Misconception(
                "columns-only",
                "`balance` reads `a` as the side that owes in every row. That holds for directed "
                "ties; a mutual one binds `b` just as much.",
                value=lambda: v.balance_columns(p.code),
            ),
            Misconception(
                "ties-not-actors",
                "`balance` counts ties. Some pairs have two pledges: count each actor once.",
                value=lambda: v.directed_counts(v.on_day(v.ties()), p.code, repeats=True),
            ),
            Misconception(
                "defence-only",
                "`balance` counts one of the two kinds only. Ask for both with `.isin([...])`.",
                value=lambda: v.balance_defence_only(p.code),
            ),
            Misconception(
                "all-kinds",
                "`balance` counts ties of every kind, such as bases and sanctions. Keep the two "
                "kinds that are asked for.",
                value=lambda: v.balance_all_kinds(p.code),
            ),
            Misconception(
                "turned-round",
                "`balance` has the two numbers in each other's place: who owes stands in `ower`.",
                value=lambda: v.balance_turned(p.code),
            ),
            Misconception(
                "no-date",
                "`balance` counts every promise ever on file. Keep those in force on the day.",
                value=lambda: v.directed_counts(v.ties(), p.code),
            ),
        ),
        hints=(
            "A mutual promise is two directed ones; a directed promise is one.",
            (
                "`fo.directed_pairs` gives the columns `ower` and `owed`; `.nunique()` counts "
                "different values."
            ),
            (
                "Filter by day and kind first, double the rows, then look at one column where the "
                f"other is '{p.code}'."
            ),
        ),
        minutes=4,
        points=2,
        level="understand",
        review="lesson 04, section 'Who owes what'",
        afterword=p.afterword,
    )


TIES_ASKED: Final = (
    Question(
        id="04.1",
        title="The law of the day",
        objective="in-force",
        prompt=(
            "One tie of kind `neutrality` bound Russia and Iran on 22 June 2025 [~]. Assign its "
            "`id` to `law_of_the_day` (a str). Look at the rows of the pair before you write."
        ),
        variable="law_of_the_day",
        expected=_law_of_the_day,
        judge=Text(ignore_space=True, ignore_case=True),
        misconceptions=(
            Misconception(
                "signed-not-in-force",
                "`law_of_the_day` names a treaty that had been signed and ratified, but look at "
                "its `in_force_from`: what stands there, and what does that mean for this day?",
                value=lambda: "rus-irn-2025",
            ),
            Misconception(
                "ended",
                "`law_of_the_day` names an older treaty. Has it an end date, and on which side of "
                "the article's day does that lie?",
                value=lambda: "rus-irn-1927",
            ),
            Misconception(
                "another-kind",
                "`law_of_the_day` names a tie that was in force, but of another kind: it forbids "
                "force between the parties themselves. Filter on `kind` as well.",
                value=lambda: "sco-lt-2007-rus-irn",
            ),
            Misconception(
                "name-not-id",
                "`law_of_the_day` holds the treaty's title. The question asks for the short name "
                "in the column `id`.",
                value=lambda: _law_of_the_day("instrument"),
            ),
            Misconception(
                "wrong-kind",
                "`law_of_the_day` names a tie of the two that is of another kind. Keep the rows "
                "of kind `neutrality` first.",
                matches=_is_another_tie_of_the_pair,
            ),
            Misconception(
                "no-id-at-all",
                "`law_of_the_day` is a text that stands nowhere in the column `id`. Copy the id "
                "from its row, letter by letter.",
                matches=_is_no_id,
            ),
        ),
        hints=(
            "To sign is not yet to be bound: which column says from when a tie counts?",
            (
                "Keep the rows of the two countries, then those of the kind; see which had begun "
                "and not ended."
            ),
            "Three rows have the kind. One has an end, one has no beginning.",
        ),
        minutes=3,
        points=1,
        level="recall",
        review="lesson 04, section 'In force on a day'",
        afterword=(
            "Its clause forbids help to the aggressor. It does not ask for help to the victim."
        ),
    ),
    on_that_day(Moment()),
    balance(Power()),
    Question(
        id="04.4",
        title="From a treaty to pairs",
        objective="pairs",
        prompt=(
            "The table `parties` holds the spells of the Arab League's joint defence treaty, "
            "`arab-jd-1950` [~]. Which pairs did it bind on 14 July 2015 [@jcpoa-2015]? Assign "
            "`pact_pairs`, a list of pairs: each a tuple of two codes, in either order, each pair "
            "once."
        ),
        variable="pact_pairs",
        expected=_pact,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "each-pair-twice",
                "`pact_pairs` has each pair in both directions, so each counts double. Keep the "
                "rows where one code comes before the other.",
                value=_pact_twice,
            ),
            Misconception(
                "paired-with-itself",
                "`pact_pairs` is the whole merge: each pair twice, and each party beside itself. "
                "A merge makes every combination; a condition must choose.",
                value=_pact_with_itself,
            ),
            Misconception(
                "self-pairs",
                "`pact_pairs` has pairs of an actor with itself. `<=` lets them in; `<` does not.",
                value=_pact_self_once,
            ),
            Misconception(
                "all-ever",
                "`pact_pairs` holds everybody who was ever a party, as on the article's day. One "
                "of them was suspended in 2015: hold `from` and `to` against the day asked for.",
                value=_pact_all,
            ),
            Misconception(
                "spells-not-filtered",
                "`pact_pairs` was made from all spells, so a party with two spells comes twice. "
                "Keep the spells that hold on the day before you merge.",
                value=_pact_repeated_spells,
            ),
            Misconception(
                "one-spell-each",
                "`pact_pairs` lacks a party that had left and come back: it has two lines, and "
                "only the first was looked at.",
                value=_pact_first_spell,
            ),
        ),
        hints=(
            "Two parties are bound on a day if a spell of each holds on that day.",
            (
                "Filter the spells by treaty and day, merge the result with itself on `treaty_id`, "
                "drop the doubles."
            ),
            "`list(zip(...))` of the two code columns makes a list of tuples.",
        ),
        minutes=6,
        points=3,
        level="apply",
        review="lesson 04, section 'From a treaty to pairs'",
    ),
)
