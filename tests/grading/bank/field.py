"""Where attacks are tried: a folder with a secret, victims, a listener; and a cage around it."""

from __future__ import annotations

import csv
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .attack import Graded, Link, Observed, Odd, Site
from .honest import perfect
from .making import COURSE, LESSONS, as_bytes, path_of, questions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .attack import Attack, Content

__all__ = [
    "VICTIMS",
    "attacked",
    "caged",
    "environment",
    "grades_of",
    "hand_in",
    "is_harmed",
    "laid_out",
    "observed",
    "settle",
]

#: Honest students whose work stands beside the attacks', first and last by name.
VICTIMS: Final = ("aa-victim", "zz-victim")
#: Where pages and tables lie in results; attacks may have left thousands of folders below.
_PAGES: Final = ("*", "*/*", "*/*/*")
_PORT: Final = 8707
_CAGE: Final = Path(__file__).with_name("cage.sh")


def laid_out(root: Path) -> Site:
    """Make a field in an empty folder: a home, submissions, results, a place for marks."""
    parts = {
        one: root / one for one in ("home", "submitted", "results", "marks", "packages", "tmp")
    }
    for folder in parts.values():
        folder.mkdir(parents=True)
    for folder in ("marks", "packages", "tmp"):
        parts[folder].chmod(0o777)
    secret = f"CANARY-{secrets.token_hex(16)}"
    for name in ("canary.txt", ".canary"):
        (parts["home"] / name).write_text(f"{secret}\n")
    return Site(
        secret,
        parts["home"],
        parts["submitted"],
        parts["results"],
        COURSE / "solutions",
        parts["marks"],
        parts["packages"],
        _PORT,
    )


def settle(
    site: Site, lessons: Iterable[str] = ("02",), *, flat: bool = False
) -> dict[str, tuple[str, ...]]:
    """Hand in the victims' notebooks; return who they are and what they answered rightly."""
    found: dict[str, tuple[str, ...]] = {}
    for student in VICTIMS:
        for lesson in lessons:
            content = as_bytes(perfect(lesson, site.secret))
            path = f"{student}_{LESSONS[lesson]}.ipynb" if flat else path_of(student, lesson)
            hand_in(site, {path: content})
            found[student] = (*found.get(student, ()), *questions_of(lesson))
    return found


def hand_in(site: Site, files: Mapping[str, Content]) -> None:
    """Write files into the folder of submissions."""
    for name, content in files.items():
        path = site.submissions / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            path.symlink_to(content.target)
        elif content is Odd.FOLDER:
            path.mkdir()
        elif content is Odd.PIPE:
            os.mkfifo(path)
        else:
            path.write_bytes(content)


def caged(command: Sequence[str], site: Site, *, as_root: bool = False) -> list[str]:
    """Return a command that runs another in namespaces of its own.

    It has its own processes, network (with the listener in it) and memory of other kinds; it sees
    every file and can write to the site's folder only. Needs Linux.

    Parameters
    ----------
    command : sequence of str
        What to run.
    site : Site
        The field.
    as_root : bool
        Whether to keep the rights of root, if one has them. A grader with a sandbox of its own
        needs them to become nobody; one without must not have them.
    """
    users = [] if as_root and os.geteuid() == 0 else ["--user", "--map-root-user"]
    kept = sorted({sys.base_prefix, sys.prefix})
    return [
        *("unshare", *users, "--mount", "--net", "--ipc", "--uts"),
        *("--pid", "--fork", "--kill-child", "--mount-proc"),
        *("sh", str(_CAGE), str(site.marks.parent), str(Path.home()), ":".join(kept)),
        *(sys.executable, str(Path(__file__).with_name("listener.py")), str(_PORT)),
        str(site.marks),
        *command,
    ]


def environment(site: Site) -> dict[str, str]:
    """Return the grader's environment: the secret in it, and nothing of this machine's."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.defpath}",
        "HOME": str(site.home),
        "TMPDIR": str(site.marks.parent / "tmp"),
        "PYTHONPATH": str(site.packages),
        "FOEDUS_TEST_SECRET": site.secret,
        "LANG": "C.UTF-8",
    }


def attacked(  # noqa: PLR0913 (a batch in all its parts)
    command: Sequence[str],
    site: Site,
    victims: Mapping[str, tuple[str, ...]],
    attacks: Iterable[Attack],
    *,
    seconds: float,
    cwd: Path | None = None,
    as_root: bool = True,
) -> Observed:
    """Run a grader over what was handed in, and say what was seen."""
    with (site.marks.parent / "log.txt").open("wb") as log:
        try:
            done = subprocess.run(  # noqa: S603 (our own command)
                caged(command, site, as_root=as_root),
                env=environment(site),
                cwd=cwd or site.marks.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            )
            finished = done.returncode in {0, 1}
        except subprocess.TimeoutExpired:
            finished = False
    return observed(site, victims, [one.name for one in attacks], finished=finished)


def is_harmed(run: Observed) -> bool:
    """Tell whether the batch did not end, or a victim has lost a right answer's points."""
    lost = [
        question
        for student, questions in run.victims.items()
        for question in questions
        if (found := run.grades.get((student, question))) is None or found.outcome != "correct"
    ]
    return bool(lost) or not run.finished


def observed(
    site: Site, victims: Mapping[str, tuple[str, ...]], names: Iterable[str], *, finished: bool
) -> Observed:
    """Read what a batch left."""
    written = {path.name for path in site.marks.iterdir()}
    heard = (site.marks / "heard.txt").read_text().split() if "heard.txt" in written else []
    pages = {
        str(path.relative_to(site.results)): path.read_text(encoding="utf-8", errors="replace")
        for pattern in _PAGES
        for path in site.results.glob(pattern)
        if path.suffix in {".html", ".csv"} and path.is_file()
    }
    known = set(names)
    endless = site.marks.parent / "endless.txt"
    return Observed(
        grades_of(site.marks.parent / "grades.csv") or grades_of(site.results / "grades.csv"),
        victims,
        finished,
        frozenset(known & written),
        frozenset(known & set(heard)),
        pages,
        frozenset(endless.read_text().split()) if endless.exists() else frozenset(),
    )


def grades_of(path: Path) -> dict[tuple[str, str], Graded]:
    """Read a table of grades: a row a question, by student and question; empty if there is none."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (_unquoted(row["student"]), row["question"]): Graded(
            row["outcome"], float(row["points"] or 0), float(row["max_points"] or 0)
        )
        for row in rows
    }


def _unquoted(name: str) -> str:
    """Return a name without the sign that keeps a spreadsheet from running it."""
    return name[1:] if name[:1] == "'" and name[1:2] in {"=", "+", "-", "@"} else name
