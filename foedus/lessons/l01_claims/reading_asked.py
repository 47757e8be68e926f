"""Questions 01.1 to 01.3: what a finding finds, masks, shares."""

from typing import Final

from foedus.checking import Collection, Mapping, Misconception, Number, Question, Text
from foedus.lessons.l01_claims import values
from foedus.lessons.l01_claims.values import ATTRIBUTION, CONTENT

__all__ = ["READING_ASKED"]

_WHAT_FAILED: Final = Question(
    id="01.1",
    title="What failed?",
    objective="anatomy",
    prompt="""\
Three claims of the article are `contradicted`. The stub shows them.
For each, say what fails: `"attribution"` if the words or the act are given to the wrong speaker,
`"content"` if what is said to be so is not so.
Put the answers into `failed`: a dict with the three ids as labels.""",
    variable="failed",
    stub="""\
import textwrap

for row in claims[claims["finding"] == "contradicted"].itertuples():
    print(row.id, row.speaker, textwrap.fill(row.what_sources_say, 90), sep="\\n", end="\\n\\n")

failed = ...""",
    expected=values.failed,
    judge=Mapping(each=Text(ignore_case=True, ignore_space=True, choices=(ATTRIBUTION, CONTENT))),
    misconceptions=(
        Misconception(
            "every-fault-a-speaker",
            "`failed` blames the speaker each time. One of the three rows is not about who said "
            "it: read what the sources say of the treaty's text.",
            value=lambda: values.all_the_same(ATTRIBUTION),
        ),
        Misconception(
            "every-fault-a-content",
            "`failed` blames the content each time. For the statement and for the warning, ask "
            "whether the words were spoken at all, and by whom.",
            value=lambda: values.all_the_same(CONTENT),
        ),
        Misconception(
            "exchanged",
            "`failed` has the two words the wrong way round. Attribution is whose words they are; "
            "content is what they assert.",
            value=lambda: values.failed("c"),
        ),
        Misconception(
            "one-office-for-another",
            "`failed` finds no fault with the speaker of the statement of 22 June. Ministry and "
            "president's office are two voices: who issued it?",
            value=lambda: values.failed("c05"),
        ),
        Misconception(
            "warning-never-spoken",
            "`failed` says that the warning about Khamenei was not given. It was: look for the "
            "one who gave it.",
            value=lambda: values.failed("c32"),
        ),
    ),
    hints=(
        "A sentence *A says that B* can fail in two ways: A did not say it, or B is not so.",
        "Read `speaker` first, then `what_sources_say`, one row at a time.",
        "Ask of each row: would the sentence be right if only another name stood in it?",
    ),
    minutes=4,
    points=1,
    level="recall",
    review="lesson 01, section 'Three questions for one sentence'",
    afterword="All three contradictions have to do with a voice or a text, none with an explosion.",
)

_MASK: Final = Question(
    id="01.2",
    title="What an editor must mend",
    objective="masks",
    prompt="""\
An editor has time for some rows only: those whose kind is `factual claim` **or** `reported
statement`, **and** whose finding is `partly` **or** `contradicted`.
Put the ids of these claims into `to_mend` (a list or a Series of str).""",
    variable="to_mend",
    expected=lambda: values.picked(values.to_correct),
    judge=Collection(),
    misconceptions=(
        Misconception(
            "and-before-or",
            "`to_mend` holds claims of one kind whatever their finding. Python ties `&` before "
            "`|`: put brackets round the two kinds.",
            value=lambda: values.picked(values.without_brackets),
        ),
        Misconception(
            "or-for-and",
            "`to_mend` holds claims that meet one of the two conditions. Both must hold: "
            "join the two masks with `&`.",
            value=lambda: values.picked(lambda t: values.is_sayable(t) | values.is_flawed(t)),
        ),
        Misconception(
            "all-that-is-not-supported",
            "`to_mend` holds all that is not `supported`. A claim that cannot be checked is not "
            "one to mend: name the two findings.",
            value=lambda: values.picked(values.not_supported),
        ),
        Misconception(
            "every-kind",
            "`to_mend` holds judgements as well. The condition on `kind` is missing.",
            value=lambda: values.picked(values.is_flawed),
        ),
        Misconception(
            "facts-only",
            "`to_mend` holds factual claims only. Reported statements can be wrong too.",
            value=lambda: values.picked(lambda t: values.is_fact(t) & values.is_flawed(t)),
        ),
        Misconception(
            "reports-only",
            "`to_mend` holds reported statements only. Factual claims can be wrong too.",
            value=lambda: values.picked(lambda t: values.is_report(t) & values.is_flawed(t)),
        ),
        Misconception(
            "contradicted-only",
            "`to_mend` holds what is contradicted and leaves out what stands in part.",
            value=lambda: values.picked(
                lambda t: values.to_correct(t) & (t["finding"] == "contradicted")
            ),
        ),
        Misconception(
            "partly-only",
            "`to_mend` holds what stands in part and leaves out what is contradicted.",
            value=lambda: values.picked(
                lambda t: values.to_correct(t) & (t["finding"] == "partly")
            ),
        ),
        Misconception(
            "and-for-or",
            "`to_mend` is empty. No claim is of two kinds at once: `&` between two values of one "
            "column keeps nothing. Or is there a slip in the spelling?",
            value=list,
        ),
        Misconception(
            "mask-not-ids",
            "`to_mend` is the mask itself, true and false for every row. "
            "Use it to pick: `claims.loc[mask, column]`.",
            value=lambda: [bool(one) for one in values.to_correct(values.claims())],
        ),
        Misconception(
            "sentences-not-ids",
            "`to_mend` holds the right rows, but another column than `id`.",
            value=lambda: values.picked(values.to_correct, "sentence_gist"),
        ),
    ),
    hints=(
        "There are two conditions, one on `kind` and one on `finding`; each allows two values.",
        "Make one mask for each condition; `isin([...])` allows several values.",
        "Join the two masks with `&`, brackets round each, and pick with `claims.loc[mask, ...]`.",
    ),
    minutes=4,
    points=2,
    level="apply",
    review="lesson 01, sections 'Pick rows with a mask' and 'Find the fault'",
    afterword="With `isin` there is no `|` left to go wrong.",
)

