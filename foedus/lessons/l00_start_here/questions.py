"""The questions of lesson 00: small steps, each with a check; and what the lesson teaches."""

from functools import partial
from typing import Final

from foedus.checking import Collection, Misconception, OpenQuestion, Question, Whole
from foedus.lessons.l00_start_here import ideas
from foedus.lessons.l00_start_here.first_steps import KIND, ROWS, chance
from foedus.lessons.l00_start_here.parameters import Chance

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
events = fo.load("events", as_of=AS_OF)
claims = fo.load("claims", as_of=AS_OF)
sources = fo.load("sources", as_of=AS_OF)
ties = fo.load("ties", as_of=AS_OF)
actors = fo.load("actors", as_of=AS_OF)
"""

#: Objective by id, as a verb; each has a section of `lesson.md` that teaches it.
OBJECTIVES: Final = {
    "00-story": "say in a few sentences what happened from 13 to 22 June 2025 and what is asked",
    "00-notebook": "run and change a cell, and start afresh when something breaks",
    "00-widgets": "find an event in the timeline and a pair in the alliance matrix, on any date",
    "00-as-of": "explain what an as-of date hides, and why the course has one",
    "00-trace": "follow a sentence of the article to its row, its finding and its sources",
    "00-beliefs": "put what you believe now into probabilities, and keep them for later",
}

_LAST_DAY = Question(
    id="00.4",
    title="The last day",
    objective="00-story",
    prompt="""\
Which events are dated to 22 June 2025, the day of the article [~]?
Put their titles into `last_day` (a list or a Series of str).
The column `date` holds each date as text, such as `"2025-06-13"`.""",
    variable="last_day",
    expected=ideas.last_day,
    judge=Collection(),
    misconceptions=(
        Misconception(
            "no-filter",
            "`last_day` holds the titles of all events. A mask is missing: which rows do you want?",
            value=partial(ideas.titles, "all"),
        ),
        Misconception(
            "the-mask-itself",
            "`last_day` is the mask: one True or False a row. Use it inside `events.loc[...]` to "
            "pick rows.",
            matches=ideas.is_mask,
        ),
        Misconception(
            "turned-round",
            "`last_day` holds every day but the last: `!=` means *is not*.",
            value=partial(ideas.titles, "others"),
        ),
        Misconception(
            "first-day-of-the-war",
            "`last_day` holds the first day of the war. The article appeared on its tenth.",
            value=partial(ideas.titles, "first"),
        ),
        Misconception(
            "ids-not-titles",
            "`last_day` holds the ids of the right events. Their titles stand in another column.",
            value=partial(ideas.last_day, "id"),
        ),
        Misconception(
            "dates-not-titles",
            "`last_day` holds the date of the right rows, again and again. Ask for the column "
            "with the titles.",
            value=partial(ideas.last_day, "date"),
        ),
        Misconception(
            "one-row-only",
            "`last_day` holds the last row only. The day has more rows than one.",
            value=ideas.last_row,
        ),
    ),
    hints=(
        "Look at the cell `one-day` of lesson 00: it picks the rows of one day. Change the day.",
        'A mask is a comparison: `events["date"] == ...`. It is True in the rows you want.',
        "`events.loc[mask, column]`: which rows, then which column (its name in quotation marks).",
    ),
    minutes=4,
    points=2,
    level="apply",
    review="lesson 00, sections 'What the chart does not show' and 'How a notebook works'",
    afterword="One act of war and three kinds of words about it. Who says what is lesson 01.",
)

_HIDDEN = Question(
    id="00.5",
    title="What the eve did not know",
    objective="00-as-of",
    prompt="""\
