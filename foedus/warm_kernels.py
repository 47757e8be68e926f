"""Start Jupyter kernels by forking a process that has imported the course's libraries already.

Off unless asked for: with ``JUPYTER_DEFAULT_PROVISIONER_NAME=foedus-warm`` in the environment,
nbval, nbclient and nbconvert use it unchanged. The first kernel starts what is forked, the stem
(`foedus.warm_stem`); it ends with its client.

A kernel runs under the environment variables, in the folder and with the output that its client
asks for, as always; another environment has another stem, for libraries read it when they are
imported. What differs: what a library prints while it is imported is not in the notebook; kernels
of one stem share the seed of ``hash`` unless PYTHONHASHSEED says otherwise; linear algebra runs in
one thread; a ``pandas.py`` beside the notebook does not hide pandas. A library that cannot be
imported is left to the kernel, which shows the error as always.

Where this cannot serve (no Linux, libraries that start threads) kernels start as always, and one
warning says so; kernels of another Python or another language start as always without a word.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

__all__ = ["WarmProvisioner"]

# The folder is not searched for modules, as ipykernel_launcher has it.
_CODE: Final = (
    "import sys; sys.path[:] = filter(None, sys.path); import foedus.warm_stem as s; s.main()"
)
#: Variables that differ between kernels and that no library reads when it is imported.
_PASSING: Final = frozenset({"JPY_PARENT_PID", "JPY_SESSION_NAME", "PYTEST_CURRENT_TEST"})
_KNOWN: Final = frozenset({"env", "cwd", "stdout", "stderr", "kernel_id", "extra_arguments"})
_MOST_STEMS: Final = 4
_PATIENCE: Final = 60.0  # seconds to import the libraries


class WarmProvisioner(LocalProvisioner):
    """Fork kernels of this Python, and start all others as usual.

    Examples
    --------
    >>> from importlib.metadata import entry_points
    >>> [found] = entry_points(group="jupyter_client.kernel_provisioners", name="foedus-warm")
    >>> found.value
    'foedus.warm_kernels:WarmProvisioner'
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401
        """Start a kernel; see `jupyter_client.provisioning.LocalProvisioner`."""
        wanted = _wanted(cmd, kwargs)
        forked = await self._forked(wanted) if wanted else None
        if wanted is None or forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked  # type: ignore[assignment]  # which is all that is needed of one
        self.pid = self.pgid = forked.pid
        self.cwd = wanted.cwd
        return self.connection_info

    async def _forked(self, wanted: _Wanted) -> _Forked | None:
        try:
            return await _Stem.serving(wanted).fork(wanted)
        except OSError as error:
            if not _Stem.complained:
                self.log.warning("Kernels start as usual, none is forked: %s.", error)
            _Stem.complained = True
        return None


class _Wanted(NamedTuple):
    """A kernel that can be forked."""

    python: tuple[str, ...]
    options: list[str]
    cwd: str
    env: dict[str, str]
    outputs: tuple[int, int]


def _wanted(cmd: list[str], kwargs: dict[str, Any]) -> _Wanted | None:
    """Read what a client asks for; None if only an ordinary start gives it."""
    at = cmd.index("-m") if "-m" in cmd else 0
    python, module, options = cmd[:at], cmd[at + 1 : at + 2], cmd[at + 2 :]
    cwd = os.fspath(kwargs.get("cwd") or Path.cwd())
    outputs = _handle(kwargs.get("stdout"), 1), _handle(kwargs.get("stderr"), 2)
    plain = module == ["ipykernel_launcher"] and all(word[:2] == "-X" for word in python[1:])
    usual = kwargs.keys() <= _KNOWN and min(outputs) >= 0 and Path(cwd).is_dir()
    if not (python and plain and usual and _is_ours(python[0])):
        return None
    env = {**(kwargs.get("env") or os.environ), "JPY_PARENT_PID": str(os.getpid())}
    return _Wanted(tuple(python), [*map(os.path.expanduser, options)], cwd, env, outputs)


