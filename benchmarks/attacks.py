"""The bank of attacks under nbgrader, otter and `foedus grade`: what each lets happen.

Run, as root or with user namespaces, in the folder of the repository:

    python -m benchmarks.attacks
    python -m benchmarks.attacks --tools foedus --only tcp udp
    python -m benchmarks.attacks --write

Each peer is installed into an environment of its own under a temporary folder. Everything runs in
namespaces in which only a folder of its own can be written to. The third line writes the table
into benchmarks/RESULTS.md. Outcomes are kept in benchmarks/attacks_peers.csv: what stands there is
not run again; a whole run of the peers takes an hour on two cores, a cell's time limits included.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from benchmarks.attacks_peers import PEERS, Nbgrader, Otter, Ours, environment_with
from benchmarks.report import table, write_section
from tests.grading.bank import BANK, SIGHTS, seen
from tests.grading.bank.field import attacked, hand_in, is_harmed, laid_out, settle
from tests.grading.bank.making import COURSE, points_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.attacks_peers import Tool
    from tests.grading.bank import Attack, Observed

__all__ = ["HEAD", "outcomes", "summary"]

#: The heading of the section in RESULTS.md.
HEAD: Final = "## Hostile notebooks"
_KEPT: Final = Path(__file__).with_name("attacks_peers.csv")
_TOGETHER: Final = {"marks": 15, "secrets": 15, "others": 4, "stop": 5}
_BASE: Final = 60.0  # seconds that a batch may take, beside those for each attack
_OURS_ALONE: Final = ("names", "names and archives", "forged messages")
_FOR_ALL: Final = {"messages-everywhere", "pickles-everywhere"}
_SHARED: Final = "The same for the attacks that all of them have met:"
_COLUMNS: Final = {
    "unearned marks": {"unearned"},
    "secrets, files or network reached": {"reached", "heard", "written", "injected"},
    "other students' results lost": {"others"},
    "memory or files without limit": {"unlimited"},
    "batch stopped": {"stopped"},
}
_FILLING: Final = "code that stops"
_HOW: Final = """\
Each attack is a submission between two honest students'. *Unearned marks*: points for a question
that was not answered rightly. *Secrets, files or network reached*: a canary outside of the
submission's own folder was read or written, a listener on the machine was spoken to, or what an
earlier submission had left was found. *Other students' results lost*: an honest student's right
answers lost points, or have no result. *Memory or files without limit*: three gigabytes, or
thousands of files, were taken unhindered. *Batch stopped*: the command did not end in the time
that honest notebooks need many times over; `otter run` has no time limit, and was ended after 90
seconds a notebook.

Where an answer was read in the course's own package, this is counted, for every tool; what
`foedus release` hands out does not hold the answers.

