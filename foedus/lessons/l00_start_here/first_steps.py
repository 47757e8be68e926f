"""The first three questions of lesson 00: a number, a count, one value of a row."""

from functools import partial

from foedus.checking import Misconception, Number, Question, Text, Whole
from foedus.lessons.l00_start_here import ideas
from foedus.lessons.l00_start_here.parameters import Chance

__all__ = ["KIND", "ROWS", "chance"]


def chance(p: Chance) -> Question:
    """Ask question 00.1."""
    return Question(
        id="00.1",
        title=p.words.capitalize(),
        objective="00-beliefs",
        prompt=f"""\
A friend says: it will happen, *{p.words}*.
Put that into `chance` as a [[probability]], a number from 0 (impossible) to 1 (certain) [~].

**Be wrong on purpose first.** Write `{p.percent}` in place of `...`, run the cell, run the check \
below it,
and read what it says [~].
Then correct the number and run both cells again.""",
        variable="chance",
        expected=lambda: p.share,
        judge=Number(within=0.001),
        misconceptions=(
            Misconception(
                "percent",
                "`chance` is in per cent: of a hundred times, how often? A probability asks the "
                "same "
                "of one: it goes from 0 to 1. This was the wrong answer on purpose. Change the "
                "number, "
                "run the cell, and run this check again.",
                value=lambda: p.share * 100,
            ),
            Misconception(
                "the-other-way",
                "`chance` is the probability that it does *not* happen. The friend thinks it will.",
                value=lambda: 1 - p.share,
            ),
            Misconception(
                "odds",
                "`chance` is odds: how much likelier it is to happen than not. A probability "
                "compares "
                "with all the times, and is never above 1.",
                value=lambda: p.share / (1 - p.share),
            ),
            Misconception(
                "upside-down",
                "`chance` is above 1: the fraction stands on its head. Which number is the whole?",
                value=lambda: 1 / p.share,
            ),
            Misconception(
                "out-of-the-sum",
                "`chance` divides by both numbers together. Out of how many times does it happen?",
                value=lambda: p.times / (p.times + p.of),
            ),
            Misconception(
                "text-for-number",
                "`chance` is text, because it stands between quotation marks. A number stands "
                "without.",
                matches=lambda plain: isinstance(plain, str),
            ),
        ),
        hints=(
            "A probability is a share: how many times out of all the times?",
            "Python divides with `/`. You may write a division, or a number with a point in it.",
            "Divide the times that it happens by all the times. Half the times would be `1 / 2`.",
        ),
        minutes=3,
        points=1,
        level="understand",
        review="lesson 00, section 'What do you believe now?'",
        afterword="So a check works: you try, it answers, you try again. Wrong tries cost nothing.",
    )


ROWS = Question(
    id="00.2",
    title="Count the rows",
    objective="00-notebook",
    prompt="""\
A table is rows and columns; in `events` each row is one event.
How many rows has `events`?
Let Python count, and put the number into `how_many` (int).
To look at the table first, run `events` in a cell of your own.""",
    variable="how_many",
    expected=ideas.event_count,
    judge=Whole(),
    misconceptions=(
        Misconception(
            "columns",
            "`how_many` is the number of columns: what is known of each event. Count the rows.",
            value=ideas.column_count,
        ),
        Misconception(
            "cells",
            "`how_many` counts every cell, rows times columns. Count the rows only.",
            value=ideas.cell_count,
        ),
        Misconception(
            "last-label",
            "`how_many` is the label of the last row. Labels begin at 0, so there is one row more "
            "than the last label says.",
            value=lambda: ideas.event_count() - 1,
        ),
        Misconception(
            "letters-of-the-name",
            "`how_many` counts the letters of the word `events`. Without quotation marks, the name "
            "means the table.",
            value=lambda: len("events"),
        ),
        Misconception(
            "another-table",
            "`how_many` counts another table, `claims`. The question is about `events`.",
            value=ideas.claim_count,
        ),
        Misconception(
            "rows-after-the-day",
            "`how_many` counts rows from after the article's day too. Use the table `events` of "
            "the setup cell: run that cell again.",
            value=ideas.all_on_file,
        ),
    ),
    hints=(
        "Python has a function that counts what is in a list. It counts the rows of a table too.",
        "The function is called `len`, for *length*. What it is to count stands in its brackets.",
        "For the table of claims it would be `len(claims)`.",
    ),
    minutes=2,
    points=1,
    level="recall",
    review="lesson 00, section 'How a notebook works'",
    afterword="The number is about the table. How much happened is another question.",
)

KIND = Question(
    id="00.3",
    title="A pair in the matrix",
    objective="00-widgets",
    prompt="""\
The stub makes an [[alliance matrix]] for a day late in the time of the Shah and takes from its
table one row: the United States and Iran [~].
Run `matrix` in a cell of its own to see the widget, and `pair` in another to see the row.
What [[tie]] does the row show? Pick the value of its column `kind`, and put it into `kind`
(text).""",
    variable="kind",
    stub=f"{ideas.PAIR}kind = ...",
    expected=partial(ideas.of_pair, "kind"),
    judge=Text(ignore_case=True, ignore_space=True),
    misconceptions=(
        Misconception(
            "whole-row",
            "`kind` is the whole row. Pick one column of it: its name in square brackets after "
            "`pair`.",
            matches=ideas.is_many,
        ),
        Misconception(
            "the-name-itself",
            "`kind` holds the word kind, the name of the column. What stands in that column?",
            value=lambda: "kind",
        ),
        Misconception(
            "letter",
            "`kind` is the letter of the cell. The letter is short for a word: take the word from "
            "the column.",
            value=lambda: "D",
        ),
        Misconception(
            "effect",
            "`kind` says whether the tie is in effect. That is another column: `effect`.",
            value=partial(ideas.of_pair, "effect"),
        ),
        Misconception(
            "the-articles-day",
            "`kind` is of the article's day. Then the pair has no treaty and no embassies. "
            "Leave the date of the stub as it is.",
            value=ideas.hostile_on_the_day,
        ),
        Misconception(
            "words-of-the-widget",
            "`kind` is what the widget's key calls it. Take the value from the row `pair`: the "
            "table spells it in its own way.",
            matches=ideas.is_word_of_the_key,
        ),
        Misconception(
            "code",
            "`kind` is the code of an actor. It stands in column `a` or `b`.",
            matches=ideas.is_code,
        ),
    ),
    hints=(
        "A row has a value for each column. Run `pair` in a cell: columns left, values right.",
        'A value is picked by the name of its column: `row["name"]`, with quotation marks.',
        'The day\'s state of the tie would be `pair["effect"]`. You want another column.',
    ),
    minutes=4,
    points=2,
    level="apply",
    review="lesson 00, section 'Meet the two widgets'",
    afterword="So were things once. Change the date of the matrix, and see how long it lasted.",
)
