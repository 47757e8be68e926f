"""Run a learner's cells in order and say what became of each; the answers leave as plain data.

Everything here runs beside the learner's code, in the same process, and nothing that it says is
believed beyond that: the worst that hostile code can do is to send another answer of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from typing import TYPE_CHECKING, Any, Final

from foedus.checking.carrying import cases_unpacked, packed
from foedus.checking.reading import type_name

from .frames import FrameError, receive, send
from .shell import EndOfProgramError, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from IPython.core.interactiveshell import ExecutionResult

__all__ = ["ABSENT", "ANSWER", "BEGIN", "END", "OVER", "perform"]

BEGIN, END, ANSWER, ABSENT, OVER = "begin", "end", "answer", "absent", "over"
_SHOWN: Final = 300
_UNREADABLE: Final = ["opaque", "object", False]
_HAS_TIMER: Final = hasattr(signal, "setitimer")


class _OutOfTimeError(KeyboardInterrupt):
    """The cell has used its time: like Jupyter's interrupt, `except Exception` lets it pass."""


def perform(shell: Shell, connection: Connection) -> None:
    """Read a script, perform it, and report each step.

    Parameters
    ----------
    shell : Shell
        A fresh one.
    connection : multiprocessing.connection.Connection
        Gives one message, `foedus.grading.script.Script.message`; takes the reports: lists that
        begin with ``begin``, ``end``, ``answer``, ``absent`` and the step's position, and at last
        ``over``.
    """
    script = receive(connection)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(_perform(shell, connection, script["steps"], script["seconds"]))
    send(connection, [OVER])  # the loop is left as it is: what waits in it may never end


async def _perform(
    shell: Shell, connection: Connection, steps: list[dict[str, Any]], seconds: float
) -> None:
    """Go through the steps inside a running event loop, as a notebook's kernel does."""
    for at, step in enumerate(steps):
        send(connection, [BEGIN, at])
        began = time.perf_counter()
        if "run" in step:
            trouble = await _run(shell, step["run"], seconds)
            send(connection, [END, at, trouble, time.perf_counter() - began])
        else:
            _send_answer(connection, at, _answer(shell, step, seconds), began)


async def _run(shell: Shell, source: str, seconds: float) -> list[str] | None:
    """Run a cell; say how it went wrong: the kind of trouble, the error's name and its text."""
    try:
        with _within(seconds):
            result = await shell.run_cell_async(
                source, store_history=True, transformed_cell=_transformed(shell, source)
            )
            return _trouble(result)
    except KeyboardInterrupt:
        return ["timeout", "", ""]
    except Exception as error:  # noqa: BLE001 (IPython's own, over a text that is no Python)
        return ["error", type_name(error), _words_of(error)]


def _transformed(shell: Shell, source: str) -> str:
    """Make Python of a cell; one that cannot be is run as it is, and fails with Python's words."""
    try:
        return str(shell.transform_cell(source))  # type: ignore[no-untyped-call]
    except Exception:  # noqa: BLE001 (a magic's or the tokeniser's)
        return source


def _trouble(result: ExecutionResult) -> list[str] | None:
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return None
    if isinstance(error, _OutOfTimeError):
        return ["timeout", "", ""]
    if isinstance(error, MemoryError):
        return ["memory", "", ""]
    if isinstance(error, EndOfProgramError):
        return ["crashed", "", ""]
    return ["error", type_name(error), _words_of(error)]


def _words_of(error: BaseException) -> str:
    try:
        return str.__str__(str(error))[:_SHOWN]
    except Exception:  # noqa: BLE001 (an error of the learner's own class)
        return ""


def _answer(shell: Shell, step: dict[str, Any], seconds: float) -> list[Any]:
    if step["ask"] not in shell.user_ns:
        return [ABSENT, None]
    cases = None if step["cases"] is None else cases_unpacked(step["cases"])
    try:
        with _within(seconds):
            return [ANSWER, packed(shell.user_ns[step["ask"]], cases)]
    except KeyboardInterrupt:
        return [ANSWER, _UNREADABLE]


def _send_answer(connection: Connection, at: int, report: list[Any], began: float) -> None:
    kind, carried = report
    seconds = time.perf_counter() - began
    try:
        send(connection, [kind, at, carried, seconds])
    except (FrameError, MemoryError):
        send(connection, [kind, at, _UNREADABLE, seconds])


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Interrupt what runs longer, where the system has a timer; else the judge ends it."""
    if not _HAS_TIMER:
        yield
        return
    signal.signal(signal.SIGALRM, _interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)  # again, for code that catches the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(*_: object) -> None:
    raise _OutOfTimeError
