"""Question 08.6: five sourced sentences, judged by their form."""

from typing import Final

from foedus.checking import Misconception, Question
from foedus.lessons.l08_briefing.findings import WellFormed, breaks

__all__ = ["BRIEFING_ASKED"]

BRIEFING_ASKED: Final = (
    Question(
        id="08.6",
        title="Five sentences",
        objective="sentences",
        prompt=(
            "Choose a pair other than Russia and Armenia [~]: Russia and North Korea, China and "
            "Pakistan, the United States and Israel, Saudi Arabia and Pakistan, or one of your "
            'own [~]. Put your findings into the dict `my_findings`: under `"pair"` two codes '
            'of actors, under `"sentences"` a list of five tuples, each a text (str) and the id '
            "(str, or a list of str) of the row or source that it rests on.\n\n"
            "The check looks at the form, as a desk editor does. Each sentence names one of the "
            "two actors and a year, has at most 40 words [~], and rests first on a row of its "
            "own. No row is later than the as-of date. Outside quotation marks no sentence says "
            "*ally*, *aggressor*, *betray*, *puppet*, *clearly*, *obviously*, *of course*, "
            "*always*, *never*, *prove* or *proof*. Whether a sentence says more than its row, "
            "only you can see.\n\n"
            'If you work with a later day, add it as `"as_of"`.'
        ),
        variable="my_findings",
        stub='my_findings = {\n    "pair": ...,\n    "sentences": ...,\n}\n\n'
        "# When the check is passed, make your page below: the open question shows how.",
        expected=lambda: True,
        judge=WellFormed(),
        misconceptions=(
            Misconception(
                "pair",
                "`my_findings` needs two different codes of actors under `pair`, such as those in "
                "the column `code` of `actors`: codes, not names.",
                matches=breaks("pair"),
            ),
            Misconception(
                "not-five",
                "`my_findings` does not hold a list of five sentences. Fewer leave the question "
                "open; more, and nobody knows which of them matter.",
                matches=breaks("not-five"),
            ),
            Misconception(
                "not-tuples",
                "In `my_findings` something in the list is not a tuple of a text and an id. Look "
                "for a missing comma: two texts side by side become one.",
                matches=breaks("not-tuples"),
            ),
            Misconception(
                "turned",
                "In `my_findings` an id stands where a text belongs. The text comes first, then "
                "the row it rests on.",
                matches=breaks("turned"),
            ),
            Misconception(
                "empty",
                "In `my_findings` a text or an id is empty. A sentence without a source is an "
                "opinion, a source without a sentence is a list.",
                matches=breaks("empty"),
            ),
            Misconception(
                "unknown-row",
                "`my_findings` names an id that no table has. Copy it from the column `id`, "
                "letter by letter; an address of a page or the name of a paper is no id.",
                matches=breaks("unknown-row"),
            ),
            Misconception(
                "too-late",
                "`my_findings` rests on a row that is later than the as-of date. Nobody could "
                "have written that sentence on the day of your page.",
                matches=breaks("too-late"),
            ),
            Misconception(
                "one-row-for-all",
                "In `my_findings` two sentences rest on the same row. Then they are one finding "
                "told twice, or one of them rests on something else: name that.",
                matches=breaks("one-row-for-all"),
            ),
            Misconception(
                "nobody",
                "In `my_findings` a sentence names neither actor of the pair. *It*, *they* and "
                "*both sides* leave the reader to guess who.",
                matches=breaks("nobody"),
            ),
            Misconception(
                "undated",
                "In `my_findings` a sentence has no year. Since when, on what day, in which "
                "span? Without a date nobody can test it.",
                matches=breaks("undated"),
            ),
            Misconception(
                "loaded-word",
                "`my_findings` uses one of the listed words in your own voice. Say what was "
                "promised or done, or quote who uses the word.",
                matches=breaks("loaded-word"),
            ),
            Misconception(
                "too-long",
                "In `my_findings` a sentence is longer than the prompt allows. It probably makes "
                "two claims: keep the one that its row carries.",
                matches=breaks("too-long"),
            ),
        ),
        hints=(
            "Who, when, how surely, and on which row: read each sentence for these four.",
            (
                "Call your own functions for the pair first and look at the rows. Write a sentence "
                "beside each row that surprises you; its `id` is the source."
            ),
            (
                "Take one promise, one clause, one deed, one number with its denominator, and one "
                "thing that speaks against the other four."
            ),
        ),
        minutes=11,
        points=6,
        level="analyse",
        review="lesson 08, sections 'Five sentences' and 'How well is it known?'",
        builds_on=("08.3", "08.4"),
        afterword="The form holds. Now read each sentence against its row once more, aloud.",
    ),
)
