"""A runner in a process of its own, to which tests send hostile snippets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["KINDS", "Ran", "Runner"]

# As root, both ways of starting are tried: as root, and as somebody without rights.
KINDS = ("root", "user") if os.geteuid() == 0 else ("user",)

_PACKAGE = Path(__import__("foedus").__file__).parent
_SOMEBODY = 12345

# What each child does: run the snippet; whatever it reports goes back through its socket.
_RUNNER = """
import json, os, select, signal, socket, sys, traceback
from pathlib import Path
from foedus.grading import sandbox

setup = json.loads(sys.argv[1])
for name in setup["warm"]:
    __import__(name)
shown, hidden = ([Path(path) for path in setup[name]] for name in ("readable", "hidden"))
world = sandbox.enter_world(shown, hidden)

def live(code, end):
    def report(value):
        end.sendall(json.dumps(value).encode() + b"\\n")
    def tried(what, *values, **named):
        try:
            what(*values, **named)
        except BaseException as error:
            return type(error).__name__
        return "done"
    try:
        exec(code, {"report": report, "tried": tried, "end": end})
    except BaseException:
        report(traceback.format_exc())
    os._exit(0)

def answer(order):
    ours, theirs = socket.socketpair()
    child = world.fork([theirs.fileno()], sandbox.Limits(**order["limits"]))
    if child is None:
        live(order["code"], theirs)
    theirs.close()
    content = b""
    while select.select([ours], [], [], order["patience"])[0]:
        piece = ours.recv(65536)
        if not piece:
            break
        content += piece
    else:
        signal.pidfd_send_signal(child.pidfd, signal.SIGKILL)
    ours.close()
    ended = world.reap(child)
    return {"reports": [json.loads(line) for line in content.splitlines()], **vars(ended)}

print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    print(json.dumps(eval(line)), flush=True)
"""

# Become somebody without rights who can still reach Python: in a mount namespace of its own, the
# folders that are closed to others are replaced by open ones that hold no more than Python.
_AS_SOMEBODY = """
import os, sys
from pathlib import Path
from foedus.grading.sandbox.root import _copy
from foedus.grading.sandbox.syscalls import NEWNS, call, unshare

needed, command = sys.argv[2].split(":"), sys.argv[3:]
unshare(NEWNS)
call("mount", None, b"/", None, 16384 | 1 << 18, None)
closed = {}
for path in map(Path, needed):
    for above in reversed(path.parents):
        if not above.stat().st_mode & 1:
            closed.setdefault(above, []).append((path, _copy(str(path), 0)))
            break
for above, inside in closed.items():
    call("mount", b"open", os.fsencode(above), b"tmpfs", 0, b"mode=755")
    for path, tree in inside:
        path.mkdir(parents=True, exist_ok=True)
        call("move_mount", tree, b"", -100, os.fsencode(path), 4)
somebody = int(sys.argv[1])
os.setgroups([])
os.setresgid(somebody, somebody, somebody)
os.setresuid(somebody, somebody, somebody)
os.execv(command[0], command)
"""


@dataclass(frozen=True)
class Ran:
    """What a child reported, and how it ended."""

    reports: list[Any]
    status: int | None
    signal: int | None
    cpu_seconds: float
    peak_mb: float

    @property
    def report(self) -> Any:  # noqa: ANN401 (whatever the snippet reports)
        assert len(self.reports) == 1, (self.reports, self.status, self.signal)
        return self.reports[0]


class Runner:
    """A runner: started as root or as somebody without rights."""

    def __init__(
        self,
        kind: str,
        readable: tuple[Path, ...] = (),
        hidden: tuple[Path, ...] = (),
        warm: tuple[str, ...] = (),
    ) -> None:
        setup = {
            "readable": [str(_PACKAGE), *map(str, readable)],
            "hidden": [str(path) for path in hidden],
            "warm": warm,
        }
        command = [sys.executable, "-c", _RUNNER, json.dumps(setup)]
        if kind == "user" and os.geteuid() == 0:
            needed = ":".join({sys.prefix, sys.base_prefix, str(_PACKAGE.parent)})
            launch = [sys.executable, "-c", _AS_SOMEBODY, str(_SOMEBODY), needed]
            command = [*launch, *command]
        environment = {"OPENBLAS_NUM_THREADS": "1", "SECRET": "swordfish", "HOME": "/nowhere"}
        self.process = subprocess.Popen(  # noqa: S603 (our own command)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self._read() == "ready"

    def _read(self) -> Any:  # noqa: ANN401
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.close()
            raise AssertionError(f"the runner ended with {self.process.returncode}")
        return json.loads(line)

    def ask(self, expression: str) -> Any:  # noqa: ANN401
        """Return the value of an expression in the runner itself."""
        assert self.process.stdin is not None
        self.process.stdin.write(expression + "\n")
        self.process.stdin.flush()
        return self._read()

    def run(self, code: str, patience: float = 60, **limits: int) -> Ran:
        """Run a snippet in a child; it has `report(value)` and `tried(function, ...)`."""
        order = {"code": code, "limits": limits, "patience": patience}
        return Ran(**self.ask(f"answer({order!r})"))

    def close(self) -> None:
        """End the runner."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
