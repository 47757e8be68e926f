"""Compare single values by meaning: numbers, texts, truth values, days, moments.

A comparison answers one question: does the learner's value mean what was expected? If not, it
says why in words, which name the variable and what it is, but never what was expected.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence  # noqa: TC003
from dataclasses import dataclass
from typing import Any

from foedus.wording import t

from .plain import key_of
from .reading import Items, Missing, Plain, read
from .words import cause, describe, sentence, told

__all__ = [
    "Anything",
    "Boolean",
    "Comparison",
    "Day",
    "Moment",
    "Number",
    "Single",
    "Text",
    "Whole",
    "fitting",
    "unmatched",
]

_PAIRED_AT_MOST = 300


@dataclass(frozen=True)
class Comparison:
    """What every comparison can do.

    A comparison of one's own overrides `reason` alone, or `prepare` and `compare`, which spare
    reading the answer again for each misconception.
    """

    def prepare(self, answer: object) -> Any:  # noqa: ANN401 (each comparison has a form of its own)
        """Read the answer once, into the form that is compared."""
        return answer

    def compare(self, name: str, given: Any, expected: object) -> str | None:  # noqa: ANN401
        """Say why a prepared answer does not mean what is expected; None when it does."""
        return self.reason(name, given, expected)

    def reason(self, name: str, answer: object, expected: object) -> str | None:
        """Say why the answer does not mean what is expected; None when it does.

        Parameters
        ----------
        name : str
            The variable's name.
        answer : object
            What the learner gave: anything at all. It is not changed.
        expected : object
            What the question asks for.

        Returns
        -------
        str or None
            Sentences for the learner, without the expected value.
        """
        return self.compare(name, self.prepare(answer), expected)

    def untouched(self, given: Any) -> bool:  # noqa: ANN401, ARG002 (functions look at it)
        """Tell whether a prepared answer is still what the stub gives, beyond a plain ``...``."""
        return False


@dataclass(frozen=True)
class Single(Comparison):
    """A comparison of one value, which collections and tables use for each of theirs."""

    @property
    def kind(self) -> str:
        """What is wanted, in words."""
        return t("a single value")

    def prepare(self, answer: object) -> Plain:  # noqa: D102
        return read(answer)

    def canonical(self, value: Plain) -> Plain | None:
        """Return the value in the form that is compared, or None when it is of another kind."""
        raise NotImplementedError

    def same(self, answer: Plain, expected: Plain) -> bool:
        """Tell whether two canonical values mean the same."""
        return key_of(answer) == key_of(expected)

    def matches(self, answer: Plain, expected: Plain) -> bool:
        """Tell whether a value means what is expected; missing equals missing."""
        if isinstance(answer, Missing) or isinstance(expected, Missing):
            return isinstance(answer, Missing) and isinstance(expected, Missing)
        given, wanted = self.canonical(answer), self.canonical(expected)
        return given is not None and wanted is not None and self.same(given, wanted)

    def compare(self, name: str, given: Plain, expected: object) -> str | None:  # noqa: D102
        if self.matches(given, read(expected)):
            return None
        if isinstance(given, Missing) or self.canonical(given) is None:
            return sentence(name, describe(given), self.kind, self.why(given))
        head = told(name, given)
        # Translators: {slip} is the rest of the sentence: "not the one that is asked for. ..."
        return t("{head}: the right kind of answer, but {slip}", head=head, slip=self.slip)

    def why(self, given: Plain) -> str:
        """Return the likely cause of a value of another kind."""
        return cause(given, single=True)

    @property
    def slip(self) -> str:
        """The end of the sentence for a value of the right kind that is not right."""
        return t(
            "not the one that is asked for. Read the question again, then go through your steps."
        )


@dataclass(frozen=True)
class Number(Single):
    """A number, within a stated tolerance.

    Parameters
    ----------
    within : float
        The largest difference that still counts as right, in the number's own unit.
    relative : float
        The same as a share of the expected number.

    Examples
    --------
    >>> Number(within=0.01).reason("share", 0.333, 1 / 3) is None
    True
    >>> print(Number().reason("share", "0.5", 0.5))
    `share` is the text `'0.5'` (str); a number is wanted. Leave the quotes out.
    """

    within: float = 0.0
    relative: float = 1e-9

    @property
    def kind(self) -> str:  # noqa: D102
        return t("a number")

    def canonical(self, value: Plain) -> Plain | None:  # noqa: D102
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def same(self, answer: Plain, expected: Plain) -> bool:  # noqa: D102
        if not isinstance(answer, (int, float)) or not isinstance(expected, (int, float)):
            return False
        try:
            return math.isclose(answer, expected, rel_tol=self.relative, abs_tol=self.within)
        except OverflowError:
            return answer == expected

    def why(self, given: Plain) -> str:  # noqa: D102
        if isinstance(given, str):
            return t("Leave the quotes out.")
        if isinstance(given, bool):
            return t("A comparison gives True or False; count or compute what is asked for.")
        return cause(given, single=True)

    @property
    def slip(self) -> str:  # noqa: D102
        return t("not the number that is asked for. Look at its unit, then go through your steps.")


@dataclass(frozen=True)
class Whole(Number):
    """A whole number, exactly; 12.0 counts as 12."""

    relative: float = 0.0

    @property
    def kind(self) -> str:  # noqa: D102
        return t("a whole number (int)")

    def canonical(self, value: Plain) -> Plain | None:  # noqa: D102
        number = Number.canonical(self, value)
        whole = isinstance(number, int) or (isinstance(number, float) and number.is_integer())
        return number if whole else None

    @property
    def slip(self) -> str:  # noqa: D102
        return t(
            "not the number that is asked for. "
            "Perhaps other rows are counted than the question means: look at them before you count."
        )


@dataclass(frozen=True)
class Boolean(Single):
    """True or False."""

    @property
    def kind(self) -> str:  # noqa: D102
        return t("one of the two truth values, True or False (bool),")

    def canonical(self, value: Plain) -> Plain | None:  # noqa: D102
        return value if isinstance(value, bool) else None

    def why(self, given: Plain) -> str:  # noqa: D102
        if isinstance(given, str):
            return t("Write it without quotes.")
        return cause(given, single=True)

    @property
    def slip(self) -> str:  # noqa: D102
        return t("the evidence points the other way. Look at the rows once more.")


@dataclass(frozen=True)
class Text(Single):
    """A text, exactly, unless case or spaces are said not to matter.

    Parameters
    ----------
    ignore_case, ignore_space : bool
        Whether capitals, and spaces around or doubled inside, are overlooked.
    choices : tuple of str
        The words that the question lists; another word is told to be none of them.
    """

    ignore_case: bool = False
    ignore_space: bool = False
    choices: tuple[str, ...] = ()

    @property
    def kind(self) -> str:  # noqa: D102
        return t("a text (str)")

    def canonical(self, value: Plain) -> Plain | None:  # noqa: D102
        if not isinstance(value, str):
            return None
        text = unicodedata.normalize("NFC", value)
        text = " ".join(text.split()) if self.ignore_space else text
        return text.casefold() if self.ignore_case else text

    def compare(self, name: str, given: Plain, expected: object) -> str | None:  # noqa: D102
        reason = super().compare(name, given, expected)
        text = self.canonical(given)
        known = {self.canonical(choice) for choice in self.choices}
        if reason is None or text is None or not known or text in known:
            return reason
        head = told(name, given)
        return t("{head}, which is none of the words that the question lists.", head=head)

    def why(self, given: Plain) -> str:  # noqa: D102
        if isinstance(given, (int, float)):
            return t("Put quotes around a text.")
        return cause(given, single=True)


@dataclass(frozen=True)
class Moment(Single):
    """A date with its time of day, by the clock on the wall, to the minute."""

    @property
    def kind(self) -> str:  # noqa: D102
        return t("a date with its time (a Timestamp, or text such as '2000-01-31 18:30')")

    def canonical(self, value: Plain) -> Plain | None:  # noqa: D102
        moment = _dated(value) if isinstance(value, str) else value
        return moment.replace(second=0, microsecond=0) if isinstance(moment, dt.datetime) else None

    def why(self, given: Plain) -> str:  # noqa: D102
        if isinstance(given, str):
            return t("A text must give year, month and day in this order, with hyphens.")
        return cause(given, single=True)

    @property
    def slip(self) -> str:  # noqa: D102
        return t("not the date that is asked for. Look at the row that it comes from.")


@dataclass(frozen=True)
class Day(Moment):
    """A day: a Timestamp, a date, a datetime, numpy's datetime64 or ISO text; times are ignored."""

    @property
    def kind(self) -> str:  # noqa: D102
        return t("a day (a Timestamp, or text such as '2000-01-31')")

    def canonical(self, value: Plain) -> Plain | None:  # noqa: D102
        moment = super().canonical(value)
        return moment.replace(hour=0, minute=0) if isinstance(moment, dt.datetime) else None


