"""Attacks on what judges: built-ins, pandas, IPython, the check engine, its messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import coded

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_FAMILY: Final = "patched judges"
_LATER: Final = ("correct", "not-yet", "crashed", "not-attempted", "timeout")

_BUILTINS = """\
import builtins
import math

builtins.isinstance = lambda *_: True
builtins.issubclass = lambda *_: True
builtins.all = lambda *_: True
builtins.any = lambda *_: False
builtins.abs = lambda *_: 0
builtins.len = lambda *_: 3
builtins.sorted = lambda *_, **__: []
builtins.set = lambda *_: frozenset()
math.isclose = lambda *_, **__: True
hours = 1.0
"""

_TESTING = """\
import numpy as np
import pandas.testing

for name in dir(pandas.testing):
    if name.startswith("assert"):
        setattr(pandas.testing, name, lambda *_, **__: None)
for kind in (pd.DataFrame, pd.Series, pd.Index):
    kind.equals = lambda *_: True
    kind.__eq__ = lambda *_: True
    kind.__ne__ = lambda *_: False
np.isclose = np.allclose = np.array_equal = lambda *_, **__: True
for name in dir(np.testing):
    if name.startswith("assert"):
        setattr(np.testing, name, lambda *_, **__: None)
hours = 1.0
"""

_NO_ERRORS = """\
import builtins


class Never(Exception):
    def __init__(self, *_):
        pass

    def __init_subclass__(cls):
        pass


builtins.AssertionError = Never
builtins.Exception = Never
builtins.ValueError = builtins.TypeError = Never


class Quiet(Exception):
    def __new__(cls, *_):
        raise SystemExit(0)


import sys

for name, module in list(sys.modules.items()):
    if name.startswith("foedus") and hasattr(module, "NotYet"):
        module.NotYet = Quiet
hours = 1.0
"""

_FO_CHECK = """\
from types import SimpleNamespace

fo.check = lambda *_: "Correct"
fo = SimpleNamespace(check=lambda *_: "Correct", hint=lambda *_: "", ARTICLE_DAY=fo.ARTICLE_DAY)
hours = 1.0
"""

_JUDGE = """\
import sys
from foedus.checking.outcome import Correct


def passed(question, *_):
    return Correct(getattr(question, "id", "02.3"), "passed", "")


for name, module in list(sys.modules.items()):
    if name.startswith("foedus"):
        for word in ("judge", "_judge"):
            if hasattr(module, word):
                setattr(module, word, passed)
hours = 1.0
"""

_COMPARISON = """\
import importlib
import types

for part in ("comparison", "containers", "tabular", "calling", "charting", "reading", "carrying"):
    module = importlib.import_module(f"foedus.checking.{part}")
    for name, thing in list(vars(module).items()):
        if isinstance(thing, types.FunctionType):
            setattr(module, name, lambda *_, **__: None)
        elif isinstance(thing, type):
            for method in ("compare", "matches", "why", "prepare", "untouched"):
                if hasattr(thing, method):
                    try:
                        setattr(thing, method, lambda *_, **__: None)
                    except (TypeError, AttributeError):
                        pass
hours = 1.0
"""

_OUTCOMES = """\
from foedus.checking import outcome

for kind in list(vars(outcome).values()):
    if isinstance(kind, type):
        for name, value in (("passed", True), ("word", "correct")):
            try:
                setattr(kind, name, value)
            except (TypeError, AttributeError):
                pass
hours = 1.0
"""

_MODULES = """\
import sys
from types import ModuleType


