from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from foedus.schema import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def copy_of_data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder


@pytest.fixture
def damage(copy_of_data: Path) -> Callable[..., Path]:
    """Replace one piece of text in one file of a copy of the data."""

    def replace(file: str, old: str, new: str) -> Path:
        path = copy_of_data / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is no longer in {file}: choose another line to damage"
        path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
        return copy_of_data

    return replace
