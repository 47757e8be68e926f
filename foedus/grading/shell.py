"""The shell in which a learner's cells run: IPython's own, as a notebook has it, but silent.

Nothing is shown, so nothing is formatted: what a cell prints or displays has no part in a verdict.
Where a notebook's kernel would ask a person or start a program, this shell says that it does not.
"""

from __future__ import annotations

import builtins
import sys
from types import SimpleNamespace
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

import foedus

__all__ = ["EndOfProgramError", "Shell", "make_shell"]

#: Cell magics that start another program.
_PROGRAMS = {
    *("!", "bash", "cmd", "javascript", "js", "latex", "perl", "pypy", "python", "python2"),
    *("python3", "ruby", "script", "sh", "sx", "system"),
}
_NO_PROGRAMS = "Other programs are not started where notebooks are judged."


class _Silent(DisplayHook):
    """Keep the results of cells in `_` and `Out`, and show none."""

    def write_output_prompt(self) -> None:
        """Write nothing."""

    def compute_format_data(self, _: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Format nothing."""
        return {}, {}

    def write_format_data(self, *_: object) -> None:
        """Write nothing."""


class _Nowhere(DisplayPublisher):
    """Take what is displayed, and drop it."""

    def publish(self, *_: object, **__: object) -> None:
        """Show nothing."""

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002 (IPython's own)
        """Clear nothing."""


class Shell(InteractiveShell):
    """IPython without a person before it."""

    displayhook_class = _Silent
    display_pub_class = _Nowhere

    def showtraceback(self, *_: object, **__: object) -> None:
        """Show nothing: what a cell raised is read from its result."""

    showsyntaxerror = showindentationerror = showtraceback

    def _format_exception_for_storage(self, *_: object, **__: object) -> dict[str, Any]:
        """Format nothing for a history that nobody reads: it takes a quarter of a second."""
        return {}

    def system(self, cmd: str) -> None:  # noqa: ARG002
        """Say that no program is started, as a failing one would: on the error stream."""
        print(_NO_PROGRAMS, file=sys.stderr)  # noqa: T201
        self.user_ns["_exit_code"] = 127

    system_piped = system_raw = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:  # noqa: ANN401, ARG002, FBT001, FBT002 (IPython's own)
        """Give the output of a program that was not started: none."""
        return SList([]) if split else ""

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:  # noqa: ANN401
        """Run a cell magic, unless it starts another program."""
        if magic_name in _PROGRAMS:
            return self.system(cell)
        return super().run_cell_magic(magic_name, line, cell)  # type: ignore[no-untyped-call]

    def ask_exit(self) -> None:
        """End the program: in a notebook this stops the kernel."""
        raise EndOfProgramError


class EndOfProgramError(BaseException):
    """The learner's code asked the program to end."""


def make_shell() -> Shell:
    """Return the shell, ready for a notebook; there is one a process.

    The names that tell a learner how an answer stands are replaced by ones that do not: a check
    is made where the learner's code cannot reach it.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autocall = 0
    shell = Shell.instance(config=config, user_ns={})
    vars(shell.display_formatter)["format"] = lambda *_, **__: ({}, {})
    vars(shell)["kernel"] = SimpleNamespace()
    builtins.input = _no_input
    vars(foedus).update(check=_later, hint=_later)
    return shell


def _later(question: object = None, *_: object, **__: object) -> None:
    """Stand where a check or a hint stands in a learner's own notebook."""
    print(f"{question}: judged with the whole notebook, hinted at in your own.")  # noqa: T201


def _no_input(*_: object) -> str:
    raise StdinNotImplementedError("input was asked for, but nobody is there to type.")