def _handle(stream: Any, usual: int) -> int:  # noqa: ANN401 (as Popen takes it)
    if stream is None:
        return usual
    return stream if isinstance(stream, int) else int(stream.fileno())


def _is_ours(python: str) -> bool:
    """Tell this Python from those of other environments, which may be links to the same file."""
    this, that = Path(sys.executable), Path(python)
    return that.exists() and that.samefile(this) and that.parent.samefile(this.parent)


class _Stem:
    """The client's side of a stem."""

    complained = False
    _all: Final[dict[object, _Stem]] = {}

    @classmethod
    def serving(cls, wanted: _Wanted) -> _Stem:
        """Return the stem of an environment, started if there is none; OSError if none can be."""
        if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
            raise OSError("that needs Linux")
        env = {name: value for name, value in wanted.env.items() if name not in _PASSING}
        folder = wanted.cwd if "PYTHONPATH" in env else ""  # which may be relative to it
        key = (os.getpid(), wanted.python, folder, frozenset(env.items()))
        if key not in cls._all and len(cls._all) >= _MOST_STEMS:
            raise OSError(f"they ask for more than {_MOST_STEMS} environments")
        return cls._all.get(key) or cls._all.setdefault(key, cls(wanted, env))

    def __init__(self, wanted: _Wanted, env: dict[str, str]) -> None:
        self._usable = True
        self._commands, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 (our own Python)
                [*wanted.python, "-c", _CODE, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=wanted.cwd,
                env=env,
                start_new_session=True,  # an interrupt from the terminal is not for it
            )
        atexit.register(self.close)

    def close(self) -> None:
        """End the stem; kernels that still run end within a second, as without their client."""
        self._commands.close()
        self._process.kill()
        self._process.wait()

    async def fork(self, wanted: _Wanted) -> _Forked:
        """Return a new kernel; after a first OSError there is never one."""
        if not self._usable:
            raise OSError("the libraries cannot be imported beforehand")
        line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        env = {name: wanted.env[name] for name in _PASSING & wanted.env.keys()}
        request = json.dumps({"options": wanted.options, "cwd": wanted.cwd, "env": env})
        try:
            with theirs:
                handles = [theirs.fileno(), *wanted.outputs]
                socket.send_fds(self._commands, [request.encode()], handles)
            return _Forked(await _process_number(line), line)
        except BaseException as error:
            self._usable = not isinstance(error, OSError)
            line.close()
            raise


async def _process_number(line: socket.socket) -> int:
    line.settimeout(0)
    loop = asyncio.get_running_loop()
    try:
        said = await asyncio.wait_for(loop.sock_recv(line, 256), _PATIENCE)
    except TimeoutError:
        raise OSError(f"importing the libraries takes more than {_PATIENCE:g} s") from None
    if not said.isdigit():
        raise OSError(said.decode() or "what imports the libraries has ended")
    line.settimeout(None)
    return int(said)


class _Forked:
    """As much of a Popen as a provisioner needs; the stem keeps it a zombie until it is polled."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid, self._line, self._handle = pid, line, os.pidfd_open(pid)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return how it ended, as Popen does; None while it runs."""
        if self.returncode is None:
            said = self._asked()
            if said != b"runs":
                self.returncode = int(said)
                self._line.close()
                os.close(self._handle)
        return self.returncode

    def _asked(self) -> bytes:
        with suppress(OSError):
            self._line.send(b"?")
            if said := self._line.recv(16):
                return said
        with suppress(ProcessLookupError):  # the stem has gone: so does the kernel
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        return str(-signal.SIGKILL).encode()

    def wait(self) -> int:
        """Wait for the end, and return how it was."""
        while (status := self.poll()) is None:
            time.sleep(0.01)
        return status

    def send_signal(self, number: int) -> None:
        """Signal the kernel if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)
