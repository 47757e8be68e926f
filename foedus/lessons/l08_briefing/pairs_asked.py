"""Questions 08.1 to 08.3: filter for any pair, the strongest tie, one line of time."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from foedus.checking import Collection, Comparison, Function, Misconception, Question, Table, Text
from foedus.checking.calling import Tried
from foedus.checking.reading import Sheet, read
from foedus.lessons.l08_briefing.values import (
    DAY,
    KIND_CASES,
    STORY_CASES,
    TIE_CASES,
    ids_in_force,
    kind_of,
    story,
)
from foedus.relations import COOPERATIVE, HOSTILE, LETTERS

__all__ = ["PAIRS_ASKED"]


@dataclass(frozen=True)
class InTime(Comparison):
    """A table of dates and titles, whatever else it holds, in the order of `start`."""

    rows: Table = Table(each={"date": Text(), "title": Text()})  # noqa: RUF009 (frozen itself)

    def reason(self, name: str, answer: object, expected: object) -> str | None:
        wanted = expected[["date", "title"]] if isinstance(expected, pd.DataFrame) else expected
        found = self.rows.reason(name, answer, wanted)
        if found:
            return found
        if lacks_start(answer):
            return f"`{name}` has lost the column `start`, which the timeline draws by."
        if in_order(answer):
            return None
        return f"`{name}` holds the right rows, but not in the order of time."


def lacks_start(answer: object) -> bool:
    """Tell whether a table has no column `start`; False for anything else."""
    sheet = read(answer)
    return isinstance(sheet, Sheet) and "start" not in sheet.columns


def in_order(answer: object) -> bool:
    """Tell whether a table's rows stand in the order of `start`; True for anything else."""
    sheet = read(answer)
    if not isinstance(sheet, Sheet) or "start" not in sheet.columns:
        return True
    return bool(pd.Series(sheet.frame["start"]).is_monotonic_increasing)


def _any_result(holds: Any) -> Any:  # noqa: ANN401
    return lambda tried: isinstance(tried, Tried) and any(map(holds, tried.results))


def _is_table(result: object) -> bool:
    plain = read(result)
    return isinstance(plain, Sheet) and len(plain.columns) > 1


def _is_wide(result: object) -> bool:
    plain = read(result)
    return isinstance(plain, Sheet) and any(str(name).endswith("_x") for name in plain.columns)


def _weakest(kinds: list[str]) -> str:
    return max(kinds, key=COOPERATIVE.index, default="")


def _strongest_of_all(kinds: list[str]) -> str:
    return min(kinds, key=(*COOPERATIVE, *HOSTILE).index, default="")


def _letter(kinds: list[str]) -> str:
    return min((LETTERS[kind] for kind in kinds), key="XDONGCSPBA".index, default="")


