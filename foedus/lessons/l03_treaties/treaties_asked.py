"""Questions 03.5 to 03.7: clauses joined to treaties, definitions, and what happened."""

from typing import Final

import pandas as pd

from foedus.checking import Collection, Misconception, Question
from foedus.checking.reading import Items, Pairs, Plain
from foedus.lessons.l03_treaties import values as v

__all__ = ["TREATIES_ASKED"]


def _differing(table: pd.DataFrame, column: str = "id") -> list[str]:
    return list(table.loc[table["clause_type"] != table["kind"], column])


def _same() -> list[str]:
    table = v.joined()
    return list(table.loc[table["clause_type"] == table["kind"], "id"])


def _differing_today() -> list[str]:
    table = v.joined()
    return _differing(table[table["id"].isin(v.bound(v.article_day(), without="party"))])


def _on_the_day() -> pd.DataFrame:
    return v.promises_of_russia(v.article_day())


def _weaker_rows() -> list[str]:
    return sorted(v.partners(_on_the_day(), tuple(k for k in v.FORMAL if k != "defense")))


def _with_pledges() -> list[str]:
    rows = _on_the_day()
    held = rows["kind"] + ";" + rows["also"]
    formal = held.str.split(";").map(lambda kinds: not set(v.FORMAL).isdisjoint(kinds))
    return sorted(set(rows.loc[formal, "partner"]) - v.partners(rows, ("defense",)))


def _in_effect() -> list[str]:
    rows = _on_the_day()
    return v.without_help(rows[rows["effect"] == "in-effect"])


def _any_tie() -> list[str]:
    rows = _on_the_day()
    return sorted(set(rows["partner"]) - v.partners(rows, ("defense",)))


def _war_inside(met: pd.DataFrame) -> pd.Series:
    return (met["start"] <= met["start_war"]) & (met["end_war"] <= met["end"])


def _ever(met: pd.DataFrame) -> pd.Series:
    return met["start"].notna() | True


def _holds_a_pair_too_many(read: Plain) -> bool:
    ever, right = v.fought_while_bound(_ever), v.fought_while_bound()
    given = {frozenset(one.entries) for one in read.entries}  # type: ignore[union-attr]
    return not given.isdisjoint(set(ever) - set(right))


def _on_one_day(met: pd.DataFrame) -> pd.Series:
    day = v.article_day()
    held = (met["start"] <= day) & (day < met["end"])
    return held & (met["start_war"] <= day) & (day < met["end_war"])


