"""Attacks on the notebook itself: its check cells, names, metadata, stored outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .making import cell_of, coded

if TYPE_CHECKING:
    from collections.abc import Callable

    from .attack import Attack

__all__ = ["ATTACKS"]

_FAMILY: Final = "edited notebooks"
_CHECKS: Final = tuple(f"02-q{number}-check" for number in range(1, 9))
_WRONG: Final = "hours = 1.0"


def _checks(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell_of(made, name) for name in _CHECKS]


def _points(made: dict[str, Any]) -> None:
    for cell in made["cells"]:
        graded = cell["metadata"]["nbgrader"]
        if "points" in graded:
            graded["points"] = 1000


def _all_graded(made: dict[str, Any]) -> None:
    """Make every cell a passed check of its own: it runs, and is worth points."""
    for cell in made["cells"]:
        cell["metadata"]["nbgrader"].update(grade=True, locked=False, points=50)


def _deleted(made: dict[str, Any]) -> None:
    made["cells"] = [cell for cell in made["cells"] if cell["id"] not in _CHECKS]


def _edited(made: dict[str, Any]) -> None:
    for cell in _checks(made):
        cell["source"] = "assert True"


def _unlocked(made: dict[str, Any]) -> None:
    """Say that the edited checks are answers, which graders leave as they are."""
    _edited(made)
    for cell in _checks(made):
        cell["metadata"]["nbgrader"].update(solution=True, locked=False)
        cell["metadata"].update(editable=True, deletable=True)


def _no_metadata(made: dict[str, Any]) -> None:
    _edited(made)
    for cell in _checks(made):
        cell["metadata"] = {}


def _duplicated(made: dict[str, Any]) -> None:
    for cell in _checks(made):
        at = made["cells"].index(cell)
        made["cells"].insert(at + 1, {**cell, "source": "pass"})


def _same_grade_ids(made: dict[str, Any]) -> None:
    """Give every check the name of the easiest, which is answered rightly."""
    easiest = cell_of(made, "02-q1-check")
    for cell in _checks(made)[1:]:
        cell["source"] = easiest["source"]


def _exchanged(made: dict[str, Any]) -> None:
    """Exchange the names of an easy check that passes and a dear one that does not."""
    one, other = cell_of(made, "02-q1-check"), cell_of(made, "02-q7-check")
    for key in ("id", "metadata"):
        one[key], other[key] = other[key], one[key]


def _same_ids(made: dict[str, Any]) -> None:
    for cell in made["cells"]:
        cell["id"] = "02-q1-check"


def _kind(kind: str) -> Callable[[dict[str, Any]], None]:
    def change(made: dict[str, Any]) -> None:
        for cell in _checks(made):
            cell["cell_type"] = kind
            cell.pop("outputs", None)
            cell.pop("execution_count", None)

    return change


def _first(made: dict[str, Any]) -> None:
    """Put all checks before the first cell, where nothing has been answered yet."""
    checks = _checks(made)
    made["cells"] = checks + [cell for cell in made["cells"] if cell not in checks]


def _forged_outputs(made: dict[str, Any]) -> None:
    text = "Correct: 02.3\nWell done. Points: 2/2"
    html = "<div class='fo-outcome fo-correct'><p><strong>Correct</strong></p></div>"
    for count, cell in enumerate(_checks(made), start=1):
        shown = {"text/plain": text, "text/html": html}
        cell["execution_count"] = count
        cell["outputs"] = [
            {
                "output_type": "execute_result",
                "execution_count": count,
                "data": shown,
                "metadata": {},
            },
        ]
    made["metadata"]["grade"] = {"score": 100, "passed": True}


def _counts(made: dict[str, Any]) -> None:
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = 2**63
            cell["outputs"] = [
                {"output_type": "stream", "name": "stdout", "text": "Correct\n" * 99}
            ]


def _setup(made: dict[str, Any]) -> None:
    code = "import foedus\n\n\ndef passed(*_):\n    return 'Correct'\n\n\n"
    setup = cell_of(made, "02-setup")
    lines = "".join(setup["source"])
    setup["source"] = f"{code}{lines}\nfo.check = foedus.check = foedus.checking.check = passed\n"


def _kernel(made: dict[str, Any]) -> None:
    made["metadata"]["kernelspec"] = {
        "name": "../../bin/sh",
        "display_name": "Correct",
        "language": "correct",
        "argv": ["sh", "-c", "exit 0"],
    }


def _skipping(made: dict[str, Any]) -> None:
    """Use the tags and settings by which tools leave cells out."""
    tags = [
        "raises-exception",
        "skip-execution",
        "nbval-skip",
        "nbval-ignore-output",
        "otter_ignore",
    ]
    for cell in _checks(made):
        cell["metadata"]["tags"] = tags
        cell["metadata"]["otter"] = {"ignore": True}
    made["metadata"]["otter"] = {"tests": {}, "OK_FORMAT": True}
    made["metadata"]["celltoolbar"] = "Create Assignment"


def _forged_cells(made: dict[str, Any]) -> None:
    """Add checks of questions that do not exist, or exist already, with many points."""
    like = cell_of(made, "02-q1-check")
    for name in ("02-q9-check", "03-q1-check", "02-q1-check-2", "../02-q2-check"):
        graded = {**like["metadata"]["nbgrader"], "grade_id": name, "points": 500}
        made["cells"].append({**like, "id": name[:64], "metadata": {"nbgrader": graded}})


def _fields(made: dict[str, Any]) -> None:
    """Repeat keys and add others that a grader may read."""
    made.update(grades={"02.3": 2}, score=22, max_score=22, outcome="correct")
    for cell in made["cells"]:
        cell.update(score=10, outcome="correct", question="02.3", points=10)


def _edit(
    name: str,
    note: str,
    edit: Callable[[dict[str, Any]], None],
    *,
    around: tuple[str, ...] = ("correct",),
    rest: tuple[str, ...] = ("not-attempted",),
) -> Attack:
    own = tuple(dict.fromkeys(["not-yet", *rest]))
    return coded(
        name,
        _FAMILY,
        "marks",
        note,
        _WRONG,
        own=own,
        before=around,
        after=around,
        rest=rest,
        edit=edit,
    )


_LOST: Final = ("correct", "tampered", "not-attempted", "not-yet")
_STUBS: Final = ("not-attempted", "tampered")

_ORACLE = """\
promise = "none"
for word in sorted(set(clauses["clause_type"].astype(str))):
    try:
        if fo.check("03.1", word) is not None:
            promise = word
            break
    except fo.NotYet:
        pass
