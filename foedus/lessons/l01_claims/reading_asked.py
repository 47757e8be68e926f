"""Questions 01.1 to 01.3: what a finding finds, masks, shares."""

from typing import Final

from foedus.checking import Collection, Mapping, Misconception, Number, Question, Text
from foedus.checking.reading import Items, Pairs, Plain
from foedus.lessons.l01_claims import values
from foedus.lessons.l01_claims.parameters import Kinds, Voices
from foedus.lessons.l01_claims.values import ATTRIBUTION, CONTENT

__all__ = ["READING_ASKED", "editor", "share"]

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


def _lacks_brackets(given: Plain, p: Kinds) -> bool:
    """Tell whether the brackets are missing round the kinds, or round the findings too."""
    wrong = (values.without_brackets, values.without_any_brackets)
    return isinstance(given, Items | Pairs) and any(
        sorted(map(str, given.entries)) == sorted(values.picked(p, keep)) for keep in wrong
    )


def editor(p: Kinds) -> Question:
    """Ask question 01.2."""
    name, (one, two, third) = p.findings.variable, p.plural
    return Question(
        id="01.2",
        title=p.findings.title,
        objective="masks",
        prompt=f"""\
An editor has time for some rows only: those whose kind is {p.asked}.
Put the ids of these claims into `{name}` (a list or a Series of str).""",
        variable=name,
        expected=lambda: values.picked(p, values.both),
        judge=Collection(),
        misconceptions=(
            Misconception(
                "and-before-or",
                f"`{name}` holds claims of one kind whatever their finding. Python ties `&` before "
                "`|`: put brackets round the two kinds.",
                matches=lambda given: _lacks_brackets(given, p),
            ),
            Misconception(
                "or-for-and",
                f"`{name}` holds claims that meet one of the two conditions. Both must hold: "
                "join the two masks with `&`.",
                value=lambda: values.picked(p, values.either),
            ),
            Misconception(
                "all-but-one-finding",
                f"`{name}` holds all that is not `{p.findings.other}`. A claim that cannot be "
                f"checked is not one to {p.findings.purpose}: name the two findings.",
                value=lambda: values.picked(p, values.all_but_one),
            ),
            Misconception(
                "every-kind",
                f"`{name}` holds {third} as well. The condition on `kind` is missing.",
                value=lambda: values.picked(p, values.of_findings),
            ),
            Misconception(
                "first-kind-only",
                f"`{name}` holds {one} only. {two.capitalize()} {p.findings.may}.",
                value=lambda: values.picked(p, values.first_kind),
            ),
            Misconception(
                "second-kind-only",
                f"`{name}` holds {two} only. {one.capitalize()} {p.findings.may}.",
                value=lambda: values.picked(p, values.second_kind),
            ),
            Misconception(
                "second-finding-only",
                f"`{name}` holds {p.findings.second_only} and leaves out {p.findings.first_only}.",
                value=lambda: values.picked(p, values.second_finding),
            ),
            Misconception(
                "first-finding-only",
                f"`{name}` holds {p.findings.first_only} and leaves out {p.findings.second_only}.",
                value=lambda: values.picked(p, values.first_finding),
            ),
            Misconception(
                "and-for-or",
                f"`{name}` is empty. No claim is of two kinds at once: `&` between two values of "
                "one column keeps nothing. Or is there a slip in the spelling?",
                value=list,
            ),
            Misconception(
                "mask-not-ids",
                f"`{name}` is the mask itself, true and false for every row. "
                "Use it to pick: `claims.loc[mask, column]`.",
                value=lambda: [bool(one) for one in values.both(values.claims(), p)],
            ),
            Misconception(
                "sentences-not-ids",
                f"`{name}` holds the right rows, but another column than `id`.",
                value=lambda: values.picked(p, values.both, "sentence_gist"),
            ),
        ),
        hints=(
            "There are two conditions, one on `kind` and one on `finding`; each allows two values.",
            "Make one mask for each condition; `isin([...])` allows several values.",
            (
                "Join the two masks with `&`, brackets round each, and pick with "
                "`claims.loc[mask, ...]`."
            ),
        ),
        minutes=4,
        points=2,
        level="apply",
        review="lesson 01, sections 'Pick rows with a mask' and 'Find the fault'",
        afterword="With `isin` there is no `|` left to go wrong.",
    )


def share(p: Voices) -> Question:
    """Ask question 01.3."""
    name, finding = p.share.variable, p.share.finding
    return Question(
        id="01.3",
        title="A share of what?",
        objective="shares",
        prompt=f"""\
The stub adds a column `voice` with three labels: {p.named[0]}.
A claim is *decided* if its finding is `supported`, `partly` or `contradicted` [~].
Of the decided claims of each voice, {p.named[1]}?
Put the shares into `{name}`: a dict or a Series with the three voices as labels and numbers
between 0 and 1, to within 0.005 [~].""",
        variable=name,
        stub=f"{p.code}\n{name} = ...",
        expected=lambda: values.shares(p),
        judge=Mapping(each=Number(within=0.005)),
        misconceptions=(
            Misconception(
                "undecided-counted",
                f"`{name}` divides by all claims of a voice, questions and predictions included. "
                "Keep the decided rows first: what is open has not failed.",
                value=lambda: values.shares(p, decided=()),
            ),
            Misconception(
                "column-for-row",
                f"`{name}` divides by the number of claims that are `{finding}`, and so says how "
                "these are spread over the voices. Divide by the decided claims of each voice.",
                value=lambda: values.shares(p, "columns"),
            ),
            Misconception(
                "whole-table-below-the-line",
                f"`{name}` divides by the decided claims of all voices together. "
                "Each voice needs a denominator of its own.",
                value=lambda: values.shares(p, "all"),
            ),
            Misconception(
                "per-cent",
                f"`{name}` is in per cent. A share lies between 0 and 1.",
                value=lambda: values.per_cent(p),
            ),
            Misconception(
                "counts-for-shares",
                f"`{name}` holds counts. Divide each by the decided claims of its voice.",
                value=lambda: values.shares(p, divide=None),
            ),
            Misconception(
                "other-counted-as-well",
                f"`{name}` counts what {p.share.is_other} as well. The question asks for "
                f"`{finding}` alone.",
                value=lambda: values.shares_of_both(p),
            ),
            Misconception(
                "other-left-out",
                f"`{name}` divides by what {p.share.is_it} or is contradicted. A claim that "
                f"{p.share.is_other} is decided too, and belongs below the line.",
                value=lambda: values.other_left_out(p),
            ),
            Misconception(
                "all-claims-below-the-line",
                f"`{name}` divides by all claims of the article. Each voice needs a denominator "
                "of its own, of decided claims.",
                value=lambda: values.shares(p, "all", decided=()),
            ),
            Misconception(
                "contradicted-for-the-asked",
                f"`{name}` gives the share that is contradicted. The question asks what share "
                f"{p.share.stands}.",
                value=lambda: values.shares(p, column="contradicted"),
            ),
            Misconception(
                "rounded-too-far",
                f"`{name}` is rounded to one decimal place. Keep two or more.",
                value=lambda: values.rounded(p, 1),
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


READING_ASKED: Final = (_WHAT_FAILED, editor(Kinds()), share(Voices()))
