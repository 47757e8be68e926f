"""The exercise of lesson 05: setup, objectives, questions, the open question."""

from typing import Final

from foedus.checking import OpenQuestion, Question
from foedus.lessons.l05_votes.measures_asked import MEASURES_ASKED
from foedus.lessons.l05_votes.records_asked import RECORDS_ASKED

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
resolutions = fo.load("resolutions", as_of=AS_OF)
resolutions = resolutions.astype({"topic": str, "body": str, "outcome": str})
votes = fo.load("votes", as_of=AS_OF).astype({"vote": str})
ukraine = resolutions[(resolutions["topic"] == "ukraine") & (resolutions["body"] == "UNGA")]
CAST = ["yes", "abstain", "no"]
"""

OBJECTIVES: Final = {
    "absence": "tell a no, an abstention, an absence and a missing seat apart",
    "charter": "say what Articles 2(4) and 51 and the veto do, and tell a no from a veto",
    "by-hand": "merge the votes of two states, and put their score into a function of your own",
    "measures": "say what S, kappa and pi add, and why kappa can be 0 or undefined",
    "matrix": "build a matrix of agreement with `apply` and `pivot`, and read it",
    "list": "show how the choice of texts moves a score, and say what no score can prove",
}

QUESTIONS: Final[tuple[Question, ...]] = (*RECORDS_ASKED, *MEASURES_ASKED)

OPEN: Final = OpenQuestion(
    id="05",
    prompt=(
        "On 22 June 2025 Russia's foreign ministry called the US strikes on Iran a breach of the "
        "Charter [@mfa-22-june-2025]. A friend says: *Russia votes against every text on Ukraine, "
        "so that charge is worthless* [~]. **Answer in 120 to "
        "180 words [~].** Give one number from the tables, with its list of texts, its rule for "
        "absences and how many votes it rests on. Say what the number shows about the speaker, "
        "and whether it shows that the charge is false. Then hold one other state to the same "
        "test, with a vote or a sourced statement. End with what would decide the charge itself."
    ),
    rubric=(
        (
            4,
            (
                "A right number with list, rule and count; credibility is told from truth, and the "
                "fallacy is named or explained; another state is held to the same test with a "
                "vote or a source, in the same tone; facts or law that would decide are named."
            ),
        ),
        (
            3,
            (
                "A right number, and speaker told from charge; but list, rule or count is missing, "
                "or the other state gets an assertion without a vote or source."
            ),
        ),
        (
            2,
            (
                "A number is given and read as if it settled the charge either way; or the "
                "argument is sound, but rests on no number; or one side only is tested."
            ),
        ),
        (1, "Agrees or disagrees with the friend, without a number and without a reason."),
    ),
    minutes=8,
    points=4,
)
