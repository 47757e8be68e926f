"""axe-core on an open page: what is wrong, what it cannot judge, and a page about many pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

_AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """async (rules) => {
  const { passes, violations, incomplete } = await axe.run(document,
    {preload: false, runOnly: {type: "tag", values: rules}});
  return {
    passed: passes.length,
    violations: violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 160))]),
    unsure: incomplete.map((one) => [one.id, one.nodes.length]),
  };
}"""
_HEAD = """# Every page by axe-core

axe-core with its rules for WCAG 2.0, 2.1 and 2.2, levels A and AA, on every page of the website,
from a file and offline, each widget as it stands when the page opens: how many rules a page meets,
and what is wrong. *Wide* is 1280 px; *phone* 360 px, dark, touch; *zoomed* 1280 px at 200 %;
*forced* 1280 px with forced colours and reduced motion. The last column counts what axe leaves to
people, wide: [what we saw there](accessibility.md#what-a-tool-leaves-to-people). Made by

    pytest tests/browser/test_website.py -k every_page --axe-log docs/axe-log.md

"""


@dataclass(frozen=True)
class Findings:
    """What axe found on a page: rules met, faults with their elements, elements left to people."""

    passed: int
    violations: list[tuple[str, list[str]]]
    unsure: list[tuple[str, int]]


def findings(page: Page) -> Findings:
    if not _AXE.exists():
        pytest.skip("axe-core is not installed; run: npm install --prefix tests/browser")
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    return Findings(**page.evaluate(_RUN, _RULES))


def violations(page: Page) -> list[tuple[str, list[str]]]:
    return findings(page).violations


def as_page(log: Mapping[str, Mapping[str, Findings]]) -> str:
    """Write what was found as a page.

    Parameters
    ----------
    log
        For each page and each setting, what was found.
    """
    settings = list(next(iter(log.values())))
    columns = ["page", *settings, "left to people"]
    head = f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|\n"
    return _HEAD + head + "".join(_row(name, found) for name, found in log.items())


def _row(name: str, found: Mapping[str, Findings]) -> str:
    cells = [_verdict(one) for one in found.values()]
    unsure = ", ".join(f"{rule} {count}" for rule, count in next(iter(found.values())).unsure)
    return f"| {name} | {' | '.join(cells)} | {unsure} |\n"


def _verdict(found: Findings) -> str:
    faults = ", ".join(rule for rule, _ in found.violations)
    return f"**{faults}**" if faults else f"{found.passed} met"
