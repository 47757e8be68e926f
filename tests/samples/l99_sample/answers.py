"""Right and wrong answers to the sample's questions."""

from foedus.checking import Answers

ANSWERS = {
    "99.1": Answers(
        reference="how_many = len(treaties)",
        alternatives={
            "shape": "how_many = treaties.shape[0]",
            "count": "how_many = treaties['treaty'].count()",
            "float": "how_many = 3.0",
        },
        wrong=(
            ("how_many = treaties.shape[1]", "columns"),
            ("how_many = treaties.size", "cells"),
            ("how_many = len(treaties) + 1", "last-index"),
            ("how_many = treaties['year'].sum()", "sum"),
        ),
    ),
    "99.2": Answers(
        reference='early = treaties.loc[treaties["year"] < 1900, "treaty"].to_list()',
        alternatives={
            "series": "early = treaties[treaties.year < 1900].treaty",
            "other-order": "early = ['Turkmenchay', 'Gulistan']",
            "query": "early = treaties.query('year < 1900')['treaty'].tolist()",
        },
        wrong=(
            ("early = list(treaties.treaty)", "all"),
            ("early = list(treaties[treaties.year > 1900].treaty)", "late"),
            ("early = ['Gulistan']", "first"),
            ("early = list(treaties[treaties.year < 1900].year)", "years"),
        ),
    ),
}

OPEN_ANSWER = "It counts papers, not promises kept. It says nothing of what each party did."
