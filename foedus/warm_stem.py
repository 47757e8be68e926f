"""The process that is forked by `foedus.warm_kernels`: one thread, no zmq context, no event loop.

It imports what takes long, and forks a kernel for each request. A kernel makes its threads, its
zmq context and its event loop itself, after the fork; it begins where ``python -m
ipykernel_launcher`` does, and leaves Python as every program does. `foedus` itself is forgotten
after its dependencies are there: it sets up Altair when a notebook imports it, not before.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import io
import json
import os
import runpy
import select
import signal
import socket
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

__all__ = ["import_libraries", "main"]

_KERNEL: Final = (
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completer",
)
_LIBRARIES: Final = ("pandas", "altair", "foedus.checking", "foedus.widgets")
_BLAS: Final = "OPENBLAS_NUM_THREADS"


def main() -> None:
    """Serve the client, by the socket whose number is the first argument, until it has gone."""
    client, commands = os.pidfd_open(os.getppid()), socket.socket(fileno=int(sys.argv[1]))
    import_libraries()
    gc.freeze()  # else each kernel copies every page when it looks for garbage, so at its exit
    os.chdir("/")
    request = _Server(client, commands).served()
    if request is not None:  # this is a kernel's process
        _run(request)


def import_libraries() -> None:
    """Import what kernels need; what cannot be imported is left to them.

    ipykernel reads its parent's number when it is imported: a kernel ends when the stem has gone.
    OpenBLAS would start threads, unless it is told how many to have. pandas asks whether it is
    imported in a kernel, and shows tables accordingly.
    """
    asked = os.environ.get(_BLAS)
    os.environ.update({"JPY_PARENT_PID": str(os.getpid()), _BLAS: asked or "1"})
    words = io.TextIOWrapper(io.BytesIO(), encoding="UTF-8")  # as a kernel's output is
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
    for name in (*_KERNEL, *_LIBRARIES):
        with suppress(Exception), redirect_stdout(words), redirect_stderr(words):
            importlib.import_module(name)
    del builtins.get_ipython  # type: ignore[attr-defined]
    if "ipywidgets" in sys.modules:  # which does so itself if it is imported in a kernel
        sys.modules["ipywidgets"].register_comm_target()
    for name in [name for name in sys.modules if name.partition(".")[0] == "foedus"]:
        del sys.modules[name]
    del os.environ["JPY_PARENT_PID"]
    if asked is None:
        del os.environ[_BLAS]


class _Request(NamedTuple):
    """A kernel to be forked; `env` is what it has besides the stem's own."""

    options: list[str]
    cwd: str
    env: dict[str, str]
    outputs: list[int]


class _Server:
    """Forks kernels and says how they are; each has a line to who asked for it."""

    def __init__(self, client: int, commands: socket.socket) -> None:
        self._client, self._commands = client, commands
        self._kernels: dict[socket.socket, int] = {}

    def served(self) -> _Request | None:
        """Serve; return None when the client has gone, and in each new process its request."""
        while True:
            watched: list[Any] = [self._client, self._commands, *self._kernels]
            ready = select.select(watched, [], [])[0]
            for line in self._kernels.keys() & set(ready):
                self._answer(line)
            if self._client in ready:
                return None
            if self._commands in ready:
                body, handles, *_ = socket.recv_fds(self._commands, 65536, 3)
                if not body:
                    return None
                if self._fork(socket.socket(fileno=handles[0])):
                    return _Request(**json.loads(body), outputs=handles[1:])
                for handle in handles[1:]:
                    os.close(handle)

    def _fork(self, line: socket.socket) -> bool:
        """Fork, and say the number or why not; return True in the new process."""
        try:
            pid = _forked()
        except OSError as error:
            with line, suppress(OSError):
                line.send(str(error).encode())
            return False
        if pid == 0:
            for strange in (line, self._commands, *self._kernels):
                strange.close()
            os.close(self._client)
            return True
        self._kernels[line] = pid
        try:
            line.send(str(pid).encode())
        except OSError:
            os.kill(pid, signal.SIGKILL)
        return False

    def _answer(self, line: socket.socket) -> None:
        """Say how a kernel is; afterwards forget one that has ended, or that nobody asks for."""
        pid, ended = self._kernels[line], 0
        asked = _received(line)
        if asked is None:
            os.kill(pid, signal.SIGKILL)
        if asked:
            ended, status = os.waitpid(pid, os.WNOHANG)
            with suppress(OSError):
                line.send(str(os.waitstatus_to_exitcode(status)).encode() if ended else b"runs")
        if ended or not asked:
            del self._kernels[line]
            line.close()


def _forked() -> int:
    """Fork; OSError if there are threads, which would not be there afterwards."""
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        raise OSError("the libraries start threads, which a fork would lose")
    return os.fork()


def _received(line: socket.socket) -> bytes | None:
    """Return what was said, nothing at the end; None if the last answer was not even read.

    That is a client which gave up before it knew the number of its kernel.
    """
    try:
        return line.recv(16)
    except ConnectionResetError:
        return None


def _run(request: _Request) -> None:
    """Be an ordinary kernel from here on."""
    os.setsid()
    for number, handle in enumerate(request.outputs, 1):
        os.dup2(handle, number)
        os.close(handle)
    os.chdir(request.cwd)
    os.environ.update(request.env)
    if "numpy.random" in sys.modules:  # else each would draw the same; `random` sees to itself
        sys.modules["numpy.random"].seed()
    sys.argv[1:] = request.options
    sys.path.insert(0, request.cwd)  # as `python -m` does; ipykernel_launcher takes it away
    runpy.run_module("ipykernel_launcher", run_name="__main__", alter_sys=True)
