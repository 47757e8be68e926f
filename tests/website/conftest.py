"""A course that a test may damage."""

import shutil
from pathlib import Path

import pytest

COURSE = Path(__file__).parents[2]
PARTS = ("notebooks", "exercises", "docs", "data", "benchmarks")


@pytest.fixture
def course_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    for name in PARTS:
        shutil.copytree(COURSE / name, folder / name, ignore=shutil.ignore_patterns("node_modules"))
    for place in [*COURSE.glob("*.md"), *COURSE.glob("LICENSE*"), COURSE / "CITATION.cff"]:
        shutil.copyfile(place, folder / place.name)
    return folder
