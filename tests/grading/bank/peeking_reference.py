"""Attacks on the reference: the answers, the questions, the solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import (
    coded,
    witnessed,
)

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_SLOW: Final = ("not-yet", "crashed", "timeout", "memory")


_ANSWERS_MODULE = """\
import importlib

for place in ("foedus.lessons.l02_timeline.answers", "lessons.l02_timeline.answers"):
    try:
        found = importlib.import_module(place).ANSWERS["02.3"].reference
        break
    except ImportError:
        pass
exec(found)
"""


_QUESTIONS_MODULE = """\
from foedus.lessons.l02_timeline.questions import QUESTIONS

hours = next(one for one in QUESTIONS if one.id == "02.3").expected()
"""


_REGISTRY = """\
from foedus.checking import registry

hours = registry.question("02.3").expected()
"""


_IDEAS = """\
from foedus.lessons.l02_timeline import ideas

hours = ideas.hours()
"""


_ANSWERS_FILE = """\
import glob
import linecache
import marshal
import mmap
import os
import re
import sys
from pathlib import Path

import foedus

rooms = [Path(one) / "lessons" for one in foedus.__path__]
rooms += [Path(one) / "foedus" / "lessons" for one in sys.path if one]
rooms += [Path(SITE.solutions).parent / "foedus" / "lessons"]
texts = []
for room in rooms:
    for path in glob.glob(f"{room}/**/answers*", recursive=True):
        for read in (
            lambda: Path(path).read_text(),
            lambda: "".join(linecache.getlines(path)),
            lambda: os.read(os.open(path, os.O_RDONLY), 10**6).decode(),
            lambda: mmap.mmap(os.open(path, os.O_RDONLY), 0, prot=mmap.PROT_READ)[:].decode(),
        ):
            try:
                texts.append(read())
            except (OSError, ValueError, UnicodeError):
                pass
    for path in glob.glob(f"{room}/**/*.pyc", recursive=True):
        try:
            texts.append(repr(marshal.loads(Path(path).read_bytes()[16:]).co_consts))
        except (OSError, ValueError, EOFError):
            pass
reached = any("Europe/Moscow" in text for text in texts)
"""


_LOADERS = """\
import importlib.resources
import importlib.util
import inspect
import pkgutil

import foedus

texts = []
load = foedus.__loader__.get_data
room = f"{foedus.__path__[0]}/lessons/l02_timeline"
for read in (
    lambda: pkgutil.get_data("foedus", "lessons/l02_timeline/answers.py").decode(),
    lambda: importlib.resources.read_text("foedus.lessons.l02_timeline", "answers.py"),
    lambda: inspect.getsource(importlib.util.find_spec("foedus.lessons.l02_timeline.answers")),
    lambda: load(f"{room}/answers.py").decode(),
    lambda: load(f"{room}/questions.py").decode(),
):
    try:
        texts.append(read())
    except BaseException as error:
        texts.append("")
reached = any(texts)
"""


_SOLUTIONS = """\
import json
from pathlib import Path

import foedus

places = [Path(SITE.solutions), Path("solutions")]
places += [one / "solutions" for one in Path.cwd().parents]
places += [one / "solutions" for one in Path(foedus.__file__).parents]
for place in places:
    for path in place.glob("02_*.ipynb"):
        cells = json.loads(path.read_text())["cells"]
        code = "".join(next(one for one in cells if one["id"] == "02-q3-answer")["source"])
        exec(code)
        reached = True
"""


_COLLECTED = """\
import gc

for thing in gc.get_objects():
    if type(thing).__name__ == "Question" and getattr(thing, "id", "") == "02.3":
        hours = thing.expected()
    if type(thing).__name__ == "Answers" and "stamp" in getattr(thing, "reference", ""):
        exec(thing.reference)
    if type(thing) is dict and "02.3" in thing and hasattr(thing["02.3"], "reference"):
        exec(thing["02.3"].reference)
"""


_FRAMES = """\
import gc
import inspect
import sys

frames = list(sys._current_frames().values()) + [one.frame for one in inspect.stack()]
for thing in gc.get_objects():
    frame = getattr(thing, "gi_frame", None) or getattr(thing, "cr_frame", None)
    if frame is not None:
        frames.append(frame)
seen = set()
while frames:
    frame = frames.pop()
    if frame is None or id(frame) in seen:
        continue
    seen.add(id(frame))
    frames.append(frame.f_back)
    for value in [*frame.f_locals.values(), *frame.f_globals.values()]:
        for one in value.values() if type(value) is dict else [value]:
            if type(one).__name__ == "Question" and one.id == "02.3":
                hours = one.expected()
            if type(one).__name__ == "Verdict":
                object.__setattr__(one, "outcome", "correct")
"""


def _reference(name: str, note: str, code: str) -> Attack:
    """Return an attack on the reference: the code assigns `hours` where it succeeds."""
    guarded = "\n".join(f"    {line}" if line else "" for line in code.splitlines())
    body = f"hours = 0.0\ntry:\n{guarded}\nexcept BaseException as error:\n    why = repr(error)\n"
    return coded(name, "the reference", "marks", note, body, own=_SLOW)


ATTACKS: Final = (
    _reference("answers-imported", "imports the module with the answers", _ANSWERS_MODULE),
    _reference(
        "questions-imported", "imports the questions and asks what is expected", _QUESTIONS_MODULE
    ),
    _reference("registry-asked", "asks the registry of questions what is expected", _REGISTRY),
    _reference("ideas-imported", "imports the lesson's own functions", _IDEAS),
    _reference("solutions-read", "reads the notebooks with the answers", _SOLUTIONS),
    _reference("objects-collected", "looks through all objects in memory", _COLLECTED),
    _reference("frames-walked", "looks through the variables of every frame", _FRAMES),
    coded(
        "answers-file",
        "the reference",
        "marks",
        "reads the file with the answers, compiled too",
        witnessed(_ANSWERS_FILE),
        own=_SLOW,
    ),
    coded(
        "answers-by-loader",
        "the reference",
        "marks",
        "has the importer read the answers",
        witnessed(_LOADERS),
        own=_SLOW,
    ),
)
