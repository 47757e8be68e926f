"""Whether this machine can make the sandbox: tried, not guessed."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import sys
from typing import Final

from foedus.grading.sandbox import entry, filters, landlock, places, root
from foedus.grading.sandbox.callnumbers import MACHINES, machine
from foedus.grading.sandbox.syscalls import (
    NEWIPC,
    NEWNS,
    drop_bounding_set,
    drop_capabilities,
    no_new_privileges,
    unshare,
)

__all__ = ["missing"]

_PATIENCE: Final = 10_000  # milliseconds
_ANSWER: Final = 65536

_NO_LINUX: Final = (
    "The sandbox needs Linux: grade in a Linux virtual machine (on Windows, WSL 2 is one) or "
    "container that allows user namespaces."
)
_NO_LANDLOCK: Final = (
    "The kernel has no Landlock ({error}): use Linux 5.13 or newer with landlock among its "
    "security modules (the boot option lsm=landlock,...)."
)
_NO_NAMESPACES: Final = (
    "Namespaces are refused ({error}): in a container, allow them (Docker and Podman: "
    "--security-opt seccomp=unconfined --security-opt apparmor=unconfined); on Ubuntu 24.04 or "
    "newer set kernel.apparmor_restrict_unprivileged_userns=0; elsewhere see that "
    "user.max_user_namespaces and kernel.unprivileged_userns_clone are not 0."
)
_NO_MOUNTS: Final = (
    "A private folder cannot be mounted in a user namespace ({error}): the machine's security "
    "policy (AppArmor, SELinux, a container's) forbids it; allow mounts in user namespaces."
)
_NO_FILTER: Final = (
    "The kernel does not filter system calls ({error}): use one built with CONFIG_SECCOMP_FILTER, "
    "or a container that leaves seccomp to its programs."
)


def missing() -> list[str]:
    """Say what this machine lacks for the sandbox.

    Returns
    -------
    list of str
        One sentence for each thing, with what to do; empty when all works. It is tried in a child
        that is thrown away.

    Examples
    --------
    >>> all(isinstance(sentence, str) for sentence in missing())
    True
    """
    if sys.platform != "linux":
        return [_NO_LINUX]
    if machine() not in MACHINES:
        return [
            f"The sandbox does not know this processor ({machine()}): grade on x86_64 or aarch64."
        ]
    return _try_in_child()


def _try_in_child() -> list[str]:
    """Fork, whatever threads there are: the child makes system calls only, and ends."""
    source, target = os.pipe()
    pid = ctypes.PyDLL(None).fork()
    if pid == 0:
        try:
            os.write(target, "\n".join(_try()).encode())
        finally:
            os._exit(0)
    os.close(target)
    try:
        return _listen(source, pid)
    finally:
        os.close(source)
        os.waitpid(pid, 0)


def _listen(source: int, pid: int) -> list[str]:
    """Return what the child found; kill it when it says nothing."""
    waiting = select.poll()
    waiting.register(source, select.POLLIN)
    if not waiting.poll(_PATIENCE):
        os.kill(pid, signal.SIGKILL)
        return ["The sandbox's trial did not end: try again on a machine that is less busy."]
    return os.read(source, _ANSWER).decode().splitlines()


def _try() -> list[str]:
    """Take each step of the sandbox for real; return a sentence for each that failed."""
    lacks: list[str] = []
    steps = (
        (landlock.version, _NO_LANDLOCK),
        (_make_namespaces, _NO_NAMESPACES),
        (_make_private_folder, _NO_MOUNTS),
        (_give_up_rights, _NO_FILTER),
    )
    for step, sentence in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 (whatever it is, the sandbox lacks it)
            lacks.append(sentence.format(error=" ".join(str(error).split())))
            if step is not landlock.version:
                break
    return lacks


def _make_namespaces() -> None:
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
    shown = places.plan([], [])
    if os.geteuid() == 0:
        unshare(NEWNS)
        root.enter(shown)
        entry.become_nobody()
        entry.new_namespaces(proc)
    else:
        entry.new_namespaces(proc)
        root.enter(shown)


def _make_private_folder() -> None:
    unshare(NEWNS | NEWIPC)
    root.mount_scratch(1, 16)


def _give_up_rights() -> None:
    drop_bounding_set()
    drop_capabilities()
    no_new_privileges()
    filters.install(filters.build())
