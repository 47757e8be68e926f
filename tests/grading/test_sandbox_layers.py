"""Each layer of the sandbox by itself, so that none hides that another is broken."""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from foedus.grading.sandbox import filters, landlock
from foedus.grading.sandbox.callnumbers import FREE, MACHINES, number

if TYPE_CHECKING:
    from pathlib import Path

ALLOW, KILL, REFUSE, UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026


def decide(kind: str, call: int, *arguments: int, architecture: int | None = None) -> int:
    """Run the program as the kernel would, and return its answer."""
    steps = list(struct.iter_unpack("=HBBI", filters.build(kind).code))
    padded = (*arguments, *(0,) * (6 - len(arguments)))
    which = MACHINES[kind] if architecture is None else architecture
    record = struct.pack("=IIQ6Q", call, which, 0, *padded)
    word, at = 0, 0
    for _ in range(len(steps)):
        code, true, false, value = steps[at]
        at += 1
        if code == 0x20:
            (word,) = struct.unpack_from("=I", record, value)
        elif code == 0x54:
            word &= value
        elif code == 0x06:
            return value
        else:
            met = {0x15: word == value, 0x25: word > value, 0x35: word >= value}[code]
            at += true if met else false
    raise AssertionError("the program does not end")


@pytest.mark.parametrize("kind", MACHINES)
def test_exactly_the_calls_on_the_list_are_free(kind: str) -> None:
    free = {number(name, kind) for name in FREE} - {None}
    bound = {
        number(name, kind) for name in ("clone", "ioctl", "prctl", "socketpair", "clone3", "fcntl")
    }
    bound |= {number("sendto", kind), number("prlimit64", kind)}
    for call in set(range(463)) - bound:
        assert decide(kind, call, 7, 7, 7) == (ALLOW if call in free else REFUSE), call
    assert {decide(kind, call) for call in (463, 1000, 0x3FFFFFFF)} == {UNKNOWN}
    assert {decide(kind, call) for call in (0x40000000, 0x40000001, 2**32 - 1)} == {KILL}


@pytest.mark.parametrize("kind", MACHINES)
@pytest.mark.parametrize("architecture", [0, 0x40000003, 0x40000028, 0xC00000F3])
def test_another_architecture_is_killed(kind: str, architecture: int) -> None:
    assert decide(kind, 0, architecture=architecture) == KILL


HIGH = 1 << 32


@pytest.mark.parametrize("kind", MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments", "answer"),
    [
        ("clone", (0x3D0F00,), ALLOW),
        ("clone", (0x7D0F00,), ALLOW),
        ("clone", (0x11,), REFUSE),
        ("clone", (0x3D0F00 | 0x10000000,), REFUSE),
        ("clone", (0x3D0F00 | 0x2000,), REFUSE),
        ("clone", (0x00010900,), REFUSE),
        ("clone3", (0x3D0F00,), UNKNOWN),
        ("ioctl", (3, 0x541B), ALLOW),
        ("ioctl", (3, 0x5412), REFUSE),
        ("ioctl", (3, 0x541C), REFUSE),
        ("ioctl", (3, HIGH | 0x5412), REFUSE),
        ("fcntl", (3, 6), ALLOW),
        ("fcntl", (3, 1030), ALLOW),
        ("fcntl", (3, 8), REFUSE),
        ("fcntl", (3, 1024), REFUSE),
        ("fcntl", (3, 1031), REFUSE),
        ("prctl", (15,), ALLOW),
        ("prctl", (22, 2), REFUSE),
        ("prctl", (HIGH | 4,), REFUSE),
        ("prlimit64", (0, 7, 0, 99), ALLOW),
        ("prlimit64", (0, 7, 99, 0), REFUSE),
        ("prlimit64", (0, 7, HIGH, 0), REFUSE),
        ("sendto", (3, 1, 1, 0, 0, 16), ALLOW),
        ("sendto", (3, 1, 1, 0, 99, 16), REFUSE),
        ("sendto", (3, 1, 1, 0, HIGH, 16), REFUSE),
        ("socketpair", (1, 1 | 0x80000 | 0x800), ALLOW),
        ("socketpair", (1, 2), REFUSE),
        ("socketpair", (1, 5), REFUSE),
        ("socketpair", (2, 1), REFUSE),
        ("socketpair", (16, 1), REFUSE),
    ],
)
def test_some_arguments_only_are_allowed(
    kind: str, name: str, arguments: tuple[int, ...], answer: int
) -> None:
    call = number(name, kind)
    assert call is not None
    assert decide(kind, call, *arguments) == answer


def test_a_call_by_its_number_answers_as_python_does() -> None:
    from foedus.grading.sandbox.syscalls import call  # noqa: PLC0415 (Linux only)

    assert call("getpid") == os.getpid()
    assert call("getuid") == os.getuid()


# A process under Landlock alone: no namespaces, no filter, its user's rights as they were.
RULED = """
import json, os, socket, sys
from foedus.grading.sandbox import landlock, syscalls
shelf, scratch, port = sys.argv[1:]
def tried(what, *values):
    try: what(*values)
    except OSError as error: return type(error).__name__
    return "done"
listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
rules = landlock.build([shelf], [shelf + "/hidden"], scratch)
syscalls.no_new_privileges()
landlock.enforce(rules, landlock.version())
print(json.dumps({
    "read": tried(open, shelf + "/page"),
    "hidden": tried(open, shelf + "/hidden/key"),
    "way": tried(open, shelf + "/way/key"),
    "system": tried(open, "/etc/passwd"),
    "process": tried(open, "/proc/self/status"),
    "write": tried(open, shelf + "/page", "r+"),
    "truncate": tried(os.truncate, shelf + "/page", 0),
    "make": tried(os.mkdir, shelf + "/made"),
    "remove": tried(os.unlink, shelf + "/page"),
    "run": tried(os.execv, sys.executable, [sys.executable, "-c", ""]),
    "scratch": tried(open, scratch + "/mine", "w"),
    "pipe": tried(os.mkfifo, scratch + "/pipe"),
    "link": tried(os.link, shelf + "/page", scratch + "/page"),
    "tcp": tried(socket.create_connection, ("127.0.0.1", int(port))),
    "serve": tried(socket.create_server, ("127.0.0.1", 0)),
    "abstract": tried(socket.socket(socket.AF_UNIX).connect, "\\0foedus-layer-" + port),
    "signal": tried(os.kill, os.getppid(), 0),
}))
"""

SINCE = {"truncate": 3, "tcp": 4, "serve": 4, "abstract": 6, "signal": 6}


def test_the_rules_on_files_hold_alone(tmp_path: Path) -> None:
    shelf, scratch = tmp_path / "shelf", tmp_path / "scratch"
    (shelf / "hidden").mkdir(parents=True)
    scratch.mkdir()
    (shelf / "page").write_text("page")
    (shelf / "hidden" / "key").write_text("key")
    (shelf / "way").symlink_to("hidden")
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as other:
        port = str(server.getsockname()[1])
        other.bind(f"\0foedus-layer-{port}")
        other.listen()
        command = [sys.executable, "-c", RULED, str(shelf), str(scratch), port]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.stderr == ""
    done = json.loads(ran.stdout)
    has = landlock.version()
    newer = {name for name, since in SINCE.items() if since > has}
    allowed = {name for name, answer in done.items() if answer == "done"} - newer
    assert allowed == {"read", "scratch"}


def test_an_older_kernel_gets_only_the_rights_it_knows() -> None:
    known = [landlock._handled(has) for has in (1, 2, 3, 5, 9)]
    assert [one.bit_length() for one in known] == [13, 14, 15, 16, 17]
