"""What code in the sandbox cannot reach: each test would fail if one layer let it through."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .sandboxed import KINDS, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSED = {"PermissionError", "FileNotFoundError", "OSError", "NotADirectoryError"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder to show, with things in it to hide and ways to get at them."""
    shelf = tmp_path_factory.mktemp("shelf") / "shown"
    (shelf / "answers" / "deep").mkdir(parents=True)
    (shelf / "open").mkdir()
    (shelf / "open" / "page.txt").write_text("a page")
    (shelf / "answers" / "deep" / "key.txt").write_text("the key")
    (shelf / "key.py").write_text("key = 1")
    (shelf / "__pycache__").mkdir()
    (shelf / "__pycache__" / "key.cpython-311.pyc").write_text("compiled")
    (shelf / "way").symlink_to("answers/deep")
    (shelf / "open" / "out").symlink_to("/etc")
    (shelf.parent / "beside.txt").write_text("not shown")
    for folder in (*shelf.parents[:3], shelf):  # so that somebody without rights can read it
        folder.chmod(0o755)
    return shelf


@pytest.fixture(scope="module", params=KINDS)
def runner(request: pytest.FixtureRequest, shelf: Path) -> Iterator[Runner]:
    runner = Runner(request.param, (shelf,), (shelf / "answers", shelf / "key.py"))
    yield runner
    runner.close()


def test_what_is_shown_can_be_read(runner: Runner, shelf: Path) -> None:
    ran = runner.run(f"report(open('{shelf}/open/page.txt').read())")
    assert ran.report == "a page"
    assert (ran.status, ran.signal) == (0, None)


@pytest.mark.parametrize(
    "place",
    [
        "answers/deep/key.txt",
        "way/key.txt",
        "open/../answers/deep/key.txt",
        "key.py",
        "__pycache__/key.cpython-311.pyc",
        "../beside.txt",
        "open/out/hostname",
    ],
)
def test_what_is_hidden_or_beside_cannot_be_read(runner: Runner, shelf: Path, place: str) -> None:
    ran = runner.run(
        f"report([tried(open, '{shelf}/{place}'), tried(open, '{shelf}/{place}', 'rb')])"
    )
    assert set(ran.report) <= REFUSED


def test_a_hidden_folder_cannot_be_listed(runner: Runner, shelf: Path) -> None:
    code = f"import os; report([tried(os.listdir, p) for p in ('{shelf}/answers', '{shelf}/way')])"
    assert set(runner.run(code).report) <= REFUSED


@pytest.mark.parametrize(
    "place",
    [
        "/etc/passwd",
        "/etc/shadow",
        "/etc/hostname",
        "/proc/self/environ",
        "/proc/1/root",
        "/proc/self/mem",
        "/sys/kernel",
        "/proc/sys/kernel/hostname",
        "/dev/kmsg",
        "/dev/mem",
        "/dev/sda",
        "/dev/vda",
        "/dev/tty",
        "/dev/ptmx",
        "/dev/shm",  # noqa: S108 (not to be found)
        "/dev/fuse",
        "/var/log",
        "/run",
        "/home",
        str(Path.home() / ".bashrc"),
        str(Path(__file__)),
        "/usr/bin/python3",
    ],
)
def test_the_rest_of_the_machine_is_not_there(runner: Runner, place: str) -> None:
    code = f"import os; report([tried(open, {place!r}, 'rb'), tried(os.listdir, {place!r})])"
    assert set(runner.run(code).report) <= REFUSED


def test_only_two_devices_are_there(runner: Runner) -> None:
    ran = runner.run(
        "import os\n"
        "null = open('/dev/null', 'wb'); null.write(b'x'); null.close()\n"
        "report([sorted(os.listdir('/dev')), len(open('/dev/urandom', 'rb').read(4)),"
        " tried(open, '/dev/urandom', 'wb')])"
    )
    assert ran.report == [["null", "urandom"], 4, "PermissionError"]


