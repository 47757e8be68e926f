"""Lesson 07 opens what lesson 00 kept, whatever stands in the file."""

import json
from pathlib import Path

import pandas as pd
import pytest

from foedus.editions.source import read
from foedus.lessons import room

SHRUG = dict.fromkeys(("warning", "clause", "pact", "votes", "fighters", "fighting"), 0.5)


def cell(number: str, name: str) -> str:
    (found,) = [one.text for one in read(room(number).lesson).cells if one.id == f"{number}-{name}"]
    return found


def beliefs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Run the cell of lesson 07 in a folder and return what it holds."""
    monkeypatch.chdir(folder)
    space: dict[str, object] = {"json": json, "Path": Path, "pd": pd}
    exec(cell("07", "my-beliefs"), space)  # noqa: S102 (our own cells)
    found = space["beliefs"]
    assert isinstance(found, pd.Series)
    return {str(key): float(value) for key, value in found.items()}


def test_without_a_file_every_belief_stands_at_one_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beliefs(tmp_path, monkeypatch) == SHRUG


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "[1, 2]", "null", '"pact"', '{"pact": "0.9"}', '{"pact": 70}', '{"pact": NaN}'],
)
def test_what_cannot_be_used_is_one_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "my_beliefs.json").write_text(text, encoding="utf-8")
    assert beliefs(tmp_path, monkeypatch) == SHRUG


def test_bytes_that_are_no_text_are_one_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my_beliefs.json").write_bytes(b"\xff\xfe\x00")
    assert beliefs(tmp_path, monkeypatch) == SHRUG


def test_what_lesson_00_writes_is_what_lesson_07_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {"json": json, "Path": Path, "pd": pd}
    exec(cell("00", "my-beliefs").replace('"pact": 0.5', '"pact": 0.9'), space)  # noqa: S102 (our own cells)
    exec(cell("00", "keep-them"), space)  # noqa: S102 (our own cells)
    assert beliefs(tmp_path, monkeypatch) == {**SHRUG, "pact": 0.9}
