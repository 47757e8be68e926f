"""Rules for the whole run."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# A slow machine is no failure: no test here is about time.
hypothesis.settings.register_profile("foedus", deadline=None)
hypothesis.settings.load_profile("foedus")

IN_CI = os.environ.get("CI", "").lower() == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--keyboard-log", help="where to write what the keyboard alone has done")
    parser.addoption("--axe-log", help="where to write what axe-core found on each page")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that was skipped has failed: everything that a test needs is there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    if IN_CI and skipped:
        terminalreporter.write_line(f"{skipped} skipped: in CI that is a failure.", red=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the website, with the Python that the registries alone can fill."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed; it fetches the browser's Python")
    website = pytest.importorskip("foedus.website")
    out = tmp_path_factory.mktemp("website") / "site"
    assert website.site(website.Order(out, lite="reduced")) == 0
    return out
