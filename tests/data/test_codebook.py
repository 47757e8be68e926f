from __future__ import annotations

from typing import TYPE_CHECKING

from foedus import codebook as module
from foedus.codebook import codebook, main_codebook, write_codebook
from foedus.schema import DATA, read_tables

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_committed_codebook_is_up_to_date() -> None:
    assert (DATA / "CODEBOOK.md").read_text(encoding="utf-8") == codebook()
    assert main_codebook(check=True) == 0


def test_an_old_codebook_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "DATA", tmp_path)
    assert main_codebook(check=True) == 1
    assert "run foedus data codebook" in capsys.readouterr().err
    assert main_codebook() == 0
    assert main_codebook(check=True) == 0
    old = tmp_path / "CODEBOOK.md"
    old.write_text(old.read_text(encoding="utf-8") + "more\n", encoding="utf-8")
    assert main_codebook(check=True) == 1


def test_the_codebook_names_every_column_and_every_allowed_value(tmp_path: Path) -> None:
    text = write_codebook(tmp_path / "CODEBOOK.md").read_text(encoding="utf-8")
    for table in read_tables().values():
        assert f"\n## {table.name}\n" in text
        for field in table.fields:
            assert f"| `{field.name}` |" in text
            assert all(f"- `{value}`" in text for value in field.enum)


def test_the_codebook_counts_the_gaps() -> None:
    assert "| ties | verified | memory | 84 |" in codebook()
