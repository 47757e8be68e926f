"""The exercise of lesson 01: setup, objectives, questions, the open question."""

from typing import Final

from foedus.checking import OpenQuestion, Question
from foedus.lessons.l01_claims.reading_asked import READING_ASKED
from foedus.lessons.l01_claims.voices_asked import VOICES_ASKED

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import altair as alt
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
claims = fo.load("claims", as_of=AS_OF)
about = fo.load("sources", as_of=AS_OF).set_index("id")[["kind", "publisher", "title"]]
links = claims[["id", "sources"]].assign(page=claims["sources"].str.split()).explode("page")
links = links[["id", "page"]].join(about, on="page").reset_index(drop=True)
AGENCIES = r"\\b(AFP|AP|Anadolu|Reuters|dpa|IRNA|Newsweek|Wikipedia)\\b"
agency = links["publisher"].str.extract(AGENCIES, expand=False)
links["origin"] = agency.fillna(links["publisher"])
"""

OBJECTIVES: Final = {
    "anatomy": "split a sentence of the news into claim, attribution and finding",
    "chart": "draw a bar chart of counts with Altair: table, mark, encoding",
    "masks": "pick rows with masks joined by `&`, `|` and `~`, brackets included",
    "voices": "tell the voices of a state apart, and find words given to the wrong one",
    "shares": "count with `crosstab`, and say of what a share is a share",
    "provenance": "trace where a text comes from, and count witnesses, not pages",
}

QUESTIONS: Final[tuple[Question, ...]] = (*READING_ASKED, *VOICES_ASKED)

OPEN: Final = OpenQuestion(
    id="01",
    prompt=(
        "Choose one of these claims: `c15-iran-not-asked`, `c18-shahed-geranium`, "
        "`c35-us-strikes-fact`, `c36-israel-air-raids`. **Write its card and a verdict**, in 120 "
        "to 200 words [~]. Say who says it in the article and who really said it; through which "
        "hands it came to the article and to us, page by page; how many witnesses are left when "
        "echoes are taken out; the finding on 22 June 2025 and how sure you are [~]. Then defend "
        "the finding against a second coder who would choose another, or give in to that coder."
    ),
    rubric=(
        (
            4,
            (
                "Article's voice and real speaker are told apart; the chain is followed page by "
                "page, with kinds and shared origins; the finding is separated into *said so* and "
                "*is so* where needed, with a degree of certainty; the second coder's case is put "
                "fairly and answered by a rule."
            ),
        ),
        (
            3,
            (
                "Speaker, chain and finding are right, but witnesses are counted as pages, or the "
                "second coder is answered without a rule."
            ),
        ),
        (
            2,
            (
                "The finding is given with sources, but the chain is missing, or the article's "
                "attribution is taken over unchecked."
            ),
        ),
        (1, "A verdict, true or false, without sources or without a speaker."),
    ),
    minutes=8,
    points=4,
)
