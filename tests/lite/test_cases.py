"""The three cases of Python in the browser, each built for real."""

import hashlib
import json
import shutil
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from foedus.cli import main
from foedus.lite import wheels
from foedus.lite.building import build
from foedus.lite.runtime import PUBLIC, REDUCED, DistributionError, runtime

COURSE = Path(__file__).parents[2]
LISTED = Path("static") / "pyodide" / "pyodide-lock.json"


def packages(out: Path) -> dict[str, dict[str, Any]]:
    content = json.loads((out / LISTED).read_text(encoding="utf-8"))
    found: dict[str, dict[str, Any]] = content["packages"]
    return found


def is_public(entry: dict[str, Any]) -> bool:
    return str(entry["file_name"]).startswith("https:")


@pytest.fixture(scope="session")
def npm_runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed; it fetches the browser's Python")
    return runtime(REDUCED, tmp_path_factory.mktemp("npm")).folder


@pytest.fixture
def distribution(npm_runtime: Path, tmp_path: Path) -> Path:
    """Stand in for a full distribution: the runtime, and an empty file for each package."""
    folder = tmp_path / "pyodide"
    shutil.copytree(npm_runtime, folder)
    listed = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    for one in listed["packages"].values():
        (folder / one["file_name"]).touch()
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def test_public_takes_compiled_packages_from_the_public_distribution(
    npm_runtime: Path, tmp_path: Path, work: Path
) -> None:
    assert npm_runtime.exists()
    runs = build(PUBLIC, COURSE, tmp_path / "lite", work)
    assert {"notebooks/00_start_here.ipynb", "exercises/08_your_briefing.ipynb"} <= runs
    found = packages(tmp_path / "lite")
    assert is_public(found["numpy"])
    assert is_public(found["pandas"])
    needed = {"pandas", "altair", "anywidget", "ipywidgets", "tzdata"}
    assert needed <= set(found["foedus"]["depends"])
    for name, entry in found.items():
        assert {canonicalize_name(one) for one in entry["depends"]} <= set(found), name
        if not is_public(entry):
            content = (tmp_path / "lite" / LISTED).with_name(entry["file_name"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == entry["sha256"], name


def test_an_administrators_folder_needs_no_other_place(
    distribution: Path, tmp_path: Path, work: Path
) -> None:
    runs = build(str(distribution), COURSE, tmp_path / "lite", work)
    assert "notebooks/00_start_here.ipynb" in runs
    found = packages(tmp_path / "lite")
    assert {"numpy", "pandas", "altair", "foedus"} <= set(found)
    assert [name for name, entry in found.items() if is_public(entry)] == []
    beside = {place.name for place in (tmp_path / "lite" / LISTED).parent.iterdir()}
    assert {entry["file_name"] for entry in found.values()} <= beside


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["site", str(tmp_path / "site"), "--lite", str(tmp_path / "nowhere")])
    assert status == 2
    said = capsys.readouterr().err
    assert "nowhere: no such folder" in said
    assert "full distribution" in said
    assert not (tmp_path / "site").exists()


def test_a_folder_without_pandas_is_refused(distribution: Path, work: Path) -> None:
    for place in distribution.glob("pandas-*.whl"):
        place.unlink()
    with pytest.raises(DistributionError, match=r"lacks pandas-.*\.whl"):
        runtime(str(distribution), work)


def test_a_folder_without_the_runtime_is_refused(distribution: Path, work: Path) -> None:
    (distribution / "pyodide.asm.wasm").unlink()
    with pytest.raises(DistributionError, match=r"lacks pyodide\.asm\.wasm"):
        runtime(str(distribution), work)


def test_a_folder_for_another_python_is_refused(distribution: Path, work: Path) -> None:
    listed = distribution / "pyodide-lock.json"
    content = json.loads(listed.read_text(encoding="utf-8"))
    content["info"]["python"] = "3.12.7"
    listed.write_text(json.dumps(content))
    with pytest.raises(DistributionError, match=r"for Python 3\.12"):
        runtime(str(distribution), work)


def test_without_npm_the_message_says_what_to_do(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DistributionError, match=r"install Node\.js"):
        runtime(PUBLIC, work)


def test_wheels_are_chosen_for_the_kernels_python() -> None:
    constants = pytest.importorskip("jupyterlite_pyodide_kernel.constants")
    assert wheels.PYTHON == constants.PYODIDE_PYTHON_VERSION


def test_a_package_with_compiled_code_is_refused(work: Path) -> None:
    with pytest.raises(wheels.WheelError, match="pyzmq"):
        wheels.registry_wheels(["pyzmq"], COURSE, work)


def test_the_course_allows_the_kernels_python() -> None:
    assert requires("foedus")
    with (COURSE / "pyproject.toml").open(encoding="utf-8") as file:
        assert 'requires-python = ">=3.11"\n' in file.readlines()