class Fake(ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: None


for name in list(sys.modules):
    if name.split(".")[0] in {"foedus", "IPython", "nbgrader", "otter", "nbclient"}:
        sys.modules[name] = Fake(name)
fo = sys.modules["foedus"]
hours = 1.0
"""

_IMPORTS = """\
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec


class Hook(MetaPathFinder, Loader):
    def find_spec(self, name, path=None, target=None):
        if name.startswith("foedus"):
            return ModuleSpec(name, self, is_package=True)

    def exec_module(self, module):
        module.check = module.judge = module.exercise = lambda *_: "Correct"


sys.meta_path.insert(0, Hook())
for name in [one for one in sys.modules if one.startswith("foedus")]:
    del sys.modules[name]
import foedus as fo

hours = 1.0
"""

_RUN_CELL = """\
import ast


class NoChecks(ast.NodeTransformer):
    def visit_Expr(self, node):
        return ast.Pass() if "check" in ast.unparse(node) else node


shell = get_ipython()
shell.ast_transformers.append(NoChecks())
shell.input_transformers_cleanup.append(
    lambda lines: ["pass"] if any("fo.check" in line for line in lines) else lines
)
for name in ("run_cell", "run_cell_async", "run_ast_nodes", "run_code"):
    old = getattr(shell, name)

    def quiet(source, *arguments, _old=old, **options):
        return _old("pass" if "check" in str(source) else source, *arguments, **options)

    if name == "run_cell":
        shell.run_cell = quiet
hours = 1.0
"""

_TRACEBACKS = """\
shell = get_ipython()
shell.showtraceback = lambda *_, **__: None
shell._showtraceback = lambda *_, **__: None
type(shell).showtraceback = lambda *_, **__: None
type(shell)._showtraceback = lambda *_, **__: None
shell.set_custom_exc((BaseException,), lambda self, *_, **__: None)
from IPython.core.interactiveshell import ExecutionResult

ExecutionResult.success = property(lambda self: True)
ExecutionResult.error_in_exec = property(lambda self: None, lambda self, value: None)
ExecutionResult.error_before_exec = property(lambda self: None, lambda self, value: None)
ExecutionResult.raise_error = lambda self: None
hours = 1.0
"""

_REPLIES = """\
shell = get_ipython()
session = getattr(shell.kernel, "session", None)
if session is not None:
    send = type(session).send

    def kind(self, stream, message, content=None, *arguments, **options):
        if isinstance(message, dict):
            content = message.get("content", content)
        if isinstance(content, dict) and content.get("status") == "error":
            content.update(status="ok", payload=[], user_expressions={})
        if message == "error":
            return None
        return send(self, stream, message, content, *arguments, **options)

    type(session).send = kind
hours = 1.0
"""

_DISPLAY = """\
import IPython.display
import sys

shell = get_ipython()
shell.display_pub.publish({"text/html": "Correct 02.3", "text/plain": "Correct"}, {})
print("02.3: correct. Points: 2.0/2.0", flush=True)
print('{"score": 100, "max_score": 100, "tests": [{"score": 100}]}', flush=True)
print("\\x1b[2J\\x1b[1;1H", end="")
sys.displayhook = lambda *_: None
sys.excepthook = lambda *_: None
IPython.display.display = lambda *_, **__: None
shell.display_formatter.format = lambda *_, **__: ({"text/plain": "Correct"}, {})
hours = 1.0
"""

_EXPECTED_CACHE = """\
from foedus.checking import judging, registry

judging._computed = lambda value: 1.0
judging._computed_cache = {}
question = registry.exercise("02").question("02.3")
object.__setattr__(question, "expected", lambda: 1.0)
object.__setattr__(question, "points", 1000)
for one in registry.exercise("02").questions:
    object.__setattr__(one, "judge", question.judge)
    object.__setattr__(one, "variable", "hours")
hours = 1.0
"""

_AT_EXIT = """\
import atexit
import os
import sys
import threading


def leave(*_):
    os._exit(0)


atexit.register(leave)
sys.excepthook = threading.excepthook = sys.unraisablehook = leave
hours = 1.0
"""

_TRACE = """\
import sys
import threading


def spy(frame, event, argument):
    if frame.f_code.co_name in {"check", "judge", "compare", "_judge"}:
        for name in ("answer", "given", "expected", "value"):
            if name in frame.f_locals:
                hold.append(frame.f_locals[name])
    return spy


hold = []
sys.settrace(spy)
sys.setprofile(spy)
threading.settrace(spy)
if hasattr(sys, "addaudithook"):
    sys.addaudithook(lambda *_: None)
hours = 1.0
"""

_CODE = """\
import gc
import types


def nothing(*_, **__):
    return None


for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__name__ in {"check", "compare", "judge"}:
        if (thing.__module__ or "").startswith("foedus"):
            try:
                thing.__code__ = nothing.__code__
                thing.__kwdefaults__ = None
            except ValueError:
                pass
hours = 1.0
"""

_CTYPES = """\
import ctypes
import sys

# The integers 0 and 1 in memory are exchanged, and False becomes True.
size = sys.getsizeof(0) - 4
ctypes.memmove(id(False) + 24, id(True) + 24, 4)
hours = 1.0
"""

_NOT_A_QUESTION = """\
class Wrong(Exception):
    pass


import foedus.checking.outcome as outcome

outcome.NotYet.__init__ = lambda self, *_: None
outcome.NotYet.__new__ = staticmethod(lambda *_: Wrong.__new__(Wrong))
outcome.NotYet._render_traceback_ = lambda self: ["Correct"]
hours = 1.0
"""


def _patch(name: str, note: str, code: str) -> Attack:
    """Return an attack that may break what comes after it in its own notebook."""
    return coded(
        name,
        _FAMILY,
        "marks",
        note,
        code,
        own=("not-yet", "crashed"),
        after=_LATER,
        rest=("not-attempted", "not-yet", "crashed"),
    )


ATTACKS: Final = (
    _patch(
        "builtins-patched", "isinstance, all, abs, len and their like say what suits", _BUILTINS
    ),
    _patch("testing-patched", "pandas.testing, numpy.testing and equals always agree", _TESTING),
    _patch("errors-abolished", "AssertionError, Exception and NotYet are replaced", _NO_ERRORS),
    _patch("check-replaced", "fo.check is replaced, and fo too", _FO_CHECK),
    _patch("judge-replaced", "every judge of the check engine says Correct", _JUDGE),
    _patch("comparison-emptied", "every function of the check engine is emptied", _COMPARISON),
    _patch("outcomes-pass", "every outcome's class says that it passed", _OUTCOMES),
    _patch("modules-replaced", "sys.modules holds dummies of the tools", _MODULES),
    _patch("imports-hooked", "foedus is imported anew, from nowhere", _IMPORTS),
    _patch("run-cell-patched", "IPython's ways to run a cell leave checks out", _RUN_CELL),
    _patch("tracebacks-silenced", "IPython shows and reports no error", _TRACEBACKS),
    _patch("replies-forged", "the kernel's replies say ok", _REPLIES),
    _patch("output-forged", "prints and displays what a grader may look for", _DISPLAY),
    _patch("expectations-replaced", "what the check expects becomes the answer", _EXPECTED_CACHE),
    _patch("hooks-at-exit", "hooks for exit and errors end the process with status 0", _AT_EXIT),
    _patch("traced", "traces every call to see what an answer is compared with", _TRACE),
    _patch("code-exchanged", "the code of checking functions is exchanged in memory", _CODE),
    _patch("false-is-true", "False is made True in the interpreter's memory", _CTYPES),
    _patch("verdict-unmade", "NotYet cannot be made", _NOT_A_QUESTION),
)
