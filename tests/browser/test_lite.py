"""The course in the browser alone: a kernel without a server, and no address but the site's own.

The registries hold no pandas for the browser, so this site is the reduced one. What needs pandas
is imported there with a stand-in, which shows that all else that it needs is there.
"""

import functools
import http.server
import itertools
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from .parts import matrix_cell

pytestmark = pytest.mark.browser

RUNS = itertools.count()
START = 120_000  # ms: a browser unpacks 20 MB of Python before the first cell runs
ANSWER = 1  # the first code cell that is a learner's to change; the setup cell is not
NOTEBOOK = "notebooks/both_widgets.ipynb"
STAND_IN = """
import importlib.abc, importlib.machinery, sys, types

class Kind(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Thing()

class Thing(metaclass=Kind):
    def __init__(self, *args, **options): pass
    def __call__(self, *args, **options): return Thing()
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Thing()
    def __getitem__(self, key): return Thing()
    def __iter__(self): return iter(())
    def __len__(self): return 0
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __sub__(self, other): return Thing()
    __add__ = __and__ = __or__ = __mul__ = __truediv__ = __sub__

class Module(types.ModuleType):
    __path__ = []
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        setattr(self, name, Kind(name, (Thing,), {}))
        return getattr(self, name)

class StandIn(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"pandas", "numpy", "altair"}:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
    def create_module(self, spec):
        return Module(spec.name)
    def exec_module(self, module):
        pass

sys.meta_path.append(StandIn())
"""
#: What instructors and authors run, on their own machines.
NOT_FOR_LEARNERS = (
    "grading releasing editions website front_ends lite cli warm_kernels warm_stem validation "
    "pages wording.extraction"
)
IMPORT_ALL = f"""{STAND_IN}
import ast, importlib.util, pkgutil, foedus
others = tuple("foedus." + name for name in "{NOT_FOR_LEARNERS}".split())
names = [one.name for one in pkgutil.walk_packages(foedus.__path__, "foedus.")]
theirs = [name for name in names if not name.startswith(others)]
rooms = [name for name in theirs if name.startswith("foedus.lessons.l")]
for name in theirs:
    if name not in rooms:
        importlib.import_module(name)
for name in rooms:  # they compute with the tables as they are imported: no stand-in can
    tree = ast.parse(open(importlib.util.find_spec(name).origin).read())
    for node in ast.walk(tree):
        wanted = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            wanted = [node.module]
        for module in wanted:
            assert importlib.util.find_spec(module), (name, module)
print("imported", len(theirs), "modules on", sys.platform, sys.version_info[:2])
"""
RECORD = f"""{STAND_IN}
import os
from foedus.checking import progress_file
progress_file.record_hint("02.3", 1)
print("kept:", os.path.exists("foedus_progress.json"), os.getcwd())
"""
READ_BACK = """
import json
kept = json.load(open("foedus_progress.json"))
print("still:", "02.3" in json.dumps(kept))
"""
BACK_UP = f"""{STAND_IN}
import zipfile, foedus as fo
display(fo.backup())
names = zipfile.ZipFile("foedus-backup.zip").namelist()
print("packed:", sorted(name for name in names if "progress" in name or "02_" in name))
"""
RESTORE = """
import os
os.remove("foedus_progress.json")
fo.restore("foedus-backup.zip")
print("restored:", os.path.exists("foedus_progress.json"))
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site as any plain web server would."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def lab(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page that reaches the site alone; another address asked for fails the test."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    asked: list[str] = []

    def only_ours(route: Route) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", only_ours)
    yield context.new_page()
    context.close()
    assert asked == []


def open_notebook(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/lite/lab/index.html?path={name}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=START)
    expect(page.locator(".jp-Toolbar-kernelName")).to_contain_text("Pyodide", timeout=START)


def code_cell(page: Page, number: int = 0) -> Locator:
    return page.locator(".jp-Notebook .jp-CodeCell").nth(number)


def run(page: Page, code: str, number: int = 0) -> str:
    """Write code into a cell, run it, and return what it printed."""
    cell = code_cell(page, number)
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    expect(cell.locator(".cm-editor.cm-focused")).to_be_visible()
    page.keyboard.press("Control+a")
    end = f"end of run {next(RUNS)}"
    page.keyboard.insert_text(f"{code}\nprint({end!r})")
    page.keyboard.press("Control+Enter")
    shown = cell.locator(".jp-OutputArea")
    expect(shown).to_contain_text(re.compile(rf"{end}|Error"), timeout=START)
    text = shown.inner_text()
    assert end in text, text
    return text


def show(page: Page, number: int) -> None:
    code_cell(page, number).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def test_both_widgets_run_with_python_and_the_courses_data(lab: Page, address: str) -> None:
    open_notebook(lab, address, NOTEBOOK)
    show(lab, 0)
    show(lab, 1)
    expect(lab.locator(".fo-timeline")).to_be_visible(timeout=START)
    expect(lab.locator(".fo-matrix")).to_contain_text("199 of 496 pairs have a tie in force")
    matrix_cell(lab, "Russia", "Iran").click()
    assert "['RUS', 'IRN']" in run(lab, "print(matrix.selected)", 1)


def test_a_lesson_opens_and_its_kernel_runs(lab: Page, address: str) -> None:
    open_notebook(lab, address, "notebooks/02_what_happened_when.ipynb")
    expect(lab.get_by_role("heading", name="What happened when?")).to_be_visible()
    assert "foedus 0." in run(lab, "import foedus as fo\nprint('foedus', fo.__version__)", ANSWER)


def test_all_that_a_learner_imports_is_there(lab: Page, address: str) -> None:
    open_notebook(lab, address, NOTEBOOK)
    said = run(lab, IMPORT_ALL)
    found = re.search(r"imported (\d+) modules on emscripten \(3, 14\)", said)
    assert found, said
    assert int(found[1]) > 100


def test_answers_and_progress_survive_a_reload_and_a_backup(lab: Page, address: str) -> None:
    name = "exercises/02_what_happened_when.ipynb"
    open_notebook(lab, address, name)
    assert "kept: True" in run(lab, RECORD, ANSWER)
    lab.keyboard.press("Control+s")
    expect(lab.locator(".jp-DirListing-item", has_text="foedus_progress.json")).to_be_visible(
        timeout=START
    )
    lab.reload()
    open_notebook(lab, address, name)
    expect(code_cell(lab, ANSWER)).to_contain_text("class StandIn")
    assert "still: True" in run(lab, READ_BACK, ANSWER)
    packed = run(lab, BACK_UP, ANSWER)
    assert "exercises/foedus_progress.json" in packed
    assert "exercises/02_what_happened_when.ipynb" in packed
    link = lab.get_by_role("link", name=re.compile("foedus-backup.zip|Download"))
    with lab.expect_download() as download:
        link.first.click()
    assert Path(download.value.path()).stat().st_size > 1000
    assert "restored: True" in run(lab, RESTORE, ANSWER)