def test_nothing_can_be_written_but_in_the_scratch_folder(runner: Runner, shelf: Path) -> None:
    code = f"""
import os, sys
import foedus
places = ['/', '/tmp', '/etc', '/dev', '/usr/lib', '/scratch', sys.prefix, '{shelf}',
          '{shelf}/open', os.path.dirname(os.__file__), os.path.dirname(foedus.__file__)]
done = [tried(open, p + '/written', 'w') for p in places]
done += [tried(os.mkdir, p + '/made') for p in places]
done += [tried(os.symlink, '/etc', p + '/link') for p in places]
done += [tried(open, '{shelf}/open/page.txt', how) for how in ('w', 'a', 'r+')]
page = '{shelf}/open/page.txt'
done += [tried(os.unlink, page), tried(os.rename, page, 'mine'), tried(os.link, page, 'mine')]
done += [tried(os.truncate, page, 0), tried(os.chmod, '{shelf}/open', 0o777), tried(os.utime, page)]
report(done)
"""
    assert set(runner.run(code).report) <= REFUSED
    assert (shelf / "open" / "page.txt").read_text() == "a page"


def test_the_scratch_folder_can_be_used_and_is_new_for_each_child(runner: Runner) -> None:
    code = """
import os, tempfile
before = os.listdir()
open('kept', 'w').write('x'); os.mkdir('folder'); os.rename('kept', 'folder/moved')
os.symlink('folder', 'link')
with tempfile.NamedTemporaryFile() as file: file.write(b'x')
report([before, sorted(os.listdir()), os.getcwd(), os.environ['HOME'], tempfile.gettempdir()])
"""
    for _ in range(2):
        assert runner.run(code).report == [[], ["folder", "link"], *["/scratch/work"] * 3]


def test_no_program_or_library_can_be_made_in_the_scratch_folder(runner: Runner) -> None:
    code = """
import mmap, os, shutil, socket, _ctypes, ctypes
shutil.copy(_ctypes.__file__, 'own.so')
end = open('own.so', 'rb')
report([tried(ctypes.CDLL, './own.so'),
        tried(mmap.mmap, end.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_EXEC),
        tried(os.mkfifo, 'pipe'), tried(os.mknod, 'null', 0o20666, os.makedev(1, 3))])
"""
    done = runner.run(code).report
    assert set(done) <= REFUSED


def test_links_do_not_lead_out(runner: Runner, shelf: Path) -> None:
    code = f"""
import os
os.symlink('{shelf}/answers', 'a'); os.symlink('/proc/self/fd', 'b'); os.symlink('../../..', 'c')
report([tried(open, 'a/deep/key.txt'), tried(os.listdir, 'b'), tried(open, 'c/etc/passwd'),
        tried(open, '../../../../../../../etc/passwd')])
"""
    assert set(runner.run(code).report) <= REFUSED


