"""Numbers of the system calls, as Linux has them on each processor that the sandbox knows."""

from __future__ import annotations

import platform
from typing import Final

__all__ = ["FREE", "LAST", "MACHINES", "machine", "number"]

#: The processors known, each with the kernel's own name for its system calls (``AUDIT_ARCH_...``).
MACHINES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

#: The newest system call known. What is newer is answered as a call that does not exist.
LAST: Final = 462

# A name, its number on x86_64, its number on aarch64; "-" where the processor has no such call.
# What a program needs to compute, and to use the files and sockets that it was given.
_FREE: Final = """
brk 12 214, mmap 9 222, mprotect 10 226, munmap 11 215, mremap 25 216, madvise 28 233,
msync 26 227, mincore 27 232, membarrier 324 283,
futex 202 98, set_robust_list 273 99, set_tid_address 218 96, rseq 334 293,
sched_yield 24 124, sched_getaffinity 204 123, sched_getparam 143 121,
sched_getscheduler 145 120, sched_get_priority_max 146 125, sched_get_priority_min 147 126,
getcpu 309 168, arch_prctl 158 -, exit 60 93, exit_group 231 94, restart_syscall 219 128,
open 2 -, openat 257 56, openat2 437 437, creat 85 -, close 3 57, close_range 436 436,
read 0 63, write 1 64, readv 19 65, writev 20 66, pread64 17 67, pwrite64 18 68,
preadv 295 69, pwritev 296 70, preadv2 327 286, pwritev2 328 287, lseek 8 62, stat 4 -,
fstat 5 80, lstat 6 -, newfstatat 262 79, statx 332 291, statfs 137 43, fstatfs 138 44,
access 21 -, faccessat 269 48, faccessat2 439 439, getdents 78 -, getdents64 217 61,
getcwd 79 17, chdir 80 49, fchdir 81 50, mkdir 83 -, mkdirat 258 34, rmdir 84 -,
unlink 87 -, unlinkat 263 35, rename 82 -, renameat 264 38, renameat2 316 276, link 86 -,
linkat 265 37, symlink 88 -, symlinkat 266 36, readlink 89 -, readlinkat 267 78, chmod 90 -,
fchmod 91 52, fchmodat 268 53, fchmodat2 452 452, umask 95 166, utime 132 -, utimes 235 -,
utimensat 280 88, futimesat 261 -, truncate 76 45, ftruncate 77 46, fallocate 285 47,
fsync 74 82, fdatasync 75 83, dup 32 23, dup2 33 -, dup3 292 24,
fadvise64 221 223, sendfile 40 71, copy_file_range 326 285, getxattr 191 8, lgetxattr 192 9,
fgetxattr 193 10, listxattr 194 11, llistxattr 195 12, flistxattr 196 13,
pipe 22 -, pipe2 293 59, poll 7 -, ppoll 271 73, select 23 -, pselect6 270 72,
epoll_create 213 -, epoll_create1 291 20, epoll_ctl 233 21, epoll_wait 232 -,
epoll_pwait 281 22, eventfd2 290 19, nanosleep 35 101, clock_nanosleep 230 115, pause 34 -,
sendmsg 46 211, recvmsg 47 212, recvfrom 45 207, shutdown 48 210, getsockname 51 204,
getpeername 52 205, getsockopt 55 209,
clock_gettime 228 113, clock_getres 229 114, gettimeofday 96 169, time 201 -, times 100 153,
getrusage 98 165, getitimer 36 102, setitimer 38 103, alarm 37 -, sysinfo 99 179,
uname 63 160, getrandom 318 278,
getpid 39 172, gettid 186 178, getppid 110 173, getpgrp 111 -, getpgid 121 155,
getsid 124 156, getuid 102 174, geteuid 107 175, getgid 104 176, getegid 108 177,
getresuid 118 148, getresgid 120 150, getgroups 115 158, getpriority 140 141,
getrlimit 97 163, capget 125 90,
rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136,
rt_sigtimedwait 128 137, rt_sigsuspend 130 133, sigaltstack 131 132, kill 62 129,
tgkill 234 131, wait4 61 260, waitid 247 95
"""
# What is allowed for some arguments only.
_BOUND: Final = """
clone 56 220, clone3 435 435, fcntl 72 25, ioctl 16 29, prctl 157 167, prlimit64 302 261,
sendto 44 206, socketpair 53 199
"""
# What the runner needs to lock its children in; nobody else gets it.
_OWN: Final = """
unshare 272 97, setns 308 268, mount 165 40, umount2 166 39, pivot_root 155 41,
open_tree 428 428, move_mount 429 429, mount_setattr 442 442, capset 126 91,
landlock_create_ruleset 444 444, landlock_add_rule 445 445, landlock_restrict_self 446 446,
seccomp 317 277
"""


def _read(table: str) -> dict[str, dict[str, int]]:
    rows = (entry.split() for entry in table.replace("\n", " ").split(",") if entry.strip())
    return {
        name: {
            kind: int(given)
            for kind, given in zip(MACHINES, given_all, strict=True)
            if given != "-"
        }
        for name, *given_all in rows
    }


_NUMBERS: Final = {**_read(_FREE), **_read(_BOUND), **_read(_OWN)}

#: Names of the calls that code in the sandbox may make with any arguments.
FREE: Final = tuple(_read(_FREE))


def machine() -> str:
    """Return the processor's name as the kernel gives it.

    Examples
    --------
    >>> isinstance(machine(), str)
    True
    """
    return platform.machine()


def number(name: str, kind: str | None = None) -> int | None:
    """Return the number of a system call on a processor.

    Parameters
    ----------
    name
        The call, such as ``"openat"``.
    kind
        One of `MACHINES`; this machine's when not given.

    Returns
    -------
    int or None
        None where that processor has no such call.

    Raises
    ------
    KeyError
        If the call is not in the tables.

    Examples
    --------
    >>> number("openat", "x86_64"), number("openat", "aarch64"), number("open", "aarch64")
    (257, 56, None)
    """
    return _NUMBERS[name].get(kind or machine())