@dataclass(frozen=True)
class Anything(Single):
    """A value of whatever kind the expected one is; tuples and lists item by item."""

    def canonical(self, value: Plain) -> Plain | None:  # noqa: D102
        return value

    def same(self, answer: Plain, expected: Plain) -> bool:  # noqa: D102
        if not isinstance(expected, Items):
            each = fitting([expected])
            return not isinstance(each, Anything) and each.matches(answer, expected)
        if not isinstance(answer, Items) or len(answer.entries) != len(expected.entries):
            return False
        if not expected.ordered:
            return unmatched(answer.entries, expected.entries, self) == ([], [])
        return all(map(self.matches, answer.entries, expected.entries))


def _dated(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def fitting(expected: Iterable[Plain]) -> Single:
    """Return the comparison that suits some expected values, all of one kind or mixed."""
    values = [value for value in expected if not isinstance(value, Missing)]
    if values and all(isinstance(value, bool) for value in values):
        return Boolean()
    if values and all(Number().canonical(value) is not None for value in values):
        return Number()
    if values and all(isinstance(value, str) for value in values):
        return Text()
    if values and all(isinstance(value, dt.datetime) for value in values):
        return Day() if all(Day().canonical(value) == value for value in values) else Moment()
    return Anything()


def unmatched(
    given: Sequence[Plain], wanted: Sequence[Plain], each: Single
) -> tuple[list[Plain], list[Plain]]:
    """Pair two collections off, whatever their order; return what is left over on either side."""
    taken = Counter(_key(value, each) for value in wanted)
    extra = []
    for value in given:
        key = _key(value, each)
        if taken[key] > 0:
            taken[key] -= 1
        else:
            extra.append(value)
    lacking = []
    for value in wanted:
        key = _key(value, each)
        if taken[key] > 0:
            taken[key] -= 1
            lacking.append(value)
    return _paired_off(extra, lacking, each)


def _key(value: Plain, each: Single) -> Hashable:
    canonical = value if isinstance(value, Missing) else each.canonical(value)
    return ("other", key_of(value)) if canonical is None else key_of(canonical)


def _paired_off(
    extra: list[Plain], lacking: list[Plain], each: Single
) -> tuple[list[Plain], list[Plain]]:
    """Pair off what is equal only by tolerance; beyond some hundreds nobody is that close."""
    if max(len(extra), len(lacking)) > _PAIRED_AT_MOST:
        return extra, lacking
    # a comparison that a lesson made may overlook capitals, or more: then words prove nothing
    words_of = _words_of if type(each) is Anything else _no_words
    left = [(other, words_of(other)) for other in lacking]
    over = []
    for value in extra:
        words = words_of(value)
        found = next(
            (
                i
                for i, (other, theirs) in enumerate(left)
                if (words is None or theirs is None or words == theirs)
                and each.matches(value, other)
            ),
            None,
        )
        if found is None:
            over.append(value)
        else:
            left.pop(found)
    return over, [other for other, _ in left]


def _no_words(_: Plain) -> None:
    return None


def _words_of(value: Plain) -> tuple[str, ...] | None:
    """Return what no tolerance can make equal: the words of a collection of texts, sorted."""
    if not isinstance(value, Items) or not all(isinstance(one, str) for one in value.entries):
        return None
    return tuple(sorted(str(Text().canonical(one)) for one in value.entries))
