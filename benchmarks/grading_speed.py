"""How fast notebooks are judged: ours and its peers, side by side in one run.

Run, in the folder of the repository, with the `test` extra installed:

    python -m benchmarks.grading_speed
    python -m benchmarks.grading_speed --write --environments /somewhere/to/keep
    python -m benchmarks.grading_speed --parts class jobs memory check

The first makes otter's environment in a temporary folder; with `--environments` it is kept for the
next run. `--write` puts the section into RESULTS.md.

The subject is an exercise of ours (02 unless `--lesson` says otherwise), handed in 39 times, with
answers drawn from the lesson's banks of right and wrong ones. So every tool judges the same
questions by the same checks, and must find the same number of right answers, which the table shows:
the check cells are the tests of nbgrader and nbclient as they are; nbval compares their outputs
with the solution's; otter gets a test of its own for each question, which calls the same check,
and notebooks without the check cells. The exercise imports pandas and altair as well.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from benchmarks import grading_peers as tools
from benchmarks import grading_peers_class as classes
from benchmarks.report import table, write_section
from foedus.editions.building import COURSE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HEAD", "check", "jobs", "memory", "side_by_side"]

#: The heading of the section; what follows it up to the next heading is this script's.
HEAD: Final = "## Judging submissions"

_SIZE: Final = 39
_JOBS: Final = (1, 2)
_SIZES: Final = (100, 1_000, 10_000)
_FLOOR: Final = "bare code, one process"
_OURS: Final = "foedus grade, 1 job"
_HOW: Final = """\
Seconds of a whole run for a submission, from the start of the command to its end: *wall* by the
clock, *CPU* of the process and of all its descendants (user and system). Each run has a fresh
process; of three runs the medians, of the slow tools one run. The tools take turns. *Right* is what
the tool found against what is right. *CPU, ours is 1* says how many times as much as our tool with
one job, its sandbox on; *CPU, floor is 1* how many times as much as running the bare code of the
cells in one process, its start and imports included. The floor has no isolation: a learner's
`exit()` would end it."""

_MEMORY: Final = """\
The highest sum over all its processes, a page that several share counted once, looked at four times
a second; two jobs."""


def side_by_side(made: classes.Made, place: Path, lesson: str, otter: Path) -> pd.DataFrame:
    """Return a row a tool: seconds a submission and ratios, in rounds over all of them."""
    tools_there = [*tools.peers(lesson, otter), *map(tools.ours, _JOBS)]
    runs: dict[str, list[dict[str, Any]]] = {one.name: [] for one in tools_there}
    for turn in range(tools.QUICK):
        for one in tools_there:
            if turn < one.rounds:
                runs[one.name].append(_run(one, made, place / f"{one.name} {turn}"))
    rows = [
        {
            "tool": name,
            "wall": median(run["wall"] for run in found) / len(made.notebooks),
            "CPU": median(run["cpu"] for run in found) / len(made.notebooks),
            "right": f"{found[0]['right']} of {made.right}",
        }
        for name, found in runs.items()
    ]
    frame = pd.DataFrame(rows).sort_values("CPU", ignore_index=True)
    spent = frame.set_index("tool")["CPU"]
    for head, one in (("CPU, ours is 1", _OURS), ("CPU, floor is 1", _FLOOR)):
        frame[head] = (frame["CPU"] / spent[one]).round(1)
    return frame.round({"wall": 3, "CPU": 3})


def _run(tool: tools.Peer, made: classes.Made, folder: Path, *options: str) -> dict[str, Any]:
    folder.mkdir(parents=True)
    found = tools.measured(tool.prepare(made, folder), folder, *options)
    return found | {"right": tool.right(folder)}


def jobs(made: classes.Made, place: Path) -> pd.DataFrame:
    """Return a row for each number of jobs: seconds and submissions a second."""
    rows = []
    for number in _JOBS:
        folder = place / f"jobs {number}"
        found = _run(
            tools.ours(number), made, folder, "--first", str(folder / "out/results.sqlite")
        )
        rows.append(
            {
                "jobs": number,
                "submissions": len(made.notebooks),
                "wall s": round(found["wall"], 1),
                "CPU s": round(found["cpu"], 1),
                "cores kept busy": round(found["cpu"] / found["wall"], 2),
                "submissions a second": round(len(made.notebooks) / found["wall"], 1),
                "first result, s": round(found["first"], 2),
            }
        )
    frame = pd.DataFrame(rows)
    frame["times as fast"] = (frame["wall s"].iloc[0] / frame["wall s"]).round(2)
    return frame


def memory(place: Path, lesson: str, sizes: tuple[int, ...]) -> pd.DataFrame:
    """Return a row for each size of class: the grader's memory at its highest, and seconds."""
    rows = []
    for size in sizes:
        made = classes.make(place / f"class of {size}", lesson, size)
        found = _run(tools.ours(2), made, place / f"memory {size}", "--memory")
        rows.append(
            {
                "submissions": size,
                "memory, MB": round(found["memory"]),
                "wall s": round(found["wall"], 1),
                "CPU s a submission": round(found["cpu"] / size, 3),
                "right": f"{found['right']} of {made.right}",
            }
        )
    return pd.DataFrame(rows)


