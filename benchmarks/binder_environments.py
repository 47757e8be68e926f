"""What Binder installs for a course, by its requirements: packages, megabytes, seconds.

Each folder that is named holds a ``requirements.txt``; it is installed with uv, beside JupyterLab
and Notebook as Binder does everywhere, into an environment of its own, of the same Python, and
thrown away. First with an empty cache, so the time holds what comes over the line; then from the
cache: that is unpacking alone. Of several rounds the quickest counts, because other work on the
machine can only make one slower.

    python -m benchmarks.binder_environments --python 3.12 binder PEER...

The requirements of other courses are not part of this project: docs/front-ends.md says which were
counted and where they stand.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.report import table

__all__ = ["measured", "report"]

_MB = 1_000_000
_EVERYWHERE = ("jupyterlab", "notebook")


def report(folders: list[Path], python: str, rounds: int) -> str:
    """Return a Markdown table with a row for each folder of requirements.

    Parameters
    ----------
    folders : list of pathlib.Path
        Each with a ``requirements.txt``.
    python : str
        Version or path of the Python to install for.
    rounds : int
        How often each is installed.
    """
    return table(pd.DataFrame([measured(folder, python, rounds) for folder in folders]))


def measured(folder: Path, python: str, rounds: int) -> dict[str, object]:
    """Install the requirements of a folder and count what came.

    Parameters
    ----------
    folder : pathlib.Path
        With a ``requirements.txt``.
    python : str
        Version or path of the Python to install for.
    rounds : int
        How often.
    """
    wanted = folder / "requirements.txt"
    named = [line.partition("#")[0].strip() for line in wanted.read_text("utf-8").splitlines()]
    seconds, found = zip(*(_round(wanted, python) for _ in range(rounds)), strict=True)
    first, again = map(min, zip(*seconds, strict=True))
    return {
        "environment": folder.name,
        "pinned": f"{sum('==' in one for one in named)} of {len(list(filter(None, named)))}",
        **found[-1],
        "seconds, empty cache": round(first, 1),
        "seconds, from the cache": round(again, 1),
    }


def _round(wanted: Path, python: str) -> tuple[tuple[float, float], dict[str, int]]:
    """Install twice; return the seconds of each and what was found after it."""
    with tempfile.TemporaryDirectory() as scratch:
        cache, place = Path(scratch, "cache"), Path(scratch, "environment")
        first = _installed(wanted, place, python, cache)
        shutil.rmtree(place)
        again = _installed(wanted, place, python, cache)
        return (first, again), {"packages": _packages(place), "MB": round(_size(place) / _MB)}


def _installed(wanted: Path, place: Path, python: str, cache: Path) -> float:
    """Install into a new environment and return the seconds that it took."""
    environment = {**os.environ, "UV_CACHE_DIR": str(cache), "UV_LINK_MODE": "copy"}
    _uv(environment, "venv", "--python", python, str(place))
    started = time.perf_counter()
    target = ("--python", str(place), "--requirement", str(wanted), *_EVERYWHERE)
    _uv(environment, "pip", "install", "--no-config", *target)
    return time.perf_counter() - started


def _uv(environment: dict[str, str], *words: str) -> None:
    subprocess.run(["uv", *words, "--quiet"], env=environment, check=True)  # noqa: S603, S607


def _packages(place: Path) -> int:
    return len(list(place.glob("lib/python*/site-packages/*.dist-info")))


def _size(place: Path) -> int:
    files = (one for one in place.rglob("*") if one.is_file() and not one.is_symlink())
    return sum(one.stat().st_size for one in files)


def main() -> None:
    parser = argparse.ArgumentParser(description="What Binder installs for a course.")
    parser.add_argument("folders", nargs="+", type=Path, help="each with a requirements.txt")
    parser.add_argument("--python", default="3.12", help="version or path")
    parser.add_argument("--rounds", default=2, type=int, help="the quickest counts")
    options = parser.parse_args()
    print(report(options.folders, options.python, options.rounds))


if __name__ == "__main__":
    main()
