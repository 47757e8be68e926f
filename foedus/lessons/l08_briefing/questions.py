"""The exercise of lesson 08: setup, objectives, questions, the open question."""

from typing import Final

from foedus.checking import OpenQuestion, Question
from foedus.lessons.l08_briefing.briefing_asked import BRIEFING_ASKED
from foedus.lessons.l08_briefing.numbers_asked import NUMBERS_ASKED
from foedus.lessons.l08_briefing.pairs_asked import PAIRS_ASKED

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import altair as alt
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
events = fo.load("events", as_of=AS_OF)
ties = fo.load("ties", as_of=AS_OF)
actors = fo.load("actors", as_of=AS_OF)
resolutions = fo.load("resolutions", as_of=AS_OF)
votes = fo.load("votes", as_of=AS_OF)
arms = fo.load("arms", as_of=AS_OF)
"""

OBJECTIVES: Final = {
    "any-pair": "write functions that filter the tables for any pair on any day",
    "strongest": "state the strongest tie of a pair, and say what it hides",
    "one-line": "put rows of several tables on one line of time with `concat`",
    "votes": "compute how often two states voted alike, with the right denominator",
    "deliveries": "tell what was delivered from what was ordered or reported",
    "sentences": "write five dated, attributed, hedged and sourced sentences, and export the page",
}

QUESTIONS: Final[tuple[Question, ...]] = (*PAIRS_ASKED, *NUMBERS_ASKED, *BRIEFING_ASKED)

OPEN: Final = OpenQuestion(
    id="08",
    prompt=(
        "**Your briefing.** Make the page in the answer cell of question 08.6, under "
        "`my_findings`, and hand it in with 120 to 180 words beside it [~]. "
        "Your five sentences are in `my_findings`; give them a question, a timeline, a matrix and "
        "at least one chart of your own:\n\n"
        "```python\n"
        "briefing = fo.Briefing(\n"
        '    question="...",\n'
        '    timeline=fo.Timeline(story_of(*my_findings["pair"]), date=AS_OF),\n'
        '    matrix=fo.AllianceMatrix(ties, actors, date=AS_OF, selected=my_findings["pair"]),\n'
        "    charts=[...],\n"
        "    **my_findings,\n"
        ")\n"
        'briefing.to_html("my_briefing.html")\n'
        "```\n\n"
        "`**my_findings` hands over each entry of the dict by its name. In the text below say why "
        "you chose this question, which evidence speaks against your main line, and what would "
        "change your mind."
    ),
    rubric=(
        (
            4,
            (
                "A question with a pair and a day that the evidence could answer with no. Five "
                "sentences, each with its voice, date, degree of certainty and a row that says as "
                "much and no less. A chart that carries one of them. Evidence against the main "
                "line is named and weighed, and so is what is not on file."
            ),
        ),
        (
            3,
            (
                "As above, but one sentence says more than its row, or the chart decorates, or the "
                "evidence against is named and not weighed."
            ),
        ),
        (
            2,
            (
                "The page is whole, but sentences lean one way: verbs are stronger than the "
                "evidence, voices are merged into one, or an empty table is read as zero."
            ),
        ),
        (1, "Sentences with sources, but no question that they answer; or a verdict with links."),
    ),
    minutes=10,
    points=4,
)
