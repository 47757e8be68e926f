"""Questions 01.4 to 01.6: a chart, three voices of a state, pages and witnesses."""

from typing import Final

from foedus.checking import Collection, Mapping, Misconception, Question, Whole
from foedus.lessons.l01_claims import values
from foedus.lessons.l01_claims.bars import Bars

__all__ = ["VOICES_ASKED"]

_CHART: Final = Question(
    id="01.4",
    title="The expert's claims, drawn",
    objective="chart",
    prompt="""\
How do the claims of the expert fare?
Draw a bar chart of the findings of all claims whose `speaker` holds the name `Smagin` [~].
One axis shows `finding`, the other how many claims have it.
Put it into `chart`, an Altair chart; a last line `chart` shows it.
Whether the bars lie or stand does not matter.""",
    variable="chart",
    expected=lambda: values.findings_where(values.by_the_expert),
    judge=Bars(field="finding"),
    misconceptions=(
        Misconception(
            "everybody",
            "`chart` shows the findings of all claims. Pick the expert's rows with a mask first.",
            value=lambda: values.findings_where(values.everybody),
        ),
        Misconception(
            "one-label-only",
            "`chart` shows only rows whose speaker is one label exactly. The same man stands under "
            "several labels: look for his name in the text.",
            value=lambda: values.findings_where(values.expert_alone),
        ),
        Misconception(
            "one-label-overlooked",
            "`chart` shows rows whose speaker begins with the paper's name. In one label of his "
            "the name stands further on: look for it anywhere in the text.",
            value=lambda: values.findings_where(values.label_begins),
        ),
        Misconception(
            "gist-for-speaker",
            "`chart` shows rows that name him in the sentence. Some of his claims do not name him, "
            "and one is about him: look in `speaker`.",
            value=lambda: values.findings_where(values.about_the_expert),
        ),
        Misconception(
            "mask-turned-round",
            "`chart` shows everybody else's claims: the mask is turned round.",
            value=lambda: values.findings_where(values.not_the_expert),
        ),
        Misconception(
            "kinds-for-findings",
            "`chart` shows the kinds of his sentences, under the name `finding`. "
            "Count the other column.",
            value=lambda: values.findings_where(values.by_the_expert, "kind"),
        ),
    ),
    hints=(
        "Three steps: pick the rows, count, draw.",
        "`.str.contains(...)` makes the mask; `value_counts` and `reset_index` make the table.",
        "`alt.Chart(table)`, then `.mark_bar()`, then `.encode` with a column for each axis.",
    ),
    minutes=6,
    points=2,
    level="apply",
    review="lesson 01, sections 'Your first chart' and 'Pick rows with a mask'",
    afterword="None of his claims is contradicted, and yet nobody has found the interview.",
)

_VOICES: Final = Question(
    id="01.5",
    title="A colleague's Kremlin",
    objective="voices",
    prompt="""\
A colleague counts the claims of “the Kremlin” [~]. In the pattern `|` means *or*:

```python
kremlin = claims["speaker"].str.contains("Kremlin|MFA|Putin")
print(kremlin.sum(), "claims of the Kremlin")
```

The code runs, and it makes one voice of three. It also takes in a row that is somebody else's.
Count anew, by whose words they *really* are: `speaker` tells, and for row `c32` its
`what_sources_say` [~].
A paraphrase of the ministry's statement counts as the ministry's, and a row that only blends a
name into an expert's sentence is the expert's.
Put the three counts into `voices`: a dict or a Series with the labels `"foreign ministry"`,
`"president"` and `"spokesman"`.""",
    variable="voices",
    stub="""\
named = claims["speaker"].str.contains("Kremlin|MFA|Putin")
print(claims.loc[named, ["id", "speaker"]].to_string())

voices = ...""",
    expected=values.voices,
    judge=Mapping(each=Whole()),
    misconceptions=(
        Misconception(
            "no-name-no-voice",
            "`voices` finds nothing for the spokesman. His name stands in no `speaker`, since the "
            "article gives his warning to another: read row `c32`.",
            value=lambda: values.by_name(warning=0),
        ),
        Misconception(
            "search-by-name",
            "`voices` goes by names alone. The spokesman's name stands in no `speaker`, and the "
            "president's stands in rows that are not his words: read `c32`, and each label whole.",
            value=lambda: values.by_name(warning=0, blended=1),
        ),
        Misconception(
            "name-for-voice",
            "`voices` counts for the president every row that holds his name. In one of them he "
            "declined to speak, and in one the name is only blended in.",
            value=lambda: values.by_name(blended=1),
        ),
        Misconception(
            "one-too-many-for-the-president",
            "`voices` counts one row too many for the president. Is it the warning that another "
            "man gave, or a forecast into which the name is blended?",
            value=lambda: values.voices(blended=True),
        ),
        Misconception(
            "paraphrase-overlooked",
            "`voices` misses a row of the ministry's: not every label begins with `Russian`. "
            "Look for the shorter name.",
            value=lambda: values.voices(ministry="Russian MFA"),
        ),
        Misconception(
            "label-exactly",
            "`voices` counts only rows whose label is the ministry's name and nothing more. "
            "The other labels say in more words whose statement it is.",
            value=lambda: values.voices(ministry="^Russian MFA$"),
        ),
        Misconception(
            "kremlin-for-spokesman",
            "`voices` gives the rows labelled Kremlin to the spokesman. The same labels say "
            "whose statement it is in fact.",
            value=values.by_the_articles_names,
        ),
        Misconception(
            "kremlin-rows-dropped",
            "`voices` gives the rows labelled Kremlin to nobody. The same labels say whose "
            "statement it is in fact.",
            value=values.kremlin_rows_dropped,
        ),
        Misconception(
            "warning-given-to-nobody",
            "`voices` takes row `c32` from the president and gives it to nobody. Its "
            "`what_sources_say` names the man who spoke.",
            value=lambda: {**values.voices(), "spokesman": 0},
        ),
    ),
    hints=(
        "A ministry, a president and his spokesman are three voices, whatever the article writes.",
        "Make a mask for each voice from `speaker`, and take row `c32` out by its id.",
        "For the president use `&` and `~`: his name, but not the warning, and not the expert's.",
    ),
    minutes=7,
    points=3,
    level="analyse",
    review="lesson 01, section 'One statement, four names'",
    afterword="Behind the largest of the three numbers stands a single sheet of paper.",
)

