"""Run a command in a process of its own, and say what it and all its descendants took.

    python -m benchmarks.grading_peers_measure RESULT [--memory] [--first LEDGER] -- COMMAND...

RESULT gets a JSON object: `wall` and `cpu` (user and system) in seconds, `status`, with `--memory`
the highest `memory` in MB (proportional set size: a page that processes share counts once), with
`--first` the seconds until the ledger holds a first judged submission. A descendant that outlives
its parent comes to this process and is counted too.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import sqlite3
import subprocess
import threading
from contextlib import closing, suppress
from pathlib import Path
from time import perf_counter, sleep

_SUBREAPER = 36
_EVERY, _SOON = 0.25, 0.01


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after_name = place.read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
            found.setdefault(int(after_name.split()[1]), []).append(int(place.parent.name))
    return found


def _descendants(pid: int) -> list[int]:
    by_parent, found, waiting = _children(), [], [pid]
    while waiting:
        below = by_parent.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _pss(pid: int) -> int:
    with suppress(OSError, ProcessLookupError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


class _Watch:
    """What is sampled while the command runs."""

    def __init__(self, ledger: Path | None, *, memory: bool) -> None:
        self.found: dict[str, float] = {}
        self._start, self._over = perf_counter(), threading.Event()
        self._threads = [threading.Thread(target=self._memory)] if memory else []
        if ledger is not None:
            self._threads.append(threading.Thread(target=self._first, args=(ledger,)))
        for one in self._threads:
            one.start()

    def end(self) -> None:
        self._over.set()
        for one in self._threads:
            one.join()

    def _memory(self) -> None:
        while not self._over.wait(_EVERY):
            now = sum(map(_pss, _descendants(os.getpid()))) / 1024
            self.found["memory"] = max(now, self.found.get("memory", 0.0))

    def _first(self, ledger: Path) -> None:
        while not self._over.is_set():
            if _judged(ledger):
                self.found["first"] = perf_counter() - self._start
                return
            sleep(_SOON)


def _judged(ledger: Path) -> bool:
    with suppress(sqlite3.Error):
        if ledger.exists():
            with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as base:
                return base.execute("select 1 from papers limit 1").fetchone() is not None
    return False


def _wait_for_all() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()


def main() -> None:
    """Run, wait for every descendant, write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--first", type=Path)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    watch = _Watch(options.first, memory=options.memory)
    start = perf_counter()
    status = subprocess.run(options.command, check=False).returncode  # noqa: S603 (a benchmark's)
    wall = perf_counter() - start
    _wait_for_all()
    watch.end()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "status": status, **watch.found}
    options.result.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
