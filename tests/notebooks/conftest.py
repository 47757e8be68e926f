"""Run nbval over the built notebooks as part of a plain `pytest`.

nbval compares strictly whatever is stored. It calls its tests "Cell 5"; ours are called by the
cell's id, which says lesson and question: `solutions/02_….ipynb::02-q3-check`. Only the packed
part of a widget's stand-in is sanitised: its bytes depend on the machine's zlib, the digest of its
content stays. nbval itself leaves out pictures (compared for presence by `foedus build --check`),
the view of a widget (its model's id is random) and tracebacks.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell, IPyNbFile

from foedus.editions.building import COURSE
from foedus.editions.execute import KERNEL_ENVIRONMENT
from foedus.widgets.page import without_packed


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the notebooks of the folders that nbval.txt lists."""
    if file_path.name == "nbval.txt":
        return Folders.from_parent(parent, path=file_path)
    return None


class Folders(pytest.File):
    """The list of folders."""

    def collect(self) -> Iterator[pytest.Collector]:
        for line in self.path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                for place in sorted((COURSE / line).glob("*.ipynb")):
                    yield Notebook.from_parent(self, path=place)


class Notebook(IPyNbFile):
    """One notebook: a kernel that runs its cells in order."""

    def collect(self) -> Iterator[pytest.Item]:
        for item in super().collect():
            yield NamedCell.from_parent(
                self,
                name=item.cell.id,
                cell_num=item.cell_num,
                cell=item.cell,
                options=item.options,
            )

    def setup(self) -> None:
        self.before = dict(os.environ)
        os.environ.update(KERNEL_ENVIRONMENT)
        super().setup()

    def teardown(self) -> None:
        super().teardown()
        os.environ.clear()
        os.environ.update(self.before)


class NamedCell(IPyNbCell):
    """One cell, called by its id."""

    def sanitize(self, text: object) -> object:
        found = super().sanitize(text)
        return without_packed(found) if isinstance(found, str) else found

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:
        where = f"{self.path.parent.name}/{self.path.name}, cell {self.cell.id}:"
        return super().repr_failure(excinfo).replace(f"Cell {self.cell_num}:", where)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.path.parent.name}/{self.path.stem}: {self.cell.id}"
