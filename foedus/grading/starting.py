"""Start what judges: workers of this machine, processes that start anew, or a Dask cluster."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol, Self

from . import sandbox
from .engine import Engine
from .errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .engine import Job, Settings
    from .wanted import Wanted

__all__ = ["Judging", "started"]


class Judging(Protocol):
    """What every engine does."""

    def __enter__(self) -> Self:
        """Return the engine."""

    def __exit__(self, *_: object) -> None:
        """End what was started."""

    def close(self) -> None:
        """End what was started."""

    def judged(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, dict[str, Any]]]:
        """Judge jobs, and yield each with its paper as it is done."""

    def write(self, wanted: Wanted) -> dict[str, Any]:
        """Write the results; see `foedus.grading.outputs.write`."""


def started(settings: Settings) -> Judging:
    """Return an engine: the quick one where the system has what it takes.

    Raises
    ------
    EngineError
        If a sandbox is asked for and cannot be had, or if the cluster cannot be used.
    """
    if settings.cluster:
        return _on_cluster(settings)
    if settings.sandbox:
        _refuse_without_walls()
    if not settings.kernel and sys.platform == "linux":
        return Engine(settings)
    from .local import LocalEngine  # noqa: PLC0415 (imports the course into this process)

    return LocalEngine(settings)


def _on_cluster(settings: Settings) -> Judging:
    try:
        from .cluster import ClusterEngine  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise EngineError(
            f"--dask needs a package that is not installed ({error.name}). "
            'Install the extra with: pip install "foedus[cluster]"'
        ) from error
    return ClusterEngine(settings)


def _refuse_without_walls() -> None:
    lacking = sandbox.missing()
    if lacking:
        raise EngineError(
            f"{' '.join(lacking)} Submissions are programs of others, and are not run without a "
            "sandbox. If you trust them, or run this in a machine that may be lost, say "
            "--no-sandbox."
        )
