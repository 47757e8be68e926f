"""The quick engine, started once for all tests that judge with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from foedus.editions.building import COURSE
from foedus.grading.engine import Engine, Job, Settings

from .notebooks import as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Judge = Callable[[str, dict[str, Any] | bytes], dict[str, Any]]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Two workers, each with a sandbox."""
    with Engine(Settings(COURSE / "solutions", jobs=2, seconds=3.0, memory_mb=512)) as started:
        yield started


@pytest.fixture
def judge(engine: Engine) -> Judge:
    """Judge one notebook; returns its paper, whose verdicts can be had by question too."""

    def judged(lesson: str, notebook: dict[str, Any] | bytes) -> dict[str, Any]:
        content = notebook if isinstance(notebook, bytes) else as_bytes(notebook)
        [(_, paper)] = engine.judged([Job("one", lesson, content)])
        return paper | {"by": {one["question"]: one for one in paper["verdicts"]}}

    return judged
