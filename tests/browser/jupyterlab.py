"""A real JupyterLab, started by ``foedus lab``, and the few things that tests do in it.

Notebook 7 is made of the same parts: what is done in one works in the other.
"""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Locator, Page, expect

START_SECONDS = 60
KERNEL_IS_READY = """async () => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  if (!context) return false;
  await context.ready;
  return context.session?.kernel?.status === "idle";
}"""
LAB = ("foedus.cli", "lab")
NOTEBOOK = ("notebook", "--allow-root")
PYTHON = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_notebook(path: Path, *sources: str) -> Path:
    cells = [new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    notebook: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": PYTHON})
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


@dataclass(frozen=True)
class Lab:
    """A running server and the folder that it serves."""

    address: str
    folder: Path


@contextmanager
def running_lab(folder: Path, program: tuple[str, ...] = LAB) -> Iterator[Lab]:
    """Start the course's own command, or another, in a folder and stop it at the end."""
    port = free_port()
    words = [
        *program,
        "--no-browser",
        f"--port={port}",
        "--IdentityProvider.token=",
        "--expose-app-in-browser",
    ]
    log = (folder / "lab.log").open("w")
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", *words], cwd=folder, stdout=log, stderr=log
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_up(address, server, folder / "lab.log")
        yield Lab(address, folder)
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait_until_up(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(START_SECONDS * 5):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=2):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def open_notebook(page: Page, lab: Lab, path: Path, way: str = "doc/tree") -> Locator:
    """Open one notebook alone and wait until its kernel is ready.

    The `way` of Notebook 7 is "notebooks".
    """
    page.goto(f"{lab.address}/{way}/{path.relative_to(lab.folder).as_posix()}?reset")
    panel = page.locator(".jp-NotebookPanel")
    panel.wait_for(timeout=60_000)
    page.wait_for_function(KERNEL_IS_READY, timeout=60_000)
    return panel


def run_all(page: Page) -> None:
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")


def cell(page: Page, number: int) -> Locator:
    return page.locator(".jp-Notebook .jp-Cell").nth(number)


def run_cell(page: Page, number: int) -> None:
    """Run one cell as a reader does: click into it, press Control and Enter."""
    cell(page, number).locator(".cm-content").click(timeout=10_000)
    page.keyboard.press("Control+Enter")
    prompt = cell(page, number).locator(".jp-InputPrompt")
    expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=60_000)
