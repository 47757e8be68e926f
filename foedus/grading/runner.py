"""The runner: a warm process that has imported all that a notebook needs, and forks for each one.

It never sees a submission: a learner's cells go straight to the child that runs them. And no
reference is in its memory, so that none is in a child's: it does not import the lessons' rooms.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import foedus
from foedus import tables

from .performing import perform
from .rehearsal import rehearse
from .shell import make_shell

if TYPE_CHECKING:
    from .plain_world import PlainWorld
    from .sandbox import Limits, World
    from .shell import Shell

__all__ = ["HIDDEN", "READABLE", "serve", "warm"]

_PACKAGE: Final = Path(foedus.__file__).parent
#: What no submission may read, though it stands among the files that Python reads.
HIDDEN: Final = (_PACKAGE / "lessons",)
#: What every submission may read, beside Python itself and the installed packages.
READABLE: Final = (_PACKAGE, tables.DATA)
_USED: Final = (
    "altair",
    "IPython.core.magics",
    "numpy",
    "pandas",
    "foedus.briefing",
    "foedus.checking",
    "foedus.chronology",
    "foedus.forecasts",
    "foedus.keeping",
    "foedus.relations",
    "foedus.votes",
    "foedus.widgets",
)


def warm() -> Shell:
    """Import what notebooks import, read the tables, and return a shell.

    What is in memory now is in every child's memory, and costs it nothing.
    """
    sys.modules["vl_convert"] = None  # type: ignore[assignment] # draws pictures, with gigabytes
    for name in _USED:
        import_module(name)
    for name in tables.TABLES:
        foedus.load(name, as_of=foedus.ARTICLE_DAY)
    shell = make_shell()
    rehearse(shell)
    gc.collect()
    gc.freeze()  # else a collection in a child would copy all that it looks at
    return shell


def serve(control: socket.socket, shell: Shell, world: World | PlainWorld, limits: Limits) -> None:
    """Fork a child for each connection that comes over a socket, one after the other.

    Parameters
    ----------
    control : socket.socket
        A pair of the judge's: brings a connection's file descriptor, takes two messages back:
        the child's (with its pidfd), and how it ended.
    shell : Shell
        Fresh; each child has a copy.
    world : World
        Forks and reaps.
    limits : Limits
        Of each child.
    """
    while True:
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        child = world.fork(handles, limits)
        if child is None:
            _be_a_notebook(shell, handles[0])
        os.close(handles[0])
        socket.send_fds(control, [b"child"], [child.pidfd])
        ended = world.reap(child)
        control.send(json.dumps([ended.status, ended.signal, ended.cpu_seconds]).encode())


def _be_a_notebook(shell: Shell, handle: int) -> NoReturn:
    """Perform one script and leave without a trace, whatever it did to Python's ways of leaving."""
    try:
        perform(shell, Connection(handle))
    finally:
        _leave(0)
    raise SystemExit


_leave = os._exit
