"""`foedus colab`: the edition for Google Colab, a branch of the course's repository.

Colab opens notebooks from GitHub and has its own Python, with pandas, ipywidgets and IPython of
its own choice, which cannot be replaced under a running kernel. So each notebook gets one cell
more, which adds what is missing or too old, and nothing else; the course's wheel stands beside.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import nbformat
from nbformat.v4 import new_code_cell

from foedus.front_ends.addresses import github_file
from foedus.lessons import rooms

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from foedus.front_ends.places import Places

__all__ = ["FIRST_CELL_ID", "NEEDED", "colab_edition", "colab_files", "main_colab"]

FIRST_CELL_ID: Final = "colab-install"

#: What Colab lacks or has too old; the rest of our dependencies is there, if in older versions.
NEEDED: Final = ("altair>=6,<7", "anywidget>=0.9.18,<1", "vl-convert-python>=1.8,<2")

_COURSE: Final = Path(__file__).resolve().parents[2]
_LINK: Final = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s]+)(?=\))")
_ABOUT: Final = """# The course's edition for Google Colab

Written by `foedus colab`; changes here are lost. Each notebook begins with a cell that installs
the course's package, which stands beside them. The course itself: {course}
"""


def main_colab(places: Places, out: Path, course: Path = _COURSE) -> int:
    """Write the edition into a folder, whole or not at all.

    Returns
    -------
    int
        0 written, 2 not; what is wrong is said on the error stream.
    """
    from foedus.releasing.writing import write_folder  # noqa: PLC0415 (an author's tool)

    try:
        write_folder(out, colab_files(places, course))
    except (OSError, ValueError) as error:
        print(f"foedus colab: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return 2
    print(f"wrote {out}: publish it as the branch {places.colab_branch}")  # noqa: T201
    return 0


def colab_files(places: Places, course: Path) -> dict[str, bytes]:
    """Return the files of the edition by name: lessons, exercises, the wheel, a word about them.

    Parameters
    ----------
    places : Places
        With a repository on GitHub and the branch that will hold the edition.
    course : pathlib.Path
        The folder of the course.

    Raises
    ------
    foedus.front_ends.addresses.AddressError
        If the repository cannot be opened by Colab.
    OSError
        If a notebook is missing.
    """
    from foedus.lite.building import learners_wheel  # noqa: PLC0415 (an author's tool)

    with tempfile.TemporaryDirectory(prefix="foedus-colab-") as work:
        wheel = learners_wheel(course, Path(work))
    repository, branch = places.repository, places.branch
    wheel_address = github_file(repository, places.colab_branch, wheel.file_name, raw=True)
    files = {
        "README.md": _ABOUT.format(course=repository).encode(),
        wheel.file_name: wheel.content,
    }
    for place in _notebooks(course):
        notebook = nbformat.read(course / place, as_version=4)
        edition = colab_edition(notebook, wheel_address, github_file(repository, branch, place))
        files[place] = f"{nbformat.writes(edition)}\n".encode()
    return files


def colab_edition(notebook: NotebookNode, wheel_address: str, page: str) -> NotebookNode:
    """Begin a notebook with a cell that installs the course.

    Parameters
    ----------
    notebook : NotebookNode
        A lesson or an exercise; it is changed.
    wheel_address : str
        Web address of the course's wheel, under its own file name.
    page : str
        Web address of the notebook in the repository. Links to other files of the course, which
        lead nowhere in Colab, then lead there.

    Returns
    -------
    NotebookNode
        The cell, with the id ``"colab-install"``, and the notebook's own. Stored outputs are
        dropped: Colab shows neither our charts' MIME type nor a widget that has not been run.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> lesson = new_notebook(cells=[new_code_cell("import foedus as fo", id="02-setup")])
    >>> wheel = "https://forge.example/raw/colab/foedus-0.1.0-py3-none-any.whl"
    >>> edition = colab_edition(lesson, wheel, "https://forge.example/blob/main/notebooks/02.ipynb")
    >>> [cell["id"] for cell in edition["cells"]]
    ['colab-install', '02-setup']
    """
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
        else:
            cell["source"] = _LINK.sub(lambda link: urljoin(page, link[1]), cell["source"])
    notebook["cells"] = [_first_cell(wheel_address), *notebook["cells"]]
    return notebook


def _first_cell(wheel_address: str) -> NotebookNode:
    needed = " ".join(f'"{one}"' for one in NEEDED)
    lines = (
        "# Run this cell first, once in each session: it adds the course to Colab (some 40 MB).",
        f"%pip install --quiet {needed}",
        # Last and without dependencies: Colab's own pandas and ipywidgets stay, and do.
        f"%pip install --quiet --no-deps {wheel_address}",
    )
    cell: NotebookNode = new_code_cell("\n".join(lines), id=FIRST_CELL_ID)
    return cell


def _notebooks(course: Path) -> list[str]:
    places = [f"{part}/{one.stem}.ipynb" for one in rooms() for part in ("notebooks", "exercises")]
    return [place for place in places if (course / place).exists()]