def test_there_is_no_network(runner: Runner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"""
import socket, urllib.request, ctypes
families = (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, 17, 38, 40)
kinds = [(f, t) for f in families for t in (1, 2, 3)]
done = [tried(socket.socket, *kind) for kind in kinds]
done += [tried(socket.create_connection, ('127.0.0.1', {port}), 2)]
done += [tried(urllib.request.urlopen, 'http://127.0.0.1:{port}/', timeout=2)]
done += [tried(socket.getaddrinfo, 'localhost', 80)]
report([done, ctypes.CDLL(None).socket(2, 1, 0)])
"""
        done, raw = runner.run(code).report
    assert set(done) <= REFUSED | {"URLError", "gaierror"}
    assert raw == -1


def test_the_network_namespace_is_empty_even_for_the_runner(runner: Runner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        asked = f"socket.socket().connect_ex(('127.0.0.1', {port}))"
        assert runner.ask(asked) != 0
    assert runner.ask("[name for _, name in socket.if_nameindex()]") == ["lo"]


def test_abstract_sockets_of_the_machine_are_out_of_reach(runner: Runner) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind("\0foedus-test")
        code = """
import socket, ctypes
pairs = [tried(socket.socketpair, socket.AF_UNIX, kind) for kind in (1, 2, 5)]
one, other = socket.socketpair()
name = '\\0foedus-test'
report([pairs, tried(one.connect, name), tried(one.bind, '\\0mine'), tried(one.listen),
        tried(one.sendto, b'x', name), tried(one.sendmsg, [b'x'], [], 0, name),
        tried(end.connect, name)])
"""
        pairs, *done = runner.run(code).report
        server.setblocking(False)  # noqa: FBT003 (its only form)
        with pytest.raises(BlockingIOError):
            server.recv(1)
    assert pairs == ["done", "PermissionError", "PermissionError"]
    assert set(done) <= REFUSED


def test_no_process_can_be_started(runner: Runner) -> None:
    code = """
import os, subprocess, sys, multiprocessing
exe = sys.executable
report([tried(os.fork), tried(os.posix_spawn, exe, [exe], {}), tried(subprocess.run, ['true']),
        tried(os.execv, exe, [exe]), tried(subprocess.Popen, 'ls', shell=True),
        tried(multiprocessing.get_context('fork').Process(target=print).start),
        tried(multiprocessing.get_context('spawn').Process(target=print).start)])
report(os.system('true'))
"""
    done, status = runner.run(code).reports
    assert set(done) <= REFUSED
    assert status != 0


def test_signals_reach_nobody_outside(runner: Runner) -> None:
    # In a group of its own, so that a signal to "my group" would be seen here.
    code = """
import os, signal
report([tried(os.kill, -1, 9), tried(os.kill, os.getppid() or 99, 9), tried(os.kill, 2, 9),
        [tried(os.kill, pid, 0) for pid in range(2, 400)].count('done'),
        tried(os.killpg, 1, 15), tried(os.kill, 0, 15), os.getpid(), os.getppid(), os.getpgrp()])
"""
    everyone, parent, second, seen, *_, pid, ppid, group = runner.run(code).report
    assert {everyone, parent, second} == {"ProcessLookupError"}
    assert seen == 0
    assert (pid, ppid, group) == (1, 0, 1)
    assert runner.ask("6 * 7") == 42


# Numbers on x86_64, on aarch64; None where it has no such call.
CALLS = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "fsmount": (432, 432), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "bpf": (321, 280), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "perf_event_open": (298, 241), "shmget": (29, 194),
    "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "memfd_create": (319, 279),
    "pidfd_getfd": (438, 438), "pidfd_open": (434, 434), "personality": (135, 92),
    "syslog": (103, 116), "sethostname": (170, 161), "setuid": (105, 146), "capset": (126, 91),
    "init_module": (175, 105), "kexec_load": (246, 104), "reboot": (169, 142), "swapon": (167, 224),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264), "fanotify_init": (300, 262),
    "inotify_init1": (294, 26), "quotactl": (179, 60), "settimeofday": (170, 170),
    "clock_settime": (227, 112), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "setpriority": (141, 140), "ioprio_set": (251, 30), "mlockall": (151, 230),
    "setrlimit": (160, 164), "socket": (41, 198), "connect": (42, 203), "bind": (49, 200),
    "accept": (43, 202), "setsockopt": (54, 208), "execve": (59, 221), "execveat": (322, 281),
    "vfork": (58, None), "fork": (57, None), "seccomp": (317, 277), "vmsplice": (278, 75),
    "splice": (275, 76), "setxattr": (188, 5), "memfd_secret": (447, 447), "iopl": (172, None),
    "modify_ldt": (154, None), "landlock_create_ruleset": (444, 444), "rt_sigqueueinfo": (129, 138),
    "process_madvise": (440, 440), "mbind": (237, 235), "move_pages": (279, 239),
    "timer_create": (222, 107), "acct": (163, 89), "setsid": (112, 157), "setpgid": (109, 154),
}  # fmt: skip


def test_the_kernel_answers_every_other_call_with_not_permitted(runner: Runner) -> None:
    at = ("x86_64", "aarch64").index(os.uname().machine)
    numbers = {name: both[at] for name, both in CALLS.items() if both[at] is not None}
    code = f"""
import ctypes
library = ctypes.CDLL(None, use_errno=True)
answers = {{}}
for name, number in {numbers}.items():
    ctypes.set_errno(0)
    answers[name] = [library.syscall(number, *[ctypes.c_long(0)] * 6), ctypes.get_errno()]
report(answers)
"""
    answers = runner.run(code).report
    assert {name: answer for name, answer in answers.items() if answer != [-1, 1]} == {}


