"""A learner who has a keyboard and nothing else: presses keys, and notes what came of it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import CDPSession, Page

_LONG = 160  # letters of what is said that the log keeps
_HEAD = """# By keyboard alone

Lessons 02 and 04 and their exercises, done in JupyterLab in Chromium by a script that presses keys
and nothing else. It fails where the focus is lost, is not seen or has left the window, and where a
task does not end as it should. The names are those that a screen reader is given; what is said is
the widget's live region or the output of the cell. Made by

    pytest tests/browser/test_keyboard_only.py --keyboard-log docs/keyboard-log.md

JupyterLab itself: arrow keys move between cells, `Enter` goes into a cell, `Escape` out of it,
`Shift+Enter` runs it and goes on, `Tab` goes into its output.
"""
_TABLE = """| task | presses | keys | where the focus is then | what is said |
|---|---:|---|---|---|
"""
FAR = 80  # presses that a learner would not exceed on the way to one part
#: Where the focus is: the number of the notebook's cell, whether inside a widget, whether it shows.
_PLACE = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
  return {
    lost: at === document.body,
    cell: cells.indexOf(at.closest('.jp-Cell')),
    widget: Boolean(at.closest('.fo-widget')),
    shows: drawn || style.boxShadow !== 'none',
    inside: (({ top, bottom }) => bottom > 0 && top < innerHeight)(at.getBoundingClientRect()),
  };
}"""


@dataclass(frozen=True)
class Focus:
    """What has the focus, as a screen reader is told."""

    role: str
    name: str
    cell: int

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”" if self.name else self.role


@dataclass(frozen=True)
class Done:
    """A task that was done: how many keys it took, where it ended, what was then said."""

    task: str
    presses: int
    keys: str
    end: Focus
    said: str


class Keys:
    """The keyboard of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log: list[Done] = []
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._pressed: list[str] = []

    def press(self, key: str, times: int = 1) -> Focus:
        """Press a key and return what has the focus then; it must be something, and seen."""
        for _ in range(times):
            self.page.keyboard.press(key)
        self._pressed += [key] * times
        return self.focus()

    def write(self, text: str) -> None:
        """Type a text, whose lines an editor may have indented already."""
        first, *rest = text.split("\n")
        self.page.keyboard.type(first)
        for line in rest:
            self.page.keyboard.press("Enter")
            self.page.keyboard.press("Shift+Home")
            self.page.keyboard.type(line)
        self._pressed += [*text]

    def focus(self) -> Focus:
        place: dict[str, Any] = self.page.evaluate(_PLACE)
        assert not place["lost"], f"the focus is lost after {self._pressed[-1]}"
        role, name = self._role_and_name()
        if place["widget"]:
            assert place["shows"], f"nobody sees that {role} “{name}” has the focus"
            assert place["inside"], f"{role} “{name}” has the focus outside the window"
        return Focus(role, name, place["cell"])

    def reach(self, role: str, name: str, key: str = "Tab") -> Focus:
        """Press a key until a part has the focus; a name may be its beginning."""
        at = self.focus()
        passed = []
        for _ in range(FAR):
            if at.role == role and at.name.startswith(name):
                return at
            at = self.press(key)
            passed.append(str(at))
        raise AssertionError(f"{role} “{name}” is not reached by {key}; passed: {passed}")

    def heard(self, *words: str) -> str:
        """Wait until the widget's live region says some words."""
        said = self.page.locator(".fo-widget [role=status]").last
        for word in words:
            expect(said).to_contain_text(word)
        return said.inner_text()

    def done(self, task: str, said: str = "") -> None:
        """Note that a task is done."""
        self.log.append(Done(task, len(self._pressed), _shown(self._pressed), self.focus(), said))
        self._pressed = []

    def _role_and_name(self) -> tuple[str, str]:
        found = self._session.send("Runtime.evaluate", {"expression": "document.activeElement"})
        order = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        (node,) = self._session.send("Accessibility.getPartialAXTree", order)["nodes"]
        return node["role"]["value"], node.get("name", {}).get("value", "").strip()


def _shown(pressed: list[str]) -> str:
    """Write presses as a reader would: the same key once, with a count; a typed text as one."""
    runs: list[list[Any]] = []
    for key in pressed:
        typed = len(key) == 1
        if runs and (runs[-1][0] == key or (typed and runs[-1][0] == "a text")):
            runs[-1][1] += 1
        else:
            runs.append(["a text" if typed else key, 1])
    return ", ".join(
        f"{key} \N{MULTIPLICATION SIGN} {count}" if count > 1 else key for key, count in runs
    )


def as_page(logs: Mapping[str, Keys]) -> str:
    """Write the logs of several places as a page."""
    return _HEAD + "".join(f"\n## {title}\n\n{_table(keys.log)}" for title, keys in logs.items())


def _table(log: list[Done]) -> str:
    rows = (
        f"| {one.task} | {one.presses} | {one.keys} | {one.end} | {_cell(one.said)} |\n"
        for one in log
    )
    return _TABLE + "".join(rows)


def _cell(said: str) -> str:
    plain = said.replace("`", "").replace("|", "\\|")
    return textwrap.shorten(plain, _LONG, placeholder=" …")