PAIRS_ASKED: Final = (
    Question(
        id="08.1",
        title="The ties of any pair",
        objective="any-pair",
        prompt=(
            "Write a function `ties_of(a, b, on)` that returns the ids (a list or a Series of "
            "str) of the ties between two actors that are in force on a day. `a` and `b` are "
            'codes such as `"RUS"`, in any order; `on` is ISO text such as `"2025-06-22"`. '
            "Without such a tie it returns an empty list."
        ),
        variable="ties_of",
        stub="def ties_of(a, b, on):\n    return ...",
        expected=ids_in_force,
        judge=Function(cases=TIE_CASES, each=Collection()),
        misconceptions=(
            Misconception(
                "table-not-ids",
                "`ties_of` returns whole rows. Pick the column with the ids before you return it.",
                matches=_any_result(_is_table),
            ),
            Misconception(
                "one-order",
                "`ties_of` finds a tie only if the two codes come in the order of the table. "
                "Exchange them in a call of your own: the answer should stay the same.",
                value=lambda: ids_in_force(sides="one-order"),
            ),
            Misconception(
                "either-side",
                "`ties_of` lets in ties of one actor with third ones. Both codes have to stand "
                "in the row.",
                value=lambda: ids_in_force(sides="either"),
            ),
            Misconception(
                "signed",
                "`ties_of` counts from the signature. A tie counts from another date, and some "
                "have no signature at all.",
                value=lambda: ids_in_force(begin="signed"),
            ),
            Misconception(
                "ended",
                "`ties_of` returns ties that were over by then. The day has two sides to check.",
                value=lambda: ids_in_force(end="none"),
            ),
            Misconception(
                "open-end",
                "`ties_of` loses every tie without an end. A comparison with a missing date is "
                "false: ask for it with `.isna()`.",
                value=lambda: ids_in_force(end="closed"),
            ),
            Misconception(
                "day-ignored",
                "`ties_of` gives the same answer for every day. Is `AS_OF` in it where `on` "
                "belongs?",
                value=lambda: ids_in_force(day=DAY),
            ),
        ),
        hints=(
            "A tie is in force if it has begun and is not over. Lesson 04 has the two conditions.",
            (
                "First keep the rows of the pair (`fo.ties_of_pair` does it in either order), then "
                "those in force (by hand, or with `fo.ties_in_force`)."
            ),
            (
                "The second step takes the table that the first returns, and the day `on`. Return "
                "one column of what is left."
            ),
        ),
        minutes=3,
        points=2,
        level="recall",
        review="lesson 08, section 'What is on file?'; lesson 04 on ties in force",
        afterword="Any pair, any day: the rest of the briefing can call this.",
    ),
    Question(
        id="08.2",
        title="The strongest tie",
        objective="strongest",
        prompt=(
            "Write `strongest(a, b, on)`: the kind (str) of the strongest tie of a pair in force "
            'on a day, by the rule of lesson 04, such as `"basing"`. Hostile kinds, '
            "`no-diplomatic-relations` and `sanctions`, do not count here. Without any other tie "
            'it returns `""`.'
        ),
        variable="strongest",
        stub="def strongest(a, b, on):\n    return ...",
        expected=kind_of,
        judge=Function(cases=KIND_CASES, each=Text()),
        misconceptions=(
            Misconception(
                "only-in-effect",
                "`strongest` leaves out ties that are contested, frozen or dormant. They count by "
                "the rule, which uses `effect` to break a tie between equal kinds only.",
                value=lambda: kind_of(effects=("in-effect",)),
            ),
            Misconception(
                "hostile",
                "`strongest` returns a hostile kind where nothing else is in force. Those two "
                "kinds are a channel of their own: leave them out first.",
                value=lambda: kind_of(_strongest_of_all, hostile=True),
            ),
            Misconception(
                "alphabet",
                "`strongest` picks the first kind of the alphabet. As text, `arms-transfer` comes "
                "before `defense`; the column's own order is lost when it becomes text.",
                value=lambda: kind_of(lambda kinds: min(kinds, default="")),
            ),
            Misconception(
                "weakest",
                "`strongest` picks the weakest kind: the order of kinds runs from strong to weak, "
                "so the strongest is its minimum.",
                value=lambda: kind_of(_weakest),
            ),
            Misconception(
                "first-row",
                "`strongest` takes the first row. The rows stand in the order of their dates: "
                "rank the kinds before you pick.",
                value=lambda: kind_of(lambda kinds: next(iter(kinds), "")),
            ),
            Misconception(
                "letter",
                "`strongest` returns letters. The question asks for the kind in words.",
                value=lambda: kind_of(_letter),
            ),
            Misconception(
                "day-ignored",
                "`strongest` gives one answer for every day: look where `on` should stand.",
                value=lambda: kind_of(day=DAY),
            ),
            Misconception(
                "one-order",
                "`strongest` depends on which actor is named first. A pair has no first side.",
                value=lambda: kind_of(sides="one-order"),
            ),
        ),
        hints=(
            "The kinds have an order, strongest first; the column `kind` knows it.",
            (
                "Keep the pair's ties in force, drop the two hostile kinds, then take the first of "
                "the rest by the order of kinds. `fo.strongest_ties` ranks all pairs at once."
            ),
            (
                "An ordered categorical has a `.min()`. Ask first whether any row is left, because "
                "an empty column has none."
            ),
        ),
        minutes=4,
        points=3,
        level="apply",
        review="lesson 08, section 'Around the pair'; lesson 04 on the rule of the strongest tie",
        afterword="One word for a pair: it hides direction, age, and how far it is honoured.",
    ),
    Question(
        id="08.3",
        title="One line of time",
        objective="one-line",
        prompt=(
            "Write `story_of(a, b)`: one table (DataFrame) of the events that name both actors "
            "and of all dates of their ties, as `fo.tie_events` gives them, in the order of "
            "`start`. Keep at least the columns `date`, `start` and `title`; if you keep all, the "
            "table fits into `fo.Timeline`."
        ),
        variable="story_of",
        stub="def story_of(a, b):\n    return ...",
        expected=story,
        judge=Function(cases=STORY_CASES, each=InTime()),
        misconceptions=(
            Misconception(
                "merged",
                "`story_of` puts the tables side by side: columns ending in `_x` are the sign of "
                "`merge`. Here rows belong under rows.",
                matches=_any_result(_is_wide),
            ),
            Misconception(
                "events-only",
                "`story_of` holds events and no tie. For most pairs that leaves next to nothing.",
                value=lambda: story(ties=False),
            ),
            Misconception(
                "ties-only",
                "`story_of` holds the dates of ties and no event. Which rows of `events` name "
                "both codes?",
                value=lambda: story(events=False),
            ),
            Misconception(
                "either-actor",
                "`story_of` takes every event that names one of the two. Both codes must stand "
                "in its `actors`.",
                value=lambda: story(how=any),
            ),
            Misconception(
                "no-start",
                "`story_of` has lost the column `start`. The prompt asks for it, and the timeline "
                "draws by it.",
                matches=_any_result(lacks_start),
            ),
            Misconception(
                "in-force-only",
                "`story_of` has lost the ties that are over. A story needs its past: take all "
                "ties of the pair.",
                value=lambda: story(in_force=True),
            ),
            Misconception(
                "one-order",
                "`story_of` finds ties in one order of the codes only. Call it with the codes "
                "exchanged and compare.",
                value=lambda: story(sides="one-order"),
            ),
            Misconception(
                "not-in-order",
                "`story_of` does not stand in the order of time: after stacking, the second "
                "table begins anew. Sort by `start`.",
                matches=_any_result(lambda result: not in_order(result)),
            ),
        ),
        hints=(
            "Two tables with the same columns go under each other, not side by side.",
            (
                "Make the events of the pair, make the dates of its ties, put both into a list for "
                "`pd.concat`, then sort."
            ),
            (
                "For the events: split `actors` at the semicolon and ask for each code in turn. "
                "For the ties: `fo.ties_of_pair`, then `fo.tie_events`."
            ),
        ),
        minutes=5,
        points=3,
        level="apply",
        review="lesson 08, section 'One line of time'",
        afterword="Look for what stands there twice before you show it to anybody.",
    ),
)