_ECHOES: Final = Question(
    id="01.6",
    title="Pages and witnesses",
    objective="provenance",
    prompt="""\
The table `links` of the setup has one row for each page that a claim rests on.
Its column `origin` is the agency or paper that the *publisher's* name gives away.
Three pages whose `title` names the `Washington Post` retell one report of that paper: give them
one origin. An agency counts once, even with several texts [~].
Then find the claims that have fewer different origins than pages, because two or more of their
pages share one.
Put their ids into `echoes` (a list or a Series of str).""",
    variable="echoes",
    expected=lambda: values.fewer_origins(values.retold()),
    judge=Collection(repeats=False),
    misconceptions=(
        Misconception(
            "titles-overlooked",
            "`echoes` trusts the publisher's name alone. Put the three retold pages under one "
            "origin first: a mask on `title` finds them.",
            value=lambda: values.fewer_origins(values.links()),
        ),
        Misconception(
            "mask-not-ids",
            "`echoes` is a mask, true and false. Use it to pick the `id` of the rows it marks.",
            value=lambda: [True, False],
        ),
        Misconception(
            "one-origin",
            "`echoes` holds the claims that rest on one origin. Most of them have one page as "
            "well: compare origins with pages.",
            value=lambda: values.single_origin(values.retold()),
        ),
        Misconception(
            "kinds-for-origins",
            "`echoes` compares pages with kinds of source. Two news pages can be two witnesses.",
            value=lambda: values.fewer_origins(values.links(), "kind"),
        ),
        Misconception(
            "publishers-for-origins",
            "`echoes` compares publishers. Two papers that print one agency's text are two "
            "publishers and one origin.",
            value=lambda: values.fewer_origins(values.retold(), "publisher"),
        ),
        Misconception(
            "copies-only",
            "`echoes` holds the claims that rest on a page of the kind `copy`. A lone copy is no "
            "echo, and an agency's text in two papers is one without that label.",
            value=values.with_a_copy,
        ),
        Misconception(
            "several-pages",
            "`echoes` holds all claims with more than one page. Some of them have as many origins.",
            value=values.several_pages,
        ),
        Misconception(
            "repeats-over-the-table",
            "`echoes` drops an origin that *another* claim has used before. "
            "Count the origins inside each claim.",
            value=values.pages_seen_elsewhere,
        ),
    ),
    hints=(
        "Where two pages of one claim share an origin, a row repeats an earlier one.",
        "Correct `origin` first: make a mask on `title`, then `links.loc[mask, ...] = ...`.",
        "`links.duplicated([...])` with two columns is a mask of the repeats; pick `id` by it.",
    ),
    minutes=8,
    points=3,
    level="analyse",
    review="lesson 01, section 'One witness or two?'",
    afterword="Origins are an upper limit: two that look apart may still share a third.",
)

VOICES_ASKED: Final = (_CHART, _VOICES, _ECHOES)