def test_a_new_call_and_the_newer_clone_are_said_not_to_exist(runner: Runner) -> None:
    code = """
import ctypes
library = ctypes.CDLL(None, use_errno=True)
answers = []
for number in (435, 466, 468, 500, 0x3fffffff):
    answers.append([library.syscall(number, 0, 0, 0), ctypes.get_errno()])
report(answers)
"""
    assert runner.run(code).report == [[-1, 38]] * 5


def test_another_machine_s_manner_of_calling_ends_the_child(runner: Runner) -> None:
    if os.uname().machine == "x86_64":
        code = "import ctypes; ctypes.CDLL(None).syscall(0x40000000 + 39); report('alive')"
    else:
        code = "import ctypes; ctypes.CDLL(None).syscall(0x40000000); report('alive')"
    ran = runner.run(code)
    assert (ran.reports, ran.signal) == ([], 31)


def test_threads_share_everything_or_are_refused(runner: Runner) -> None:
    number = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
    flags = [
        17,
        0,
        0x00010000 | 17,
        0x10000000 | 17,
        0x20000000,
        0x7E020000,
        0x00010900,
        0x4000 | 0x100,
    ]
    code = f"""
import ctypes
library = ctypes.CDLL(None, use_errno=True)
report([[library.syscall({number}, ctypes.c_ulong(flags), 0, 0, 0, 0), ctypes.get_errno()]
        for flags in {flags}])
"""
    assert runner.run(code).report == [[-1, 1]] * len(flags)


def test_terminals_and_memory_of_others_cannot_be_controlled(runner: Runner) -> None:
    code = """
import ctypes, fcntl, os, resource, termios
library = ctypes.CDLL(None, use_errno=True)
controls = [0x5412, 0x541C, 0x8912, 0x5413 + (1 << 8), 0x660B, 0x40086602]
attributes = [1, 4, 8, 22, 24, 35, 38, 47, 53, 59]
report([[tried(fcntl.ioctl, end.fileno(), c, b' ' * 64) for c in controls],
        [[library.prctl(a, 0, 0, 0, 0), ctypes.get_errno()] for a in attributes],
        tried(fcntl.ioctl, end.fileno(), 0x541B, b' ' * 4)])
"""
    controls, attributes, readable = runner.run(code).report
    assert set(controls) == {"PermissionError"}
    assert attributes == [[-1, 1]] * len(attributes)
    assert readable == "done"


def test_files_that_others_use_cannot_be_leased_locked_whole_or_watched(
    runner: Runner, shelf: Path
) -> None:
    code = f"""
import fcntl, os, signal
page = open('{shelf}/open/page.txt')
report([tried(fcntl.flock, page, fcntl.LOCK_EX), tried(fcntl.fcntl, page, fcntl.F_SETLEASE, 0),
        tried(fcntl.fcntl, os.open('{shelf}', 0), fcntl.F_NOTIFY, 1),
        tried(fcntl.fcntl, end.fileno(), fcntl.F_SETOWN, -1),
        tried(fcntl.fcntl, end.fileno(), 1031, 1 << 20)])
"""
    assert set(runner.run(code).report) == {"PermissionError"}


def test_the_high_half_of_an_argument_hides_nothing(runner: Runner) -> None:
    ioctl = {"x86_64": 16, "aarch64": 29}[os.uname().machine]
    code = f"""
import ctypes
library = ctypes.CDLL(None, use_errno=True)
report([library.syscall({ioctl}, end.fileno(), ctypes.c_ulong((1 << 32) | 0x5412), b'x'),
        ctypes.get_errno()])
"""
    assert runner.run(code).report == [-1, 1]


def test_no_capability_is_left(runner: Runner) -> None:
    code = """
import ctypes
head = (ctypes.c_uint32 * 2)(0x20080522, 0)
sets = (ctypes.c_uint32 * 6)(*[7] * 6)
report([ctypes.CDLL(None).capget(head, sets), list(sets)])
"""
    assert runner.run(code).report == [0, [0] * 6]


