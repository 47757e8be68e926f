"""`foedus site`: generate the website and put it in place, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedus.front_ends.places import NOWHERE, Places
from foedus.lessons import rooms
from foedus.lite.building import build
from foedus.lite.runtime import PUBLIC
from foedus.releasing.writing import publish
from foedus.website import charts, sources
from foedus.website.ways import ways

if TYPE_CHECKING:
    from foedus.website.sources import Ways

__all__ = ["NONE", "Order", "SiteError", "site"]

#: No Python in the browser.
NONE: Final = "none"

_DONE, _FAILED = 0, 2
_MADE: Final = "made"
_SETTINGS: Final = f"""from pathlib import Path
from foedus.website.settings import settings
globals().update(settings(Path(__file__).parent / "{_MADE}"))
"""
_COURSE: Final = Path(__file__).resolve().parents[2]


class SiteError(ValueError):
    """The site cannot be made; the message says why."""


@dataclass(frozen=True)
class Order:
    """What to build.

    Parameters
    ----------
    out : pathlib.Path
        The site's folder: new, empty, or one that this command wrote.
    lite : str
        Which Python runs in the browser: ``"public"``, ``"reduced"``, the folder of a full
        Pyodide distribution (see `foedus.lite.runtime.runtime`), or ``"none"``.
    places : Places
        Where else the course is published: every notebook's page links there.
    course : pathlib.Path
        The folder of the course.
    """

    out: Path
    lite: str = PUBLIC
    places: Places = NOWHERE
    course: Path = _COURSE


def site(order: Order) -> int:
    """Build the site.

    Returns
    -------
    int
        Exit status: 0 if it was written, 2 if not (said on standard error; nothing is changed).
    """
    try:
        publish(order.out, lambda folder: _fill(order, folder))
    except (OSError, ValueError) as error:
        print(f"foedus site: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return _FAILED
    print(f"wrote {order.out}: open {order.out / 'index.html'}")  # noqa: T201
    return _DONE


def _fill(order: Order, folder: Path) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix="foedus-site-") as work:
            live = _lite(order, Path(work), folder / "lite")
            _pages(order.course, ways(live, order.places), Path(work), folder)
        _downloads(order.course, folder)
    except OSError as error:
        raise SiteError(f"{error.filename}: {error.strerror}") from error


def _lite(order: Order, work: Path, out: Path) -> frozenset[str]:
    """Build the course for the browser; return the notebooks that run there."""
    if order.lite == NONE:
        return frozenset()
    (work / "lite").mkdir()
    return build(order.lite, order.course, out, work / "lite")


def _pages(course: Path, ways: Ways, work: Path, folder: Path) -> None:
    made, written = work / _MADE, work / "sources"
    (made / "charts").mkdir(parents=True)
    charts.write_files(made)
    for name, content in sources.write(course, rooms(), ways, written).items():
        (made / "charts" / name).write_bytes(content)
    _generate(work, written, folder)


def _downloads(course: Path, folder: Path) -> None:
    """Copy the notebooks themselves beside their pages."""
    for one in rooms():
        for edition in ("notebooks", "exercises"):
            place = f"{edition}/{one.stem}.ipynb"
            if (course / place).exists():
                shutil.copyfile(course / place, folder / place)


def _generate(work: Path, written: Path, folder: Path) -> None:
    """Run Sphinx; anything it warns of is a fault of the site.

    It runs in a process of its own: a second build in one process meets the first.

    Raises
    ------
    SiteError
        With Sphinx's words, if a link leads nowhere or a page cannot be read.
    """
    (work / "conf.py").write_text(_SETTINGS, encoding="utf-8")
    command = [
        *(sys.executable, "-W", "ignore", "-m", "sphinx", "--quiet", "--no-color"),
        *("--builder", "html", "--conf-dir", str(work), "--doctree-dir", str(work / "doctrees")),
        *(str(written), str(folder)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or done.stderr:
        raise SiteError(done.stderr.replace(str(written), "").strip())
    (folder / ".buildinfo").unlink()  # names the folder of this run
    (folder / ".nojekyll").touch()  # else GitHub's server leaves out _static