Load the events as they could be known on the eve of the war, with `as_of="2025-06-12"`.
How many rows does that [[as-of date]] hide, of those that `events` shows?
Put the number into `hidden` (int).""",
    variable="hidden",
    expected=ideas.hidden,
    judge=Whole(),
    misconceptions=(
        Misconception(
            "shown-not-hidden",
            "`hidden` counts the rows that are shown on the eve. How many of `events` are not "
            "among them?",
            value=ideas.shown_on_the_eve,
        ),
        Misconception(
            "wrong-way-round",
            "`hidden` is below zero: take the smaller number from the larger.",
            value=lambda: -ideas.hidden(),
        ),
        Misconception(
            "a-day-too-late",
            "`hidden` takes the first day of the war for its eve. An as-of date shows its own day "
            "too.",
            value=partial(ideas.hidden, "2025-06-13"),
        ),
        Misconception(
            "nothing-hidden",
            "`hidden` counts all rows of `events`. Some of them were known on the eve.",
            value=ideas.event_count,
        ),
        Misconception(
            "nothing-loaded-before",
            "`hidden` is zero: both tables have the same date. Give the second its own `as_of`.",
            value=lambda: 0,
        ),
        Misconception(
            "another-table",
            "`hidden` compares the table `ties`. The question is about events.",
            value=ideas.hidden_ties,
        ),
        Misconception(
            "rows-after-the-day",
            "`hidden` starts from a table without an as-of date. Start from `events`, as the setup "
            "cell made it.",
            value=ideas.hidden_of_everything,
        ),
    ),
    hints=(
        "There are two tables: what was known on the article's day, and what on the eve.",
        "Load the events again as the setup cell does, under another name and with that `as_of`.",
        "Count each table with `len`, and take the number of the eve from that of `events`.",
    ),
    minutes=4,
    points=2,
    level="apply",
    review="lesson 00, section 'The as-of date'",
    afterword="These rows are the ten days of the war. On the eve nobody could know any of them.",
)

_PUBLISHERS = Question(
    id="00.6",
    title="To the source",
    objective="00-trace",
    prompt="""\
The article reports a claim of President Putin's: Iran had not asked for military support
[@c15-iran-not-asked].
The stub takes its row and, from the row, the ids of its sources.
Who published these sources?
Put the publishers into `publishers` (a list or a Series of str).
Then run `claim["what_sources_say"]` in a cell of its own: does the claim stand?""",
    variable="publishers",
    stub=f"{ideas.TRAIL}publishers = ...",
    expected=ideas.of_sources,
    judge=Collection(),
    misconceptions=(
        Misconception(
            "ids",
            "`publishers` holds the ids of the sources. Each id leads to a row of the table "
            "`sources`; look the publisher up there.",
            value=ideas.source_ids,
        ),
        Misconception(
            "titles",
            "`publishers` holds the titles of the pages. Who published them stands in another "
            "column.",
            value=partial(ideas.of_sources, "title"),
        ),
        Misconception(
            "addresses",
            "`publishers` holds the addresses of the pages. Who published them stands in another "
            "column.",
            value=partial(ideas.of_sources, "url"),
        ),
        Misconception(
            "every-source",
            "`publishers` holds the publisher of every source of the course. Pick the rows of "
            "`ids` only.",
            value=ideas.all_publishers,
        ),
        Misconception(
            "speaker",
            "`publishers` holds who made the claim. Who reported it is another matter: look in "
            "`sources`.",
            value=ideas.speaker,
        ),
        Misconception(
            "the-article",
            "`publishers` holds the publisher of the article. The question is where its claim can "
            "be checked.",
            value=ideas.articles_publisher,
        ),
        Misconception(
            "first-source-only",
            "`publishers` holds one publisher. There are more ids than one: take all their rows.",
            value=ideas.first_publisher,
        ),
    ),
    hints=(
        "Run `ids` in a cell, then `sources`. Where in `sources` do the ids stand?",
        '`sources.set_index("id")` makes the ids labels; then `.loc` picks rows by label.',
        '`.loc[ids, "title"]` would give the titles. You want another column.',
    ),
    minutes=5,
    points=2,
    level="apply",
    review="lesson 00, section 'How the course knows'",
    afterword="One reports his words; the other an earlier request. Both can be true, of two days.",
)

QUESTIONS: Final = (chance(Chance()), ROWS, KIND, _LAST_DAY, _HIDDEN, _PUBLISHERS)

OPEN: Final = OpenQuestion(
    id="00",
    prompt="""\
Lesson 00 asked for six probabilities.
Choose two of the six statements: the one you are surest of, and the one you are least sure of.
For each, write down your number, why you believe it, and where you have that from.
Then say which document or event would change your mind, and in which direction.
Keep this text: lesson 07 asks you to read it again [~].""",
    rubric=(
        (
            4,
            (
                "gives a number and a reason for both, says where each reason comes from, names "
                "for each what would change it and which way, and tells knowing from guessing"
            ),
        ),
        (
            3,
            "gives numbers, reasons and what would change them, but not where these come from",
        ),
        (2, "gives numbers and reasons for both, but nothing that could change them"),
        (1, "gives numbers without reasons, or reasons without numbers"),
    ),
    minutes=8,
    points=4,
)
