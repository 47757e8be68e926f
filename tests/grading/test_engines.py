"""The quick engine says what a real kernel says, of every answer of the banks and of odd cells.

What a kernel says of each answer of the banks is proven by `tests/notebooks/test_states.py`; here
the quick engine is held against the same words. Cells that only a notebook knows are run in both.
"""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from foedus.checking.proofs import State, notebook_states
from foedus.checking.registry import Exercise, exercises
from foedus.editions.building import COURSE
from foedus.grading.engine import Engine, Job
from foedus.grading.examiner import Examiner
from foedus.grading.kernel import in_kernel

from .notebooks import answered, as_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.checking import Question

#: A kernel imports the libraries anew in its first cell, and the machine may be busy.
KERNEL_SECONDS = 20.0

EXERCISES = exercises()
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.number)


def papers_to_judge(exercise: Exercise) -> Iterator[dict[str, State]]:
    """Give notebooks, by question the state of its answer, until each state was in one."""
    references = exercise.answers()
    alone = [one for one in exercise.questions if not one.builds_on]
    states = {one.id: notebook_states(one, references[one.id]) for one in exercise.questions}
    for at in range(max(len(states[one.id]) for one in alone)):
        yield {one.id: states[one.id][at] for one in alone if at < len(states[one.id])}
    for question in exercise.questions:
        for state in states[question.id] if question.builds_on else ():
            yield {question.id: state, **earlier(exercise, question, states)}


def earlier(
    exercise: Exercise, question: Question, states: dict[str, list[State]]
) -> dict[str, State]:
    """Return the right answers that a question builds on, and what these build on."""
    found: dict[str, State] = {}
    for name in question.builds_on:
        found |= {name: states[name][0], **earlier(exercise, exercise.question(name), states)}
    return found


@each_exercise
def test_every_answer_of_the_banks_gets_its_verdict(exercise: Exercise, engine: Engine) -> None:
    jobs = [
        Job(
            states,
            exercise.number,
            as_bytes(answered(exercise.number, {name: one.code for name, one in states.items()})),
        )
        for states in papers_to_judge(exercise)
    ]
    judged = 0
    for job, paper in engine.judged(jobs):
        for verdict in paper["verdicts"]:
            if state := job.key.get(verdict["question"]):
                told = f"{verdict['question']} {state.name}: {verdict}"
                assert verdict["outcome"] == state.outcome, told
                assert state.message in verdict["message"] or state.outcome != "not-yet", told
                judged += 1
    assert judged >= sum(
        len(notebook_states(one, exercise.answers()[one.id])) for one in exercise.questions
    )


#: Cells that only a notebook understands, or that a program without a person cannot answer; each
#: stands before a right answer, in the same cell.
ODD = {
    "magics": "%time x = 1\n%precision 3\n%config InlineBackend.figure_format = 'svg'",
    "cell-magic": "%%time",
    "shell-commands": "!echo hello\nfiles = !ls",
    "display": "display(events.head())\nfrom IPython.display import HTML, clear_output\n"
    "display(HTML('<b>x</b>'))\nclear_output()",
    "widgets": "import ipywidgets\ndisplay(ipywidgets.IntSlider())\nfo.Timeline(events)",
    "plots": "display(alt.Chart(events).mark_bar().encode(x='phase:N', y='count()'))",
    "broken-plot": "display(alt.Chart(events).mark_bar().encode(x='nothing'))",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\n"
    "async def f():\n    return 3\ny = await f()",
    "running-loop": "import asyncio\ntry:\n    asyncio.run(asyncio.sleep(0))\n"
    "except RuntimeError:\n    z = 1\nassert z == 1",
    "input": "name = input('Your name? ')",
    "caught-input": "try:\n    name = input()\nexcept NotImplementedError:\n    pass",
    "stderr": "import sys\nprint('x' * 10000, file=sys.stderr)\nsys.stdout.flush()",
    "underscore": "_ = 3\n_\n__name__ == '__main__' or 1 / 0",
    "history": "In[0]; Out; _ih; get_ipython().user_ns['events']",
    "help": "events?\n?fo.load",
    "system-exit": "raise SystemExit",
    "keyboard-interrupt": "raise KeyboardInterrupt",
    "syntax-error": "this is no python",
    "indent-error": "  x = 1\n y = 2",
    "recursion": "def f():\n    return f()\nf()",
    "warning": "import warnings\nwarnings.warn('careful')",
    "unknown-magic": "%nothing",
    "threads": "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()",
    "files": "open('mine.txt', 'w').write('x')\nassert open('mine.txt').read() == 'x'",
    "dunder-file": "__file__",
    "annotations": "from __future__ import annotations\ndef f(x: nothing): ...",
    "future-stays": "x: int = 3",
    "unicode": "größe = 'ß'\nπ = 3",
    "tabs-and-crlf": "if True:\n\tx = 1\r\n",
}
#: Such as leave their mark on all that comes after them.
ROUGH = {
    "exit": "exit()",
    "reset": "%reset -f",
    "delete-fo": "del fo",
    "endless": "while True:\n    pass",
}


def _parts(cells: dict[str, str], size: int) -> Iterator[list[tuple[str, str]]]:
    items = iter(cells.items())
    while part := list(islice(items, size)):
        yield part


LESSON = EXERCISES[2]
REFERENCES = {name: one.reference for name, one in LESSON.answers().items()}
CHUNKS = [dict(part) for part in _parts(ODD, len(REFERENCES))]
CHUNKS += [{name: code} for name, code in ROUGH.items()]


def verdicts(papers: Iterable[Any]) -> list[tuple[str, str, str]]:
    return [(one["question"], one["outcome"], one["misconception"]) for one in papers]


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda one: "-".join([*one][:2]))
def test_a_cell_that_only_a_notebook_knows_gets_the_kernels_verdict(
    chunk: dict[str, str], engine: Engine
) -> None:
    odd = {
        name: f"{code}\n{REFERENCES[name]}"
        for name, code in zip(REFERENCES, chunk.values(), strict=False)
    }
    content = as_bytes(answered("02", {**REFERENCES, **odd}))
    [(_, quick)] = engine.judged([Job("odd", "02", content)])
    kernel = Examiner(COURSE / "solutions", KERNEL_SECONDS, in_kernel).judge("02", content)
    assert verdicts(quick["verdicts"]) == verdicts(map(asdict, kernel.verdicts))
    if "reset" not in chunk:
        spared = [one for one in quick["verdicts"] if one["question"] not in odd]
        assert {one["outcome"] for one in spared} <= {"correct"}


@each_exercise
def test_a_mixed_notebook_gets_the_same_messages_from_both_engines(
    exercise: Exercise, engine: Engine
) -> None:
    states = next(
        found for at, found in enumerate(papers_to_judge(exercise)) if at >= 5 and len(found) > 2
    )
    content = as_bytes(answered(exercise.number, {n: one.code for n, one in states.items()}))
    [(_, quick)] = engine.judged([Job("mixed", exercise.number, content)])
    kernel = Examiner(COURSE / "solutions", KERNEL_SECONDS, in_kernel).judge(
        exercise.number, content
    )
    ours = [(one["question"], one["outcome"], one["message"]) for one in quick["verdicts"]]
    assert ours == [(one.question, one.outcome, one.message) for one in kernel.verdicts]