def check(made: classes.Made, place: Path) -> pd.DataFrame:
    """Return how long one notebook takes: `foedus check`, and nbconvert that only runs it."""
    notebook = str(made.notebooks[0])
    call = f"import os, foedus.cli as c; os.chdir({str(COURSE)!r}); raise SystemExit(c.main())"
    convert = ["nbconvert", "--execute", "--allow-errors", "--to", "notebook", "--output", "done"]
    commands = {
        "foedus check": [sys.executable, "-c", call, "check", notebook],
        "jupyter nbconvert --execute": ["jupyter", *convert, "--output-dir", "{folder}", notebook],
    }
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in commands}
    for turn in range(tools.QUICK):
        for name, command in commands.items():
            folder = place / f"{name} {turn}"
            folder.mkdir(parents=True)
            words = [word.replace("{folder}", str(folder)) for word in command]
            runs[name].append(tools.measured(words, folder))
    return pd.DataFrame(
        {
            "command": name,
            "wall s": round(median(run["wall"] for run in found), 2),
            "CPU s": round(median(run["cpu"] for run in found), 2),
        }
        for name, found in runs.items()
    )


def _sections(options: argparse.Namespace, place: Path) -> str:
    made = classes.make(place / "class", options.lesson, options.size)

    def compared() -> pd.DataFrame:
        otter = tools.environment(options.environments or place / "environments")
        return side_by_side(made, place / "tools", options.lesson, otter)

    def alone() -> pd.DataFrame:
        larger = classes.make(place / "larger class", options.lesson, 10 * options.size)
        return jobs(larger, place / "jobs")

    parts: dict[str, tuple[str, Callable[[], pd.DataFrame]]] = {
        "class": (f"### A class of {options.size}, lesson {options.lesson}\n\n{_HOW}", compared),
        "jobs": ("### One job, two jobs, and the first result", alone),
        "memory": (
            f"### Memory of the grader\n\n{_MEMORY}",
            lambda: memory(place / "memory", options.lesson, tuple(options.sizes)),
        ),
        "check": (
            "### One notebook\n\nnbconvert runs the cells and judges nothing.",
            lambda: check(made, place / "check"),
        ),
    }
    return "\n".join(f"{parts[one][0]}\n\n{table(parts[one][1]())}" for one in options.parts)


def _machine() -> str:
    names = ("nbgrader", "nbval", "nbclient", "ipykernel", "pandas")
    return (
        f"{datetime.now(tz=UTC).date()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, "
        f"otter-grader 7.0.0, {', '.join(f'{name} {version(name)}' for name in names)}."
    )


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write into RESULTS.md")
    parser.add_argument("--environments", type=Path, help="keep otter's environment here")
    parser.add_argument("--lesson", default="02")
    parser.add_argument("--size", type=int, default=_SIZE, help="submissions")
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="of the memory part")
    choices = ["class", "jobs", "memory", "check"]
    parser.add_argument("--parts", nargs="+", choices=choices, default=choices)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="grading") as folder:
        section = f"{HEAD}\n\n{_machine()}\n\n{_sections(options, Path(folder))}"
    print(section)
    if options.write:
        write_section(HEAD, section)


if __name__ == "__main__":
    main()