def test_nothing_could_be_regained(runner: Runner) -> None:
    assert runner.ask("open('/proc/self/status').read() if os.path.exists('/proc') else ''") == ""
    asked = "__import__('ctypes').CDLL(None).prctl({}, 0, 0, 0, 0)"
    assert runner.ask(asked.format(39)) == 1  # no new privileges
    held = "[__import__('ctypes').CDLL(None).prctl(23, one, 0, 0, 0) for one in range(38)]"
    assert runner.ask(held) == [0] * 38  # the bounding set


def test_the_user_is_nobody_in_particular(runner: Runner) -> None:
    code = """
import os
report([os.getresuid(), os.getresgid(), set(os.getgroups()) <= {1000, 65534}, os.uname().nodename,
        tried(os.setuid, 0), tried(os.setgid, 0), tried(os.setgroups, [])])
"""
    *who, name, user, group, groups = runner.run(code).report
    assert who == [[1000] * 3, [1000] * 3, True]
    assert name == "sandbox"
    assert {user, group, groups} == {"PermissionError"}


def test_no_descriptor_is_inherited_but_those_kept(runner: Runner) -> None:
    code = """
import os
def is_open(number):
    try: os.fstat(number)
    except OSError: return False
    return True
null = os.stat('/dev/null').st_rdev
report([[n for n in range(3, 20000) if is_open(n)] == [end.fileno()],
        [os.fstat(n).st_rdev == null for n in range(3)], os.read(0, 1) == b''])
"""
    leak = "globals().update(leak=[os.open('/dev/urandom', 0) for _ in range(5)])"
    runner.ask(leak)
    assert runner.run(code).report == [True, [True] * 3, True]


def test_the_environment_says_nothing(runner: Runner) -> None:
    code = """
import ctypes, os
library = ctypes.CDLL(None)
library.getenv.restype = ctypes.c_char_p
import posix
library.getauxval.restype = ctypes.c_ulong
page = library.getauxval(31) & -4096  # the end of what the process was started with
stack = ctypes.string_at(page - 32 * 4096, 33 * 4096)
report([sorted(os.environ), 'swordfish' in str(posix.environ), library.getenv(b'SECRET'),
        b'swordfish' in stack])
"""
    names, first, raw, leaked = runner.run(code).report
    assert "SECRET" not in names
    assert (first, raw, leaked) == (False, None, False)
    assert {"HOME", "TMPDIR", "LANG"} <= set(names)


def test_children_do_not_meet(runner: Runner) -> None:
    # Two children that sleep, then a third that looks for them.
    runner.ask(
        "globals().update(pair=[c if (c := world.fork([], sandbox.Limits())) "
        "else __import__('time').sleep(60) or os._exit(0) for _ in range(2)])"
    )
    code = "import os; report([tried(os.kill, p, 0) for p in range(2, 100)].count('done'))"
    try:
        assert runner.run(code).report == 0
    finally:
        runner.ask("[signal.pidfd_send_signal(c.pidfd, 9) for c in pair]")
        ended = runner.ask("[vars(world.reap(c)) for c in pair]")
    assert [one["signal"] for one in ended] == [9, 9]


def test_chroot_and_mount_tricks_do_not_lead_out(runner: Runner) -> None:
    code = """
import ctypes, os
library = ctypes.CDLL(None, use_errno=True)
os.mkdir('jail')
here = os.open('.', os.O_RDONLY)
done = [tried(os.chroot, 'jail'), tried(os.fchdir, here)]
for _ in range(20): os.chdir('..')
done += [tried(open, 'etc/passwd')]
root = os.open('/', os.O_PATH)
done += [tried(os.open, '../../etc/passwd', os.O_RDONLY, dir_fd=root)]
done += [tried(os.open, 'proc/1/environ', os.O_RDONLY, dir_fd=root)]
here = b'/scratch/work'
raw = [library.mount(b'proc', here, b'proc', 0, None), library.umount2(here, 2),
       library.unshare(0x10000000), library.mount(b'/', here, None, 4096, None)]
report([done, raw])
"""
    done, raw = runner.run(code).report
    assert done.pop(1) == "done"
    assert set(done) <= REFUSED
    assert raw == [-1] * 4
