"""The link that `fo.backup()` shows really downloads, in JupyterLab and with one click."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .jupyterlab import Lab, cell, open_notebook, run_cell, running_lab, write_notebook

pytestmark = pytest.mark.browser

BELIEFS = {"pact": 0.3}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("course")
    write_notebook(folder / "notebooks" / "00_start.ipynb", "1 + 1")
    (folder / "notebooks" / "my_beliefs.json").write_text(json.dumps(BELIEFS))
    with running_lab(folder) as lab:
        yield lab


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def test_the_link_downloads_the_backup_and_it_can_be_put_back(
    desk: Page, lab: Lab, tmp_path: Path
) -> None:
    exercises = lab.folder / "exercises"
    book = write_notebook(
        exercises / "02_mine.ipynb",
        'import foedus as fo\n\nfo.backup("mine.zip")',
        'fo.restore("brought back.zip")',
    )
    open_notebook(desk, lab, book)
    run_cell(desk, 0)
    link = cell(desk, 0).get_by_role("link", name="Download mine.zip")
    with desk.expect_download(timeout=30_000) as downloading:
        link.click()
    saved = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(saved)
    assert saved.name == "mine.zip"
    assert saved.read_bytes() == (exercises / "mine.zip").read_bytes()
    with zipfile.ZipFile(saved) as archive:
        assert json.loads(archive.read("notebooks/my_beliefs.json")) == BELIEFS
        assert "exercises/02_mine.ipynb" in archive.namelist()
    expect(desk.locator(".jp-NotebookPanel")).to_be_visible()

    (lab.folder / "notebooks" / "my_beliefs.json").unlink()
    shutil.copy(saved, exercises / "brought back.zip")
    run_cell(desk, 1)
    row = cell(desk, 1).get_by_role("row", name="notebooks/my_beliefs.json")
    expect(row).to_contain_text("put back")
    kept = json.loads((lab.folder / "notebooks" / "my_beliefs.json").read_text())
    assert kept == BELIEFS