All ran in namespaces without a way out to the internet, for the machine's sake. nbgrader and otter
have no sandbox of their own, and leave it to a container, which is not measured here. What could
take a machine down (fork storms, full disks, signals to everybody) they were spared, as well as
archives, strange names, and messages in our engine's own form: *attacks* says how many each one
met."""


def for_peers(attack: Attack) -> bool:
    """Tell whether an attack makes sense for other tools, and is safe without a sandbox."""
    ours = attack.family in _OURS_ALONE and attack.name not in _FOR_ALL
    return not (ours or attack.cage or attack.flat or not attack.students)


def outcomes(tool: Tool, attacks: Sequence[Attack], folder: Path) -> Iterator[tuple[str, str]]:
    """Give each attack's name and what was seen of it, joined by blanks.

    Several run in one batch; where it is harmed, each half runs again, down to single attacks.
    """
    run = _batch(tool, attacks, folder)
    if len(attacks) > 1 and is_harmed(run):
        middle = len(attacks) // 2
        yield from outcomes(tool, attacks[:middle], folder)
        yield from outcomes(tool, attacks[middle:], folder)
        return
    for attack in attacks:
        yield attack.name, " ".join(sorted(seen(attack, run, points_of(attack.lesson))))


def _batch(tool: Tool, attacks: Sequence[Attack], folder: Path) -> Observed:
    """Have one tool grade some attacks of one lesson, and the victims."""
    root = Path(tempfile.mkdtemp(prefix=f"{tool.name}-", dir=folder))
    site = laid_out(root / "field")
    if tool.name == "nbgrader":
        site = replace(site, results=site.submissions.parent / "autograded")
    lesson = attacks[0].lesson
    victims = settle(site, (lesson,), flat=attacks[0].flat)
    for attack in attacks:
        hand_in(site, attack.files(site))
    tool.prepare(site)
    ours = tool.name == "foedus"
    try:
        return attacked(
            tool.command(site, lesson),
            site,
            victims,
            attacks,
            seconds=_BASE + tool.patience * len(attacks),
            cwd=COURSE if ours else None,
            as_root=ours,
        )
    finally:
        # Not by shutil: an attack leaves thousands of folders in each other.
        subprocess.run(["rm", "-rf", str(root)], check=False)  # noqa: S603, S607 (our own folder)


def _groups(attacks: Sequence[Attack]) -> Iterator[list[Attack]]:
    """Put attacks together that are alike in lesson, goal and layout."""
    kinds: dict[tuple[str, str, bool], list[Attack]] = {}
    for attack in attacks:
        kinds.setdefault((attack.goal, attack.lesson, attack.flat), []).append(attack)
    for (goal, _, flat), found in sorted(kinds.items(), key=_cheapest_first):
        size = 1 if flat else _TOGETHER[goal]
        yield from (found[at : at + size] for at in range(0, len(found), size))


def _cheapest_first(kind: tuple[tuple[str, str, bool], list[Attack]]) -> tuple[int, str, bool]:
    goal, lesson, flat = kind[0]
    return list(_TOGETHER).index(goal), lesson, flat


def summary(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a tool: how many attacks it met, and how many succeeded, by kind."""
    made = []
    for tool, found in rows.groupby("tool", sort=False):
        sights = list(map(_sights, found["attack"], found["seen"].fillna("")))
        counts = {
            name: sum(bool(one & kinds) for one in sights) for name, kinds in _COLUMNS.items()
        }
        made.append({"tool": tool, "attacks": len(found), **counts})
    return pd.DataFrame(made)


def _sights(attack: str, words: str) -> set[str]:
    """Return what was seen; an attack on the batch reaches no secret, but a size."""
    kinds = {one.name: one for one in BANK}
    seen_of = set(words.split())
    if kinds[attack].goal == "stop" and "reached" in seen_of:
        seen_of.remove("reached")
        if kinds[attack].family == _FILLING:
            seen_of.add("unlimited")
    return seen_of


def _tool(name: str, folder: Path) -> Tool:
    if name == "foedus":
        return Ours()
    python = environment_with(PEERS[name], folder / f"venv-{name}")
    return Nbgrader(python) if name == "nbgrader" else Otter(python)


def _measured(names: Sequence[str], only: Sequence[str], folder: Path, kept: Path) -> None:
    """Run the bank, and add a row an attack to a table as soon as it is known."""
    for name in names:
        tool = _tool(name, folder)
        wanted = [one for one in BANK if not only or one.name in only or one.family in only]
        if name != "foedus":
            wanted = [one for one in wanted if for_peers(one)]
        known = pd.read_csv(kept).query("tool == @name")["attack"]
        wanted = [one for one in wanted if one.name not in set(known)]
        for group in _groups(wanted):
            for attack, words in outcomes(tool, group, folder):
                with kept.open("a", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerow([name, attack, words])
                print(f"{name:10} {attack:30} {words or 'held'}", flush=True)


def _section(rows: pd.DataFrame) -> str:
    detail = rows[rows["seen"].fillna("") != ""]
    kinds = "\n".join(f"- *{name}*: {text}." for name, text in SIGHTS.items())
    parts = [HEAD, _HOW, table(summary(rows)), _SHARED, table(summary(_met_by_all(rows))), kinds]
    return "\n\n".join([*parts, table(detail)])


def _met_by_all(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the attacks that every tool has met."""
    return rows[rows.groupby("attack")["tool"].transform("nunique") == rows["tool"].nunique()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tools", nargs="*", default=["foedus", *PEERS], choices=["foedus", *PEERS]
    )
    parser.add_argument("--only", nargs="*", default=[], help="names or families of attacks")
    parser.add_argument("--folder", type=Path, help="where environments are kept for another run")
    parser.add_argument("--kept", type=Path, default=_KEPT, help="the table of outcomes")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        if not options.kept.exists():
            options.kept.write_text("tool,attack,seen\n")
        _measured(options.tools, options.only, folder, options.kept)
    rows = pd.read_csv(options.kept).drop_duplicates(["tool", "attack"], keep="last")
    print(table(summary(rows)))
    if options.write:
        write_section(HEAD, _section(rows))


if __name__ == "__main__":
    main()
