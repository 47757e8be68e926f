"""Compare collections and labelled values by meaning, whatever they are kept in."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.wording import mark, t

from .comparison import Comparison, Single, fitting, unmatched
from .plain import key_of
from .reading import Items, Large, Missing, Pairs, Plain, Sheet, read
from .words import cause, describe, sentence, show, told, too_large

__all__ = ["Collection", "Mapping"]

_WANTED = mark("a collection (a list, a Series or the like)")
_LABELLED = mark("a set of labelled values (a dict, or a Series with its index)")
_PAIR = 2


@dataclass(frozen=True)
class Collection(Comparison):
    """Several values: list, tuple, set, Series, Index, array or a table's only column.

    Parameters
    ----------
    each : Single, optional
        How one item is compared; by default what suits the expected items.
    ordered : bool
        Whether the order matters.
    repeats : bool
        Whether it matters how often an item stands there.

    Examples
    --------
    >>> Collection().reason("codes", ("IRN", "RUS"), ["RUS", "IRN"]) is None
    True
    >>> print(Collection().reason("codes", ["RUS", "ISR"], ["RUS", "IRN"]))
    `codes` is a list of 2 items: some do not belong, such as `'ISR'`, and something is missing. \
Perhaps a condition is not the right one.
    """

    each: Single | None = None
    ordered: bool = False
    repeats: bool = True

    def prepare(self, answer: object) -> Plain:  # noqa: D102
        return read(answer)

    def compare(self, name: str, given: Plain, expected: object) -> str | None:  # noqa: D102
        if isinstance(given, Large) and given.name != "str":
            return too_large(name, given, t(_WANTED))
        values, wanted = values_of(given), values_of(read(expected))
        if values is None or wanted is None:
            return sentence(name, describe(given), t(_WANTED), _why(given, tuples=_tuples(wanted)))
        each = self.each or fitting(wanted)
        if not self.repeats:
            values, wanted = _once(values), _once(wanted)
        return self._difference(name, given, values, wanted, each)

    def _difference(
        self, name: str, given: Plain, values: list[Plain], wanted: list[Plain], each: Single
    ) -> str | None:
        extra, lacking = unmatched(values, wanted, each)
        if extra or lacking:
            head = told(name, given)
            if extra and not lacking and any(each.matches(extra[0], one) for one in wanted):
                return t(
                    "{head}: {item} stands in it more often than it should.",
                    head=head,
                    item=show(extra[0]),
                )
            return _other_shape(head, extra, wanted) or _content(head, values, extra, lacking, each)
        if not self.ordered:
            return None
        if isinstance(given, Items) and not given.ordered:
            why = t("A set has no order: make a list of it.")
            return sentence(name, describe(given), t("a collection with an order"), why)
        if all(map(each.matches, values, wanted)):
            return None
        return t(
            "`{name}` holds the right items, but not in the order that the question asks for.",
            name=name,
        )


def values_of(given: Plain) -> list[Plain] | None:
    """Return the values of a collection, or None when it is something else."""
    if isinstance(given, Items) or (isinstance(given, Pairs) and given.name == "Series"):
        return list(given.entries)
    if isinstance(given, Sheet) and len(given.columns) == 1:
        return list(given.at(0))
    return None


def _once(values: list[Plain]) -> list[Plain]:
    return list({key_of(value): value for value in values}.values())


def _tuples(wanted: list[Plain] | None) -> int:
    """Return how many values each wanted item has, if each is a small collection; else 0."""
    sizes = {len(item.entries) if isinstance(item, Items) else 0 for item in wanted or ()}
    return sizes.pop() if len(sizes) == 1 else 0


def _other_shape(head: str, extra: list[Plain], wanted: list[Plain]) -> str | None:
    """Say that tuples are wanted, where something else stands among the items."""
    size = _tuples(wanted)
    odd = next((x for x in extra if not isinstance(x, Items) or len(x.entries) != size), None)
    if not size or odd is None:
        return None
    return _odd_one(head, odd, t("a tuple of {size}", size=size))


def _why(given: Plain, *, tuples: int = 0) -> str:
    if isinstance(given, Sheet) and tuples:
        return t('Make tuples of its columns: `list(zip(table["one"], table["other"]))`.')
    if isinstance(given, Sheet):
        return t('Pick the one column that is asked for: `table["column"]`.')
    if isinstance(given, Pairs):
        return t("Take what is asked for out of it: `list(name)` or `list(name.values())`.")
    if isinstance(given, str) and "," in given:
        return t("It is one long text: make a list of the values and do not join them.")
    if isinstance(given, str):
        return t("Put square brackets around it to make a list, even of one item.")
    return cause(given, single=False)


def _content(
    head: str, values: list[Plain], extra: list[Plain], lacking: list[Plain], each: Single
) -> str:
    if not values:
        return _nothing_met(head)
    odd = next((value for value in extra if _alien(value, each)), None)
    if odd is not None:
        return _odd_one(head, odd, each.kind)
    if not extra:
        return t("{head}: something is missing. Perhaps a condition is too strict.", head=head)
    if lacking:
        return t(
            "{head}: some do not belong, such as {item}, and something is missing. "
            "Perhaps a condition is not the right one.",
            head=head,
            item=show(extra[0]),
        )
    return t(
        "{head}: some do not belong, such as {item}. Perhaps a condition is missing.",
        head=head,
        item=show(extra[0]),
    )


def _odd_one(head: str, odd: Plain, wanted: str) -> str:
    return t(
        "{head}, and one of them is {odd}; each should be {wanted}.",
        head=head,
        odd=describe(odd),
        wanted=wanted,
    )


def _nothing_met(head: str) -> str:
    return t(
        "{head}. No row met the condition: compare its spelling and type with the data.", head=head
    )


def _alien(value: Plain, each: Single) -> bool:
    return isinstance(value, Missing) or each.canonical(value) is None


@dataclass(frozen=True)
class Mapping(Comparison):
    """Labelled values: a dict, a Series with its index, a table of labels and values, or pairs.

    Parameters
    ----------
    each : Single, optional
        How one value is compared; by default what suits the expected values.
    zero_is_absent : bool
        Whether a label with 0 may as well be left out.

    Examples
    --------
    >>> import pandas as pd
    >>> Mapping().reason("counts", pd.Series([2, 1], ["a", "b"]), {"b": 1, "a": 2}) is None
    True
    """

    each: Single | None = None
    zero_is_absent: bool = False

    def prepare(self, answer: object) -> Plain:  # noqa: D102
        return read(answer)

    def compare(self, name: str, given: Plain, expected: object) -> str | None:  # noqa: D102
        if isinstance(given, Large) and given.name != "str":
            return too_large(name, given, t(_LABELLED))
        pairs, wanted = pairs_of(given), pairs_of(read(expected))
        if pairs is None or wanted is None:
            return sentence(name, describe(given), t(_LABELLED), _why_unlabelled(given))
        if self.zero_is_absent:
            pairs, wanted = _without_zeros(pairs), _without_zeros(wanted)
        return self._difference(told(name, given), pairs, wanted)

    def _difference(
        self, head: str, given: list[tuple[Plain, Plain]], wanted: list[tuple[Plain, Plain]]
    ) -> str | None:
        labels = [key for key, _ in given]
        extra, lacking = unmatched(labels, [k for k, _ in wanted], fitting(k for k, _ in wanted))
        if not given and wanted:
            return _nothing_met(head)
        if extra:
            why = _why_mislabelled(extra, given, [key for key, _ in wanted])
            fault = t(
                "{head}, but the label {label} does not belong.", head=head, label=show(extra[0])
            )
            return f"{fault} {why}".rstrip()
        if lacking:
            return t(
                "{head}, but a label is missing. Perhaps a condition is too strict.", head=head
            )
        return self._values(head, given, wanted)

    def _values(
        self, head: str, given: list[tuple[Plain, Plain]], wanted: list[tuple[Plain, Plain]]
    ) -> str | None:
        each = self.each or fitting(value for _, value in wanted)
        label = fitting(key for key, _ in wanted)
        right = {_label_key(key, label): value for key, value in wanted}
        for key, value in given:
            if each.matches(value, right.get(_label_key(key, label), Missing("None"))):
                continue
            if each.canonical(value) is None:
                return t(
                    "{head}, and the value of {label} is {found}; {wanted} is wanted.",
                    head=head,
                    label=show(key),
                    found=describe(value),
                    wanted=each.kind,
                )
            return _not_right(head, None if _either_or(wanted) else key)
        return None


def _not_right(head: str, label: Plain | None) -> str:
    if label is None:
        return t("{head} with the right labels, but one of its values is not right.", head=head)
    return t(
        "{head} with the right labels, but the value of {label} is not right.",
        head=head,
        label=show(label),
    )


def _either_or(wanted: list[tuple[Plain, Plain]]) -> bool:
    """Tell whether there are two words to choose from: to name a wrong one gives the other away."""
    words = {value for _, value in wanted if isinstance(value, str | bool)}
    return len(words) == _PAIR


def _why_mislabelled(
    extra: list[Plain], given: list[tuple[Plain, Plain]], wanted: list[Plain]
) -> str:
    label = fitting(wanted)
    if unmatched([value for _, value in given], wanted, label) == ([], []):
        return t("Labels and values have changed places.")
    if isinstance(extra[0], int) and label.canonical(extra[0]) is None:
        return t(
            "It is a number: perhaps the rows are not counted or grouped yet, "
            "or the labels are still in a column."
        )
    return ""


def _label_key(label: Plain, kind: Single) -> object:
    canonical = None if isinstance(label, Missing) else kind.canonical(label)
    return key_of(label if canonical is None else canonical)


def pairs_of(given: Plain) -> list[tuple[Plain, Plain]] | None:
    """Return labels with their values, or None when there are none."""
    if isinstance(given, Pairs):
        return list(zip(given.keys, given.entries, strict=True))
    if isinstance(given, Items):
        return _listed_pairs(given)
    if isinstance(given, Sheet) and len(given.columns) == _PAIR:
        return list(zip(given.at(0), given.at(1), strict=True))
    if isinstance(given, Sheet) and len(given.columns) == 1:
        return list(zip(given.labelled(), given.at(0), strict=True))
    return None


def _listed_pairs(given: Items) -> list[tuple[Plain, Plain]] | None:
    pairs = [
        (item.entries[0], item.entries[1])
        for item in given.entries
        if isinstance(item, Items) and len(item.entries) == _PAIR
    ]
    return pairs if pairs and len(pairs) == len(given.entries) else None


def _without_zeros(pairs: list[tuple[Plain, Plain]]) -> list[tuple[Plain, Plain]]:
    return [(key, value) for key, value in pairs if isinstance(value, bool) or value != 0]


def _why_unlabelled(given: Plain) -> str:
    if isinstance(given, Items):
        return t("The labels are lost: keep the index, or make a dict.")
    if isinstance(given, Sheet):
        return t("Keep two of its columns: the labels, and the values that are asked for.")
    return cause(given, single=False)
