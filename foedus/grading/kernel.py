"""The reference: perform a script in a real Jupyter kernel, with the checks that a learner runs.

Slower by far, and without a sandbox: it is what the quick engine is held against.
"""

from __future__ import annotations

import os
import tempfile
import time
from typing import TYPE_CHECKING, Any, Final

from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import v4

from .script import Run
from .supervise import Answered, Ran, Told

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from .script import Script, Step
    from .supervise import Reports

__all__ = ["in_kernel"]

_ENVIRONMENT: Final = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "FOEDUS_PROGRESS": "off",
    "COLUMNS": "80",
}
_ATTEMPTS: Final = 6
_HEADS: Final = {
    "✓": "correct",
    "○": "not-yet",
    "–": "not-attempted",  # noqa: RUF001 (the outcome's own icon)
    "!": "check-error",
}


class _Ended(Exception):  # noqa: N818 (a way out of nbclient, not an error)
    """A cell has ended the kernel."""


def in_kernel(script: Script) -> Reports:
    """Perform a script in a kernel of its own.

    Parameters
    ----------
    script : Script
        What to perform.

    Returns
    -------
    dict of int to Ran, Answered or Told
        As `foedus.grading.supervise.supervised` gives, but that an answer was judged there.
    """
    lost: Reports = {}
    reports: Reports = {}
    for _ in range(_ATTEMPTS):
        attempt = _Attempt(script.without(set(lost)))
        reports = {**attempt.made(), **lost}
        if attempt.culprit is None:
            return reports
        lost[attempt.culprit] = reports[attempt.culprit] = Ran("crashed")
    unreached = (at for at in range(len(script.steps)) if at not in reports)
    return {**reports, **dict.fromkeys(unreached, Ran("crashed"))}


class _Attempt:
    """One kernel performing a script once; afterwards `culprit` is the cell that ended it."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.reports: Reports = {}
        self.culprit: int | None = None
        self.at = 0
        self.began = 0.0

    def made(self) -> Reports:
        cells = [v4.new_code_cell(_source(step)) for step in self.script.steps]
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(
                v4.new_notebook(cells=cells),
                timeout=self.script.seconds,
                interrupt_on_timeout=True,
                allow_errors=True,
                kernel_name="python3",
                store_widget_state=False,
                extra_arguments=["--log-level=ERROR"],
                resources={"metadata": {"path": folder}},
            )
            client.on_cell_execute = self._begin
            client.on_cell_executed = self._end
            try:
                client.execute(env={**os.environ, **_ENVIRONMENT})
            except (_Ended, DeadKernelError):
                self.culprit = self.at
        return self.reports

    def _begin(self, cell_index: int, **_: object) -> None:
        self.at, self.began = cell_index, time.perf_counter()

    def _end(self, cell: NotebookNode, cell_index: int, execute_reply: Any, **_: object) -> None:  # noqa: ANN401
        step, seconds = self.script.steps[cell_index], time.perf_counter() - self.began
        error = next((one for one in cell.outputs if one.output_type == "error"), None)
        if isinstance(step, Run):
            timed_out = seconds >= self.script.seconds
            self.reports[cell_index] = _ran(error, seconds, timed_out=timed_out)
        else:
            self.reports[cell_index] = _told(error, cell, seconds)
        payload = (execute_reply or {}).get("content", {}).get("payload", [])
        if any(one.get("source") == "ask_exit" for one in payload):
            raise _Ended


def _source(step: Step) -> str:
    if isinstance(step, Run):
        return step.source
    # A grade is told in English, whatever language the learner has chosen.
    english = 'import foedus as fo\nfo.language("en")'
    return f'{english}\nfo.check("{step.question}", {step.variable})'


def _ran(error: NotebookNode | None, seconds: float, *, timed_out: bool) -> Ran:
    if error is None:
        return Ran(seconds=seconds)
    if error.ename == "KeyboardInterrupt" and timed_out:
        return Ran("timeout", seconds=seconds)
    if error.ename == "MemoryError":
        return Ran("memory", seconds=seconds)
    return Ran("error", error.ename, error.evalue[:300], seconds)


def _told(error: NotebookNode | None, cell: NotebookNode, seconds: float) -> Answered | Told:
    if error is not None and error.ename != "NotYet":
        return Answered(present=False, seconds=seconds)
    results = [one.data["text/plain"] for one in cell.outputs if "data" in one]
    text = error.evalue if error is not None else next(iter(results), "! ")
    head, _, message = text.partition("\n")
    return Told(_HEADS.get(head[:1], "check-error"), message, text, seconds)
