"""A worker: judges one submission after the other, with a runner of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
from dataclasses import asdict
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from .dealing import Dealt
from .errors import CourseError, NotStartedError
from .examiner import Examiner, Paper
from .frames import receive, send
from .supervise import Ended, supervised

if TYPE_CHECKING:
    from pathlib import Path

    from .script import Script
    from .supervise import Reports

__all__ = ["RunnerGoneError", "work"]


class RunnerGoneError(RuntimeError):
    """The runner ended: nothing can be run any more."""


def work(
    connection: Connection, control: socket.socket, solutions: Path | None, seconds: float
) -> None:
    """Judge what comes over a connection until it is closed.

    Parameters
    ----------
    connection : multiprocessing.connection.Connection
        Says its process id first. Then, again and again, takes a lesson and a submission's bytes,
        and gives the judged paper as a dict.
    control : socket.socket
        The runner's.
    solutions : pathlib.Path, optional
        The folder of the solutions.
    seconds : float
        Wall time that one cell may take.
    """
    runner = _Runner(control)

    def perform(script: Script) -> Reports:
        return supervised(runner, script)

    examiner = Examiner(solutions, seconds, perform)
    send(connection, os.getpid())
    while True:
        order = receive(connection)
        content = connection.recv_bytes()
        try:
            paper = _paper(examiner, order, content)
            send(connection, {"paper": asdict(paper)})
        except (CourseError, NotStartedError) as error:
            send(connection, {"fault": str(error)})


def _paper(examiner: Examiner, order: dict[str, Any], content: bytes) -> Paper:
    if order["fault"]:
        return examiner.refuse(order["lesson"], order["word"], order["fault"])
    dealt = Dealt(*order["dealt"]) if order["dealt"] else None
    return examiner.judge(order["lesson"], content, dealt)


class _Runner:
    """The runner, as the judge sees it: starts processes that perform a script."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control

    def start(self) -> _Child:
        ours, theirs = socket.socketpair()
        socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        theirs.close()
        message, handles, _, _ = socket.recv_fds(self._control, 16, 1)
        if not message or not handles:
            raise RunnerGoneError("the process that runs notebooks has ended")
        return _Child(self._control, Connection(ours.detach()), handles[0])


class _Child:
    """A process that performs one script."""

    def __init__(self, control: socket.socket, connection: Connection, pidfd: int) -> None:
        self._control, self._pidfd = control, pidfd
        self.connection = connection
        self._over = False

    def kill(self) -> None:
        if not self._over:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def reap(self) -> Ended:
        message = self._control.recv(4096)
        self._over = True
        os.close(self._pidfd)
        self.connection.close()
        if not message:
            raise RunnerGoneError("the process that runs notebooks has ended")
        _, by_signal, cpu_seconds = json.loads(message)
        return Ended(by_signal, cpu_seconds)