TREATIES_ASKED: Final = (
    Question(
        id="03.5",
        title="A clause is not its treaty",
        objective="merge",
        prompt=(
            "Join `clauses` to `ties` by the id of the tie. Which clauses have a tie whose `kind` "
            "differs from their own `clause_type`? Assign the ids of these clauses to `differs` "
            "(a list or Series of str). Clauses without a tie do not count. Compare as text: put "
            "`.astype(str)` after both columns."
        ),
        variable="differs",
        expected=lambda: _differing(v.joined()),
        judge=Collection(),
        misconceptions=(
            Misconception(
                "unmatched-counted",
                "`differs` holds clauses that found no tie. After a left merge their `kind` is "
                "missing, and a missing value differs from everything.",
                value=lambda: _differing(v.joined(how="left")),
            ),
            Misconception(
                "two-kinds-of-id",
                "`differs` is empty. Did you merge on `id`? That names a clause in one table and a "
                "tie in the other, so no two are alike. Which column of `clauses` names a tie?",
                matches=lambda read: isinstance(read, Items | Pairs) and not read.entries,
            ),
            Misconception(
                "turned-round",
                "`differs` holds the clauses whose type and kind agree: the comparison is turned "
                "round.",
                value=_same,
            ),
            Misconception(
                "joined-by-title",
                "`differs` comes from a merge on `instrument`. The titles are not spelt alike in "
                "both tables, and some stand many times. Which column of `clauses` holds a key?",
                value=lambda: _differing(v.joined(on="instrument")),
            ),
            Misconception(
                "title-and-left",
                "`differs` comes from a left merge on `instrument`: most rows found nothing, and "
                "nothing differs from everything. Look for a better key.",
                value=lambda: _differing(v.joined(how="left", on="instrument")),
            ),
            Misconception(
                "ties-not-clauses",
                "`differs` holds the ids of ties. Two tables, two columns called `id`: the one of "
                "`clauses` is asked for.",
                value=lambda: _differing(v.joined(), "tie"),
            ),
            Misconception(
                "today-only",
                "`differs` holds only clauses in force on the article's day. No day is asked for.",
                value=_differing_today,
            ),
        ),
        hints=(
            "A merge needs a key: a value that names one row of the second table and no other.",
            (
                "Merge the clauses with two columns of `ties`, the id renamed to the name it has "
                "in `clauses`; then compare two columns."
            ),
            (
                "Give `merge` the two tables and `on=`; which `how` leaves out the rows that found "
                "nothing? Then pick the ids where the two columns are not equal."
            ),
        ),
        minutes=5,
        points=3,
        level="apply",
        review="lesson 03, section 'From a clause to a treaty'",
        afterword="Whoever quotes one clause may have missed the promise that counts.",
    ),
    Question(
        id="03.6",
        title="Allies by the widest definition",
        objective="definitions",
        prompt=(
            "Take Russia's ties in force on 22 June 2025 whose `kind` is in `FORMAL`, whatever "
            "their effect [~]. Which partners have at least one, and none of kind `defense`? "
            "Assign their codes to `without_help` (a list or set of str). These are allies by "
            "ATOP's definition to whom Russia owes no help by treaty [~]."
        ),
        variable="without_help",
        expected=lambda: v.without_help(_on_the_day()),
        judge=Collection(),
        misconceptions=(
            Misconception(
                "rows-not-partners",
                "`without_help` has partners with a promise of defence. You dropped those *rows*, "
                "but a weaker tie of the same partner stayed. Drop the partner.",
                value=_weaker_rows,
            ),
            Misconception(
                "defence-included",
                "`without_help` holds every partner with a formal promise. Take away those to "
                "whom help is owed.",
                value=lambda: sorted(v.partners(_on_the_day())),
            ),
            Misconception(
                "pledge-for-treaty",
                "`without_help` has a partner whose tie is a political pledge with more words in "
                "`also`. The question asks for `kind`.",
                value=_with_pledges,
            ),
            Misconception(
                "disputed-left-out",
                "`without_help` has only ties in full effect. Contested or frozen ones have not "
                "ended: the question takes them whatever their effect.",
                value=_in_effect,
            ),
            Misconception(
                "no-date",
                "`without_help` was made from all ties on file, ended ones too. Filter by the day "
                "before you ask anything else.",
                value=lambda: v.without_help(v.promises_of_russia()),
            ),
            Misconception(
                "every-tie",
                "`without_help` has partners with no promise at all, only sanctions, weapons or a "
                "declaration. Keep the kinds in `FORMAL`.",
                value=_any_tie,
            ),
            Misconception(
                "one-kind",
                "`without_help` holds the partners with a promise of neutrality only. By the wide "
                "definition the other formal kinds count as well.",
                value=lambda: v.without_help(_on_the_day(), ("neutrality",)),
            ),
        ),
        hints=(
            "The question is about partners, not about rows: one partner can have several ties.",
            "Make two sets of partners, one with any formal tie and one with defence; subtract.",
            (
                "`fo.ties_in_force(ties, DAY)` does the interval, `rows['a'].where(rows['a'] != "
                "'RUS', rows['b'])` gives the partner, `set(one) - set(other)` subtracts."
            ),
        ),
        minutes=6,
        points=3,
        level="analyse",
        review="lesson 03, section 'Three definitions, three answers'",
        afterword="Members of NATO are on the list. A definition is a tool: say which you hold.",
    ),
    Question(
        id="03.7",
        title="Promised, and fought",
        objective="limits",
        prompt=(
            "Which pairs were in armed conflict while a promise not to attack each other was in "
            "force? Take the ties with `nonaggression` in `kind` or in `also`, whatever their "
            "effect, and those of kind `armed-conflict`. Two spans overlap if each begins before "
            "the other ends; a missing end is no end. Assign `fought`, a list of pairs: each a "
            "tuple of two codes, in either order, each pair once."
        ),
        variable="fought",
        expected=v.fought_while_bound,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "strongest-only",
                "`fought` looks at `kind` alone. A treaty of defence can forbid force between its "
                "parties too: that stands in `also`.",
                value=lambda: v.fought_while_bound(without="also"),
            ),
            Misconception(
                "no-overlap-asked",
                "`fought` has pairs that fought before or after the promise, not during it. After "
                "the merge, compare the spans.",
                value=lambda: v.fought_while_bound(_ever),
            ),
            Misconception(
                "open-ends-lost",
                "`fought` lacks pairs whose promise or war has no end on file. A comparison with "
                "NaT is false: fill the missing ends first.",
                value=lambda: v.fought_while_bound(without="filling"),
            ),
            Misconception(
                "war-inside",
                "`fought` asks that the whole war lay within the promise. One shared day is "
                "enough.",
                value=lambda: v.fought_while_bound(_war_inside),
            ),
            Misconception(
                "each-overlap",
                "`fought` has the right pairs, some of them several times: a pair with two "
                "promises or two wars gives more than one row. Keep each once.",
                value=lambda: v.fought_while_bound(without="once"),
            ),
            Misconception(
                "sides-kept-apart",
                "`fought` lacks a pair that stands one way round in the promise and the other way "
                "in the war. Sort the two codes before you merge.",
                value=lambda: v.fought_while_bound(without="sorting"),
            ),
            Misconception(
                "awake-only",
                "`fought` leaves out promises that were dormant or disputed. The question takes "
                "them whatever their effect.",
                value=lambda: v.fought_while_bound(without="weak"),
            ),
            Misconception(
                "one-day",
                "`fought` shows one day only. The question is about any time on file.",
                value=lambda: v.fought_while_bound(_on_one_day),
            ),
            Misconception(
                "before-or-after",
                "`fought` has a pair whose war and promise never met in time. Compare the spans "
                "after the merge; then ask what else the promise may stand in.",
                matches=_holds_a_pair_too_many,
            ),
        ),
        hints=(
            "Two tables: promises and wars. What they have in common is the pair.",
            (
                "Give each tie a sorted pair, a start and a filled end; merge the two tables on "
                "the pair with suffixes; keep the rows whose spans overlap."
            ),
            (
                "`[tuple(sorted(two)) for two in zip(ties['a'], ties['b'])]` makes the pairs; the "
                "overlap needs two comparisons joined by `&`; `set(...)` keeps each pair once."
            ),
        ),
        minutes=7,
        points=4,
        level="analyse",
        review="lesson 03, sections 'Weak words, strong deeds' and 'Find the fault'",
        afterword="No text stopped these. How many other fights one did stop, no table shows.",
    ),
)
