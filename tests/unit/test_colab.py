"""The edition for Colab: one cell more, nothing replaced there, and links that lead somewhere."""

from __future__ import annotations

import io
import re
import shlex
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from foedus.cli import main
from foedus.front_ends.colab import FIRST_CELL_ID, NEEDED, colab_edition, colab_files
from foedus.front_ends.places import Places
from foedus.lessons import rooms

if TYPE_CHECKING:
    from nbformat import NotebookNode

COURSE = Path(__file__).parents[2]
GITHUB = "https://github.com/owner/course"
WHEEL = f"{GITHUB}/raw/colab/foedus-0.1.0-py3-none-any.whl"
NOTEBOOKS = sorted([*COURSE.glob("notebooks/*.ipynb"), *COURSE.glob("exercises/*.ipynb")])
#: What a running Colab kernel holds in memory.
COLABS_OWN = {"pandas", "numpy", "ipython", "ipykernel", "ipywidgets", "jupyterlab", "notebook"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return colab_files(Places(GITHUB, colab_branch="colab"), COURSE)


def read(content: bytes) -> NotebookNode:
    notebook = nbformat.reads(content.decode(), as_version=4)
    nbformat.validate(notebook)
    return notebook


def links(notebook: NotebookNode) -> list[str]:
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return re.findall(r"\]\(([^)\s]+)\)", prose)


def name(place: Path) -> str:
    return f"{place.parent.name}/{place.name}"


@pytest.mark.parametrize("place", NOTEBOOKS, ids=lambda place: f"{place.parent.name}-{place.stem}")
def test_each_notebook_gets_one_cell_and_keeps_its_own(
    files: dict[str, bytes], place: Path
) -> None:
    before, edition = nbformat.read(place, as_version=4), read(files[name(place)])
    assert [cell.id for cell in edition.cells] == [FIRST_CELL_ID, *(c.id for c in before.cells)]
    code = [c.source for c in before.cells if c.cell_type == "code"]
    assert [c.source for c in edition.cells[1:] if c.cell_type == "code"] == code
    assert [c.metadata for c in edition.cells[1:]] == [c.metadata for c in before.cells]
    assert not any(cell.get("outputs") for cell in edition.cells)


def test_the_edition_holds_lessons_exercises_and_one_wheel_and_no_solutions(
    files: dict[str, bytes],
) -> None:
    assert {place for place in files if place.endswith(".ipynb")} == set(map(name, NOTEBOOKS))
    (wheel,) = [place for place in files if place.endswith(".whl")]
    with zipfile.ZipFile(io.BytesIO(files[wheel])) as archive:
        inside = archive.namelist()
    assert "foedus/data/events.csv" in inside
    assert not [place for place in inside if place.endswith("answers.py")]
    assert len(files) == len(NOTEBOOKS) + 2


def test_the_first_cell_installs_the_wheel_that_stands_beside(files: dict[str, bytes]) -> None:
    (wheel,) = [place for place in files if place.endswith(".whl")]
    for place in map(name, NOTEBOOKS):
        last = read(files[place]).cells[0].source.splitlines()[-1]
        assert last == f"%pip install --quiet --no-deps {GITHUB}/raw/colab/{wheel}"


def test_the_cell_replaces_nothing_that_colabs_kernel_runs_on(files: dict[str, bytes]) -> None:
    lines = read(files["notebooks/00_start_here.ipynb"]).cells[0].source.splitlines()
    (line,) = [line for line in lines[:-1] if line.startswith("%")]
    assert shlex.split(line)[2:] == ["--quiet", *NEEDED]
    names = {re.split(r"[<>=]", one)[0] for one in NEEDED}
    assert not names & COLABS_OWN


def test_what_it_adds_is_what_the_project_asks_for() -> None:
    project = tomllib.loads((COURSE / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(NEEDED) <= set(project["dependencies"])


def test_links_lead_to_files_of_the_repository(files: dict[str, bytes]) -> None:
    found = [link for place in map(name, NOTEBOOKS) for link in links(read(files[place]))]
    assert all(link.startswith(("https://", "http://", "#")) for link in found)
    start = f"{GITHUB}/blob/main/"
    ours = [link.removeprefix(start) for link in found if link.startswith(start)]
    assert len(ours) > len(rooms())
    assert [link for link in ours if not (COURSE / link.partition("#")[0]).exists()] == []


def test_links_to_other_places_stay(files: dict[str, bytes]) -> None:
    before = links(nbformat.read(COURSE / "notebooks" / "00_start_here.ipynb", as_version=4))
    abroad = {link for link in before if link.startswith("http")}
    assert abroad
    assert abroad <= set(links(read(files["notebooks/00_start_here.ipynb"])))


def test_the_command_writes_the_branch_and_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "colab"
    assert main(["colab", str(out), "--repository", f"{GITHUB}.git"]) == 0
    assert "the branch colab" in capsys.readouterr().out
    assert (out / "exercises" / "04_who_is_bound_to_whom.ipynb").is_file()


@pytest.mark.parametrize("address", ["https://gitlab.com/school/course", "owner/course"])
def test_a_repository_that_colab_cannot_open_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert main(["colab", str(tmp_path / "colab"), "--repository", address]) == 2
    assert "github.com" in capsys.readouterr().err
    assert not (tmp_path / "colab").exists()


def test_what_colab_saves_is_judged_like_any_other(tmp_path: Path) -> None:
    """Colab writes an older form: no cell ids but one in each cell's metadata, none of ours."""
    solution = nbformat.read(COURSE / "solutions" / "00_start_here.ipynb", as_version=4)
    saved = colab_edition(solution, WHEEL, f"{GITHUB}/blob/main/exercises/00_start_here.ipynb")
    saved.nbformat_minor = 0
    for at, cell in enumerate(saved.cells):
        cell.metadata["id"] = f"xyz{at}"
        del cell["id"]
    saved.metadata = {"colab": {"provenance": []}, "kernelspec": saved.metadata["kernelspec"]}
    place = tmp_path / "00_start_here.ipynb"
    nbformat.write(saved, place)
    assert main(["check", str(place)]) == 0
