"""Build the course that runs in the browser: a JupyterLite site with everything it needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from foedus.lessons import rooms
from foedus.lite.contents import WIDGETS, course_contents, widgets_contents
from foedus.lite.lock import LOCK, composed
from foedus.lite.runtime import Runtime, runtime
from foedus.lite.wheels import Wheel, course_wheel, read_wheel, registry_wheels
from foedus.releasing.release import shared_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["LiteError", "build", "learners_wheel"]

#: What the kernel and the widgets need, chosen from the registry.
_WANTED: Final = (
    "ipython>=9",
    "ipywidgets>=8.1,<9",
    "anywidget>=0.9.18,<1",
    "micropip>=0.11",
    "tqdm",
)
#: What is loaded when the kernel starts; all else when a cell imports it.
_STARTING: Final = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
#: Parts of JupyterLab that widgets and kernel bring.
_EXTENSIONS: Final = (
    "anywidget",
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
)
_KERNEL: Final = "@jupyterlite/pyodide-kernel-extension"
_STUBS: Final = ("piplite", "pyodide_kernel", "ipykernel", "widgetsnbextension-4")
#: The time of all files, in seconds: the site is the same on every day. 22 June 2025.
_TIME: Final = 1750550400
_OMITTED: Final = (".map", ".ts", ".html", ".md")
_SHARED: Final = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
_LITE: Final = "from jupyterlite_core.app import main; main()"


class LiteError(ValueError):
    """The site for the browser cannot be built; the message says why."""


def build(case: str, course: Path, out: Path, work: Path) -> frozenset[str]:
    """Build the site for one case.

    Parameters
    ----------
    case : str
        See `foedus.lite.runtime.runtime`.
    course : pathlib.Path
        The folder of the course.
    out : pathlib.Path
        Where to write; must not exist.
    work : pathlib.Path
        An empty folder for what is needed meanwhile.

    Returns
    -------
    frozenset of str
        Places of the notebooks whose cells find all that they need, such as
        ``"notebooks/00_start_here.ipynb"``.

    Raises
    ------
    LiteError, DistributionError, WheelError
        If a tool, a package or a file is missing; the message says which.
    """
    for name in ("fetched", "unpacked", "wheels"):
        (work / name).mkdir()
    python = runtime(case, work / "fetched")
    wheels = _wheels(course, work)
    source = work / "source"
    _write(source / "static" / "pyodide", _python_files(python, wheels))
    _copy_runtime(python, source / "static" / "pyodide")
    files = course_contents(course) | ({} if python.whole else widgets_contents())
    _write(source / "files", files)
    _write(source, {"jupyter-lite.json": _json(_settings()), "overrides.json": _json(_lab())})
    # The builder sets the time of all that stands beside its output: nothing else may be there.
    built = work / "built" / "site"
    _run_builder(source, built)
    shutil.move(built, out)
    if not python.whole:
        return frozenset({WIDGETS})
    return frozenset(name for name in files if name.endswith(".ipynb"))


def _wheels(course: Path, work: Path) -> list[Wheel]:
    """Return all that is added to Pyodide: the course, the widgets, the kernel."""
    chosen = registry_wheels(_WANTED, course, work / "unpacked")
    stubs = [
        read_wheel(path)
        for path in sorted((_SHARED / _KERNEL / "static" / "pypi").glob("*.whl"))
        if path.name.startswith(_STUBS)
    ]
    replaced = {one.name for one in stubs}
    rest = [one for one in chosen if one.name not in replaced]
    return [*rest, *stubs, learners_wheel(course, work)]


def learners_wheel(course: Path, work: Path) -> Wheel:
    """Build the course's wheel as students get it: its package holds no answers.

    Parameters
    ----------
    course : pathlib.Path
        The folder of the course.
    work : pathlib.Path
        A folder for what is needed meanwhile.
    """
    folder = work / "released"
    _write(folder, shared_files(course, rooms()))
    return course_wheel(folder, work / "wheels")


def _python_files(python: Runtime, wheels: Iterable[Wheel]) -> dict[str, bytes]:
    present = {place.name for place in python.folder.iterdir()}
    wheels = list(wheels)
    listed = composed(python.base, present, wheels, python.elsewhere)
    return {LOCK: _json(listed), **{one.file_name: one.content for one in wheels}}


def _copy_runtime(python: Runtime, folder: Path) -> None:
    for place in sorted(python.folder.iterdir()):
        if place.is_file() and place.suffix not in _OMITTED and not (folder / place.name).exists():
            shutil.copyfile(place, folder / place.name)


def _settings() -> dict[str, Any]:
    kernel = {"loadPyodideOptions": {"packages": list(_STARTING)}, "disablePyPIFallback": True}
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Short of Alliance",
            "litePluginSettings": {f"{_KERNEL}:kernel": kernel},
        },
    }


def _lab() -> dict[str, Any]:
    """Return settings of JupyterLab: it asks neither the learner which Python nor the internet."""
    return {
        "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
    }


def _run_builder(source: Path, out: Path) -> None:
    extensions = [_SHARED / name for name in _EXTENSIONS]
    missing = [place.name for place in extensions if not place.is_dir()]
    if missing:
        raise LiteError(
            f"JupyterLab's part of {', '.join(missing)} is not installed here; "
            "run: pip install 'foedus[site]'"
        )
    config = {
        "LiteBuildConfig": {
            "contents": [str(source / "files")],
            "output_dir": str(out),
            "apps": ["lab", "notebooks"],
            "federated_extensions": [str(place) for place in extensions],
            "ignore_sys_prefix": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "source_date_epoch": _TIME,
        }
    }
    (source / "jupyter_lite_config.json").write_bytes(_json(config))
    done = subprocess.run(  # noqa: S603 (our own interpreter and arguments)
        [sys.executable, "-c", _LITE, "build"],
        cwd=source,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (out / "lab" / "index.html").exists():
        raise LiteError(f"JupyterLite was not built: {(done.stderr or done.stdout)[-2000:]}")


def _json(content: object) -> bytes:
    return f"{json.dumps(content, indent=1, ensure_ascii=False)}\n".encode()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
