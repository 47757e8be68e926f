"""The stem: imports everything once, then forks pairs of judge and runner as they are asked for.

It is started with an environment of its own, so that nothing secret is in the memory of what it
forks. For each connection that comes over its standard input it forks a runner, which forks a
child a submission, and a judge, which reads submissions from the connection and answers with
verdicts. The runner is forked first: it must never have seen a question.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import asdict
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .plain_world import PlainWorld
from .runner import HIDDEN, READABLE, serve, warm
from .sandbox import Limits, enter_world

if TYPE_CHECKING:
    from .shell import Shell

__all__ = ["main"]


def main() -> None:
    """Serve until the standard input, a socket, is closed."""
    commands = _standard_input()
    options = json.loads(sys.argv[1])
    shell = warm()
    while True:
        message, handles, _, _ = socket.recv_fds(commands, 1, 1)
        if not message:
            break
        _fork_pair(shell, handles[0], options, commands)
        os.close(handles[0])
        _reap()
    os._exit(0)


def _standard_input() -> socket.socket:
    """Take the socket away from descriptor 0, which must be none that a message can take."""
    commands = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return commands


def _fork_pair(shell: Shell, handle: int, options: dict[str, Any], commands: socket.socket) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        _never_return(partial(_run, shell, theirs, options), [handle, ours.fileno(), commands.fileno()])
    theirs.close()
    if os.fork() == 0:
        _never_return(partial(_judge, handle, ours, options), [commands.fileno()])
    ours.close()


def _never_return(work: partial[None], strange: list[int]) -> None:
    """Do a forked process's work and end it, whatever happens."""
    status = 1
    try:
        for handle in strange:
            os.close(handle)
        work()
        status = 0
    except (BrokenPipeError, ConnectionResetError, EOFError):
        status = 0  # the other side has gone: nobody waits for us
    except BaseException:  # noqa: BLE001 (the last place where it can be said)
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def _run(shell: Shell, control: socket.socket, options: dict[str, Any]) -> None:
    limits = Limits(**options["limits"])
    world = enter_world(READABLE, HIDDEN) if options["sandbox"] else PlainWorld()
    serve(control, shell, world, limits)


def _judge(handle: int, control: socket.socket, options: dict[str, Any]) -> None:
    from .worker import work  # noqa: PLC0415 (imports the questions: after the runner's fork)

    work(Connection(handle), control, Path(options["course"]), options["seconds"])


def _reap() -> None:
    """Bury the pairs that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    main()
