"""Compare functions by meaning: call both on the same cases and compare what comes back."""

from __future__ import annotations

import copy
import ctypes
import threading
import time
from collections.abc import Callable  # noqa: TC003 (a field's type)
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import pandas as pd

from foedus.wording import t

from .comparison import Anything, Comparison, fitting
from .plain import ENDLESS, Called, Raised
from .reading import Callee, Items, Plain, is_untouched, read, type_name
from .words import describe, sentence, show

__all__ = ["Function", "Tried", "results_of"]

Case: TypeAlias = tuple[Any, ...]

_SECONDS = 2.0  # of the processor's time: a busy machine makes nobody's answer wrong
_PATIENCE = 10.0  # of waiting, for a function that sleeps
_LOOK = 0.25
_SHOWN = 60


@dataclass(frozen=True, eq=False)
class Tried:
    """What a function of the learner's gave for each case; `given` says what was handed in."""

    given: Plain
    results: tuple[object, ...] = ()


@dataclass(frozen=True)
class Function(Comparison):
    """A function, judged by what it returns for given cases; the expected one is a function too.

    Parameters
    ----------
    cases : tuple of tuple, or callable returning one
        The arguments of each call. Each call gets a copy of its own.
    each : Comparison, optional
        How a result is compared; by default what suits the expected result.

    Notes
    -----
    All calls together may take two seconds of the processor's time, and ten of waiting; then the
    function counts as one that does not end.

    Examples
    --------
    >>> judge = Function(cases=((1, 2), (0, 0)))
    >>> judge.reason("add", lambda a, b: b + a, lambda a, b: a + b) is None
    True
    >>> print(judge.reason("add", lambda a, b: a, lambda a, b: a + b))
    `add(1, 2)` gives the number `1` (int): not what it should. Try this call in a cell of your own.
    """

    cases: tuple[Case, ...] | Callable[[], tuple[Case, ...]] = ()
    each: Comparison | None = None

    def prepare(self, answer: object) -> Tried:  # noqa: D102
        given = read(answer)
        if type(answer) is Called:
            return Tried(given, answer.results)
        if not isinstance(given, Callee):
            return Tried(given)
        return Tried(given, results_of(given.call, self.tried))

    def compare(self, name: str, given: Tried, expected: object) -> str | None:  # noqa: D102
        if not isinstance(given.given, Callee):
            why = t("Leave the brackets out: the function itself is wanted, not one result of it.")
            wanted = t("a function (`def {name}(...)`)", name=name)
            return sentence(name, describe(given.given), wanted, why)
        if not callable(expected):
            raise TypeError(f"the expected answer for {name} is not a function")
        for case, result in zip(self.tried, given.results, strict=False):
            fault = self._fault(name, case, result, expected)
            if fault:
                return fault
        return None

    def untouched(self, given: Tried) -> bool:
        """Tell whether the function's body is still ``return ...``."""
        return bool(given.results) and all(map(is_untouched, given.results))

    @property
    def tried(self) -> tuple[Case, ...]:
        """The arguments of each call."""
        return _made(self.cases) if callable(self.cases) else self.cases

    def _fault(
        self, name: str, case: Case, result: object, expected: Callable[..., object]
    ) -> str | None:
        call = _shown(name, case)
        if type(result) is Raised:  # a result of the learner's is not asked for its class
            return _failed(call, result.error)
        right = _right(expected, case)
        judge = self.each or _suiting(right)
        if judge.reason(call, result, right) is None:
            return None
        plain = read(result)
        found = describe(plain)
        if found == "None":
            return t("`{call}` gives None. Is there a `return` with the result in it?", call=call)
        if isinstance(plain, Items):
            found = show(plain)
        return t(
            "`{call}` gives {found}: not what it should. Try this call in a cell of your own.",
            call=call,
            found=found,
        )


def _failed(call: str, error: str) -> str:
    if error == ENDLESS:
        return t(
            "`{call}` does not come to an end. Look at the condition of its loop. "
            "Try this call in a cell of your own.",
            call=call,
        )
    if error[:1].lower() in "aeiou":
        # Translators: {error} is the name of an error in Python that begins with a vowel.
        return t(
            "`{call}` ends in an error, an {error}. Try this call in a cell of your own.",
            call=call,
            error=error,
        )
    return t(
        "`{call}` ends in an error, a {error}. Try this call in a cell of your own.",
        call=call,
        error=error,
    )


@lru_cache(maxsize=64)
def _made(cases: Callable[[], tuple[Case, ...]]) -> tuple[Case, ...]:
    """Make cases once: they depend on the data only, and each call gets a copy."""
    return cases()


#: By expected function, what it gives for each case: the checks of a session ask again and again.
_kept: WeakKeyDictionary[Callable[..., object], list[tuple[Case, object]]] = WeakKeyDictionary()


def _right(expected: Callable[..., object], case: Case) -> object:
    """Return what the expected function gives for a case, computed once."""
    known = _kept.setdefault(expected, [])
    for one, result in known:
        if one is case:
            return result
    result = expected(*copy.deepcopy(case))
    known.append((case, result))
    return result


def _suiting(expected: object) -> Comparison:
    plain: Plain = read(expected)
    single = fitting([plain])
    return single if not isinstance(single, Anything) else Anything()


def _shown(name: str, case: Case) -> str:
    """Show a call with its arguments, which are ours; a table stands there by its type."""
    texts = [(_as_written(one), type_name(one)) for one in case]
    return f"{name}({', '.join(text if len(text) <= _SHOWN else kind for text, kind in texts)})"


def _as_written(argument: object) -> str:
    """Return an argument as a learner would write it: a Series as the call that makes it."""
    if isinstance(argument, pd.Series) and isinstance(argument.index, pd.RangeIndex):
        return f"pd.Series({argument.tolist()!r})"
    return repr(argument)


def results_of(call: Callable[..., object], cases: tuple[Case, ...]) -> tuple[object, ...]:
    """Call a function of the learner's on each case, in a thread that can be given up.

    Parameters
    ----------
    call : callable
        The function.
    cases : tuple of tuple
        The arguments of each call, of which it gets a copy.

    Returns
    -------
    tuple
        What each call gave; ends early with a `Raised` at the first call that did not end well.
    """
    results: list[object] = []
    worker = threading.Thread(target=_call_all, args=(call, cases, results), daemon=True)
    worker.start()
    worker.join(_SECONDS)
    until = time.monotonic() + _PATIENCE - _SECONDS
    while worker.is_alive() and _spent(worker) < _SECONDS and time.monotonic() < until:
        worker.join(_LOOK)
    if worker.is_alive():
        _stop(worker)
        results.append(Raised(ENDLESS))
    return tuple(results)


def _spent(worker: threading.Thread) -> float:
    """Return the processor's seconds that a thread has used; without a clock for it, enough."""
    if worker.ident is None or not hasattr(time, "pthread_getcpuclockid"):
        return _SECONDS
    try:
        return time.clock_gettime(time.pthread_getcpuclockid(worker.ident))
    except OSError:  # it has just ended
        return 0.0


def _call_all(call: Callable[..., object], cases: tuple[Case, ...], results: list[object]) -> None:
    for case in cases:
        try:
            results.append(call(*copy.deepcopy(case)))
        except BaseException as error:  # noqa: BLE001 (even SystemExit is only a wrong answer)
            results.append(Raised(type_name(error)))
            return


def _stop(worker: threading.Thread) -> None:
    """Ask Python to end a thread that does not end by itself; C code cannot be interrupted."""
    if worker.ident is not None:
        ident, stop = ctypes.c_ulong(worker.ident), ctypes.py_object(SystemExit)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, stop)