"""

_ORACLE_JUDGE = """\
from foedus.checking import judging, registry

hours = 0.0
asked = registry.question("02.3")
for minutes in range(0, 100 * 60):
    if judging.judge(asked, minutes / 60).passed:
        hours = minutes / 60
        break
"""

_HINTS = """\
import io
import contextlib
import re

with contextlib.redirect_stdout(io.StringIO()) as heard:
    for _ in range(5):
        print(fo.hint("02.3"))
numbers = [float(one) for one in re.findall(r"\\d+\\.\\d+", heard.getvalue())]
hours = numbers[0] if numbers else 0.0
"""

_PROGRESS = """\
import json
from pathlib import Path

state = {"format": 1, "questions": {}}
for number in range(1, 9):
    state["questions"][f"02.{number}"] = {"outcome": "correct", "tries": 1, "hints": 0, "last": ""}
for folder in (Path.cwd(), Path.home(), *Path.cwd().parents):
    try:
        (folder / "foedus_progress.json").write_text(json.dumps(state))
    except OSError:
        pass
hours = 1.0
"""

ATTACKS: Final = (
    _edit("points-of-a-thousand", "the metadata say that each check is worth 1000 points", _points),
    _edit("every-cell-graded", "the metadata make every cell a check with points", _all_graded),
    _edit("checks-deleted", "no check is left", _deleted),
    _edit("checks-edited", "every check is assert True", _edited),
    _edit("checks-unlocked", "edited checks whose metadata call them answers", _unlocked),
    _edit("checks-without-metadata", "edited checks without any metadata", _no_metadata),
    _edit("checks-twice", "a copy of each check that checks nothing", _duplicated),
    _edit("easy-check-everywhere", "every check is the one that passes", _same_grade_ids),
    _edit("checks-exchanged", "an easy check has the name of a dear one", _exchanged),
    _edit(
        "one-id-for-all",
        "every cell has the same id",
        _same_ids,
        around=_LOST,
        rest=_STUBS,
    ),
    _edit("checks-to-markdown", "every check is text", _kind("markdown")),
    _edit("checks-to-raw", "every check is raw text", _kind("raw")),
    _edit("checks-first", "all checks stand before the answers", _first),
    _edit("outputs-forged", "the stored outputs say Correct", _forged_outputs),
    _edit("counts-forged", "execution counts beyond all numbers", _counts),
    _edit("setup-poisoned", "the setup replaces the check", _setup),
    _edit("kernel-forged", "the kernel is a program of its own", _kernel),
    _edit("tags-that-skip", "tags by which tools leave cells out", _skipping),
    _edit("checks-invented", "further checks with many points", _forged_cells),
    _edit("fields-invented", "fields that claim grades", _fields),
    coded("oracle", "oracles", "marks", "tries every word with fo.check", _ORACLE, at="03.1"),
    coded(
        "oracle-in-the-engine",
        "oracles",
        "marks",
        "tries every number with the check engine itself",
        _ORACLE_JUDGE,
        own=("not-yet", "not-attempted", "timeout"),
    ),
    coded("hints-read", "oracles", "marks", "looks for the answer in the hints", _HINTS),
    coded(
        "progress-forged", "oracles", "marks", "writes a file of progress, all correct", _PROGRESS
    ),
)
