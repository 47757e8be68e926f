"""The stem: imports everything once, then forks what is asked for.

It is started with an environment of its own, so that nothing secret is in the memory of what it
forks. What comes over its standard input is a connection and a word. For ``judge`` it forks a
runner, which forks a child a submission, and a judge, which reads submissions from the connection
and answers with verdicts; neither has been anything else before. For ``write`` it forks a process
that writes the results.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .quick_imports import spare_web_grammar

spare_web_grammar()

from .frames import receive, send  # noqa: E402
from .plain_world import PlainWorld  # noqa: E402
from .runner import HIDDEN, READABLE, serve, warm  # noqa: E402
from .sandbox import Limits, enter_world  # noqa: E402
from .wanted import Wanted  # noqa: E402

if TYPE_CHECKING:
    from .shell import Shell

__all__ = ["main"]


def main() -> None:
    """Serve until the standard input, a socket, is closed."""
    commands = _standard_input()
    options = json.loads(sys.argv[1])
    shell = warm()
    while True:
        work, handles, _, _ = socket.recv_fds(commands, 8, 1)
        if not work:
            break
        if work == b"judge":
            _fork_pair(shell, handles[0], options, commands)
        elif os.fork() == 0:
            _never_return(partial(_write, handles[0]), [commands.fileno()])
        os.close(handles[0])
        _reap(os.WNOHANG)
    _reap(0)
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
        _never_return(
            partial(_run, shell, theirs, options), [handle, ours.fileno(), commands.fileno()]
        )
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
    hidden = [*HIDDEN, *map(Path, options["hidden"])]
    world = enter_world(READABLE, hidden) if options["sandbox"] else PlainWorld()
    serve(control, shell, world, limits)


def _judge(handle: int, control: socket.socket, options: dict[str, Any]) -> None:
    from .worker import work  # noqa: PLC0415 (imports the questions: after the runner's fork)

    solutions = Path(options["solutions"]) if options["solutions"] else None
    work(Connection(handle), control, solutions, options["seconds"])


def _write(handle: int) -> None:
    from .outputs import write  # noqa: PLC0415 (as above)

    sys.modules.pop("vl_convert", None)  # draws the report's charts; only notebooks go without
    connection = Connection(handle)
    order = receive(connection)
    roster = Path(order["roster"]) if order["roster"] else None
    wanted = Wanted(Path(order["out"]), order["hints"], roster, order["lessons_at"], order["salt"])
    try:
        send(connection, write(wanted))
    except Exception as error:
        send(connection, {"fault": f"{type(error).__name__}: {error}"})
        raise


def _reap(waiting: int) -> None:
    """Bury the processes that have ended; without `os.WNOHANG` wait for those that have not."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, waiting)[0]:
            pass


if __name__ == "__main__":
    main()
