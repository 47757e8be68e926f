"""How long the widgets take in a browser, beside vis-timeline and a plotly heatmap.

Run, in the folder of the repository:

    npm install --prefix benchmarks
    python -m benchmarks.widgets

It writes benchmarks/RESULTS.md. `--rounds 1` is a quick look and writes nothing.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd
from playwright.sync_api import sync_playwright

from benchmarks import pages, python_side, report, storage
from benchmarks.check_latency import kept
from tests.browser.conftest import CHROMIUM_OPTIONS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_HERE: Final = Path(__file__).parent
_ROUNDS: Final = 6
_WARM: Final = 5  # acts before those that count: just-in-time compilation is over
_COUNTED: Final = 5  # acts that count, so that six rounds give thirty
_NO_LIMIT: Final = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
_ORDER: Final = 1813


@dataclass(frozen=True)
class Key:
    """What a time belongs to: size of the data, page, act, and which of its moments."""

    size: str
    page: str
    act: str
    moment: str


@dataclass
class Times:
    """Milliseconds by key, one a time that it was done."""

    found: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, size: str, page: str, act: str, moments: dict[str, float]) -> None:
        for moment, value in moments.items():
            self.found[Key(size, page, act, moment)].append(value)


def main() -> None:
    options = _options()
    data = [pages.course(), pages.large()]
    with tempfile.TemporaryDirectory() as name:
        cases = {one.name: pages.build(one, _folder(name, one.name)) for one in data}
        times, version = _measure(data, cases, options.rounds, options.only)
    parts = [report.browser(times.found, data, version)]
    if not options.only and options.rounds >= _ROUNDS:
        parts += [storage.report(), python_side.report(data)]
        results = _HERE / "RESULTS.md"
        section = kept(results.read_text(encoding="utf-8")) if results.exists() else ""
        results.write_text("\n".join([*parts, section]), encoding="utf-8")
    print(*parts, sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--only", default="", help="measure pages whose name holds this text")
    return parser.parse_args()


def _folder(name: str, size: str) -> Path:
    folder = Path(name) / size
    folder.mkdir()
    return folder


def _measure(
    data: list[pages.Data], cases: dict[str, list[pages.Case]], rounds: int, only: str
) -> tuple[Times, str]:
    times = Times()
    with sync_playwright() as playwright:
        options = [*CHROMIUM_OPTIONS, *_NO_LIMIT]
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=options)
        for one, case in _rounds(data, cases, rounds):
            if only in case.name:
                _visit(browser, one, case, times)
        return times, browser.version


def _rounds(
    data: list[pages.Data], cases: dict[str, list[pages.Case]], rounds: int
) -> Iterator[tuple[pages.Data, pages.Case]]:
    """Every page once a round, in an order that changes from round to round."""
    shuffled = random.Random(_ORDER)  # noqa: S311  # no secret
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", flush=True)
        turn = [(one, case) for one in data for case in cases[one.name]]
        shuffled.shuffle(turn)
        yield from turn


def _visit(browser: Browser, data: pages.Data, case: pages.Case, times: Times) -> None:
    """Open a page afresh, note when it is drawn, and do to it what is to be measured."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(_scripts(data, case))
    page.goto(case.path.as_uri(), wait_until="load")
    times.add(data.name, case.name, "first paint", page.evaluate("benchDrawn"))
    for act in case.acts:
        for moments in page.evaluate(f"acts[{case.kind!r}].{act}({_WARM + _COUNTED})")[_WARM:]:
            times.add(data.name, case.name, act, moments)
    context.close()


def _scripts(data: pages.Data, case: pages.Case) -> str:
    """What runs in the page before its own scripts, as one: several have no certain order."""
    days = [(day - pd.Timestamp(0)).days for day in data.days()[1:]]
    given = f"window.benchKind = {case.kind!r};\nwindow.benchDays = {days};\n"
    files = ("measure.js", "acts.js")
    return given + "\n".join((_HERE / "pages" / name).read_text("utf-8") for name in files)


if __name__ == "__main__":
    main()
