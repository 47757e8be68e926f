"""A web server of our own for each test, and a small folder of sources."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from .server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def sources(tmp_path: Path) -> Callable[..., Path]:
    """Write a table of sources with these addresses, all read but those named as unopened."""

    def write(*addresses: str, unopened: tuple[str, ...] = ()) -> Path:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "url", "opened"])
            for number, one in enumerate((*addresses, *unopened)):
                writer.writerow([f"s{number}", one, str(one not in unopened).lower()])
        return folder

    return write
