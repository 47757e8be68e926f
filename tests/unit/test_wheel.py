"""The wheel holds what a learner needs, and the source distribution builds the very same one."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from foedus.editions.building import COURSE
from foedus.schema import DATA, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator


def built(builder: type, source: Path, out: Path) -> Path:
    return Path(next(builder(str(source)).build(directory=str(out), versions=["standard"])))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(WheelBuilder, COURSE, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(built(SdistBuilder, COURSE, folder)) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    return next((folder / "unpacked").iterdir())


@pytest.fixture
def contents(wheel: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(wheel) as archive:
        yield archive


def test_the_wheel_holds_every_table_as_it_is(contents: zipfile.ZipFile) -> None:
    names = [f"{table}.csv" for table in read_tables()]
    for name in [*names, "datapackage.json", "links.csv"]:
        assert contents.read(f"foedus/data/{name}") == (DATA / name).read_bytes()


def test_the_wheel_holds_the_front_end_as_it_is(contents: zipfile.ZipFile) -> None:
    frontend = COURSE / "foedus" / "widgets" / "frontend"
    names = {path.name for path in frontend.iterdir() if path.suffix in {".js", ".css"}}
    assert {"index.js", "timeline.js", "matrix.js", "common.css"} <= names
    for name in names:
        assert contents.read(f"foedus/widgets/frontend/{name}") == (frontend / name).read_bytes()


def test_the_wheel_holds_the_package_and_nothing_beside_it(contents: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in contents.namelist()}
    assert {top.partition("-")[0] for top in tops} == {"foedus"}
    assert "foedus/py.typed" in contents.namelist()
    assert not [name for name in contents.namelist() if "__pycache__" in name]


def test_the_source_distribution_builds_the_same_wheel(
    wheel: Path, unpacked: Path, tmp_path: Path
) -> None:
    again = built(WheelBuilder, unpacked, tmp_path)
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_the_source_distribution_holds_the_course_and_its_tests(unpacked: Path) -> None:
    for name in ("README.md", "LICENSE", "LICENSE-content", ".ci/run", "tests/conftest.py"):
        assert (unpacked / name).read_bytes() == (COURSE / name).read_bytes()
    for name in ("notebooks", "exercises", "solutions"):
        here, there = (
            sorted(p.name for p in (one / name).glob("*.ipynb")) for one in (COURSE, unpacked)
        )
        assert here == there
    for name in (".venv", "node_modules", "build", "dist"):
        assert not list(unpacked.rglob(name))