_SHARES: Final = Question(
    id="01.3",
    title="A share of what?",
    objective="shares",
    prompt="""\
The stub adds a column `voice` with three labels: `ministry`, `expert` and `others`.
A claim is *decided* if its finding is `supported`, `partly` or `contradicted` [~].
Of the decided claims of each voice, what share is `supported`?
Put the shares into `stands`: a dict or a Series with the three voices as labels and numbers
between 0 and 1, to within 0.005 [~].""",
    variable="stands",
    stub=f"{values.VOICE}\nstands = ...",
    expected=values.shares,
    judge=Mapping(each=Number(within=0.005)),
    misconceptions=(
        Misconception(
            "undecided-counted",
            "`stands` divides by all claims of a voice, questions and predictions included. "
            "Keep the decided rows first: what is open has not failed.",
            value=lambda: values.shares(decided=()),
        ),
        Misconception(
            "column-for-row",
            "`stands` divides by the number of supported claims, and so says how these are spread "
            "over the voices. Divide by the decided claims of each voice.",
            value=lambda: values.shares("columns"),
        ),
        Misconception(
            "whole-table-below-the-line",
            "`stands` divides by the decided claims of all voices together. "
            "Each voice needs a denominator of its own.",
            value=lambda: values.shares("all"),
        ),
        Misconception(
            "per-cent",
            "`stands` is in per cent. A share lies between 0 and 1.",
            value=values.per_cent,
        ),
        Misconception(
            "counts-for-shares",
            "`stands` holds counts. Divide each by the decided claims of its voice.",
            value=lambda: values.shares(divide=None),
        ),
        Misconception(
            "partly-counted-as-well",
            "`stands` counts what stands in part as well. The question asks for `supported` alone.",
            value=values.shares_in_part,
        ),
        Misconception(
            "partly-left-out",
            "`stands` divides by what is supported or contradicted. A claim that stands in part "
            "is decided too, and belongs below the line.",
            value=lambda: values.shares(decided=("supported", "contradicted")),
        ),
        Misconception(
            "all-claims-below-the-line",
            "`stands` divides by all claims of the article. Each voice needs a denominator of its "
            "own, of decided claims.",
            value=lambda: values.shares("all", decided=()),
        ),
        Misconception(
            "contradicted-for-supported",
            "`stands` gives the share that is contradicted. The question asks what share stands.",
            value=lambda: values.shares(column="contradicted"),
        ),
        Misconception(
            "rounded-too-far",
            "`stands` is rounded to one decimal place. Keep two or more.",
            value=lambda: values.rounded(1),
        ),
    ),
    hints=(
        "A share has a number above the line and one below. Which claims belong below?",
        "Filter the rows with `isin`, then count `voice` against `finding` with `pd.crosstab`.",
        "Of the three values of `normalize`, take the one that divides a row by its own sum.",
    ),
    minutes=5,
    points=2,
    level="understand",
    review="lesson 01, section 'Per cent of what?'",
    afterword="To be reported well is not to be right: these are findings about the article.",
)

READING_ASKED: Final = (_WHAT_FAILED, _MASK, _SHARES)
