from __future__ import annotations

import doctest
import importlib
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from foedus import schema
from foedus.schema import DATA

if TYPE_CHECKING:
    from pathlib import Path

MODULES = ("schema", "tables", "faults", "validation", "consistency", "treaty_pairs", "codebook")


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_documentation_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"foedus.{name}")).failed == 0


def data_of_a_copy(folder: Path) -> subprocess.CompletedProcess[str]:
    """Import a copy of the schema module in a fresh interpreter and print where its data are."""
    code = "import schema; print(schema.DATA)"
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "foedus"
    folder.mkdir()
    shutil.copy(str(schema.__file__), folder / "schema.py")
    return folder


def test_the_tables_are_found_beside_the_package_in_a_checkout(package: Path) -> None:
    shutil.copytree(DATA, package.parent / "data")
    assert data_of_a_copy(package).stdout.strip() == str(package.parent / "data")


def test_the_tables_are_found_inside_the_package_in_a_wheel(package: Path) -> None:
    shutil.copytree(DATA, package / "data")
    assert data_of_a_copy(package).stdout.strip() == str(package / "data")


def test_missing_tables_are_named(package: Path) -> None:
    assert "No datapackage.json in" in data_of_a_copy(package).stderr
