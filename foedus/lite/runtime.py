"""Where the browser's Python comes from: one of three cases."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from foedus.lite.lock import LOCK

__all__ = ["PUBLIC", "REDUCED", "DistributionError", "Runtime", "runtime"]

#: Runtime in the site, compiled packages from Pyodide's public distribution.
PUBLIC: Final = "public"
#: Runtime in the site, and only packages that the registries hold: no pandas.
REDUCED: Final = "reduced"

_NEEDED: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", LOCK)
_COMPILED: Final = ("numpy", "pandas")


class DistributionError(ValueError):
    """The browser's Python cannot be had; the message says what is missing and what to do."""


@dataclass(frozen=True)
class Runtime:
    """The browser's Python, ready to be copied.

    Parameters
    ----------
    folder : pathlib.Path
        Pyodide's files.
    base : dict
        Its list of packages.
    elsewhere : str
        Address of the packages that the folder lacks; blank if there is none.
    """

    folder: Path
    base: dict[str, Any]
    elsewhere: str

    @property
    def whole(self) -> bool:
        """Whether notebooks find pandas."""
        return bool(self.elsewhere) or all(
            (self.folder / self.base["packages"][name]["file_name"]).exists() for name in _COMPILED
        )


def runtime(case: str, work: Path) -> Runtime:
    """Return the Python of one case.

    Parameters
    ----------
    case : str
        `PUBLIC`, `REDUCED`, or the path of a folder with a full Pyodide distribution.
    work : pathlib.Path
        An empty folder for what is fetched from the npm registry.

    Raises
    ------
    DistributionError
        If npm is missing or fails, or the folder is no full distribution of the right version.
    """
    from jupyterlite_pyodide_kernel import constants  # noqa: PLC0415 (an author's tool)

    if case in {PUBLIC, REDUCED}:
        folder = _from_registry(f"pyodide@{constants.PYODIDE_VERSION}", work)
        elsewhere = constants.PYODIDE_CDN_URL if case == PUBLIC else ""
        return Runtime(folder, _read(folder), elsewhere)
    folder = Path(case)
    _refuse_partial(folder, constants.PYODIDE_VERSION, constants.PYODIDE_PYTHON_VERSION)
    return Runtime(folder, _read(folder), "")


def _from_registry(package: str, work: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise DistributionError(
            "npm is missing, which fetches the browser's Python: install Node.js, "
            "or give --lite a folder with a full Pyodide distribution."
        )
    command = [npm, "pack", "--silent", "--pack-destination", str(work), package]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603
    packed = sorted(work.glob("*.tgz"))
    if done.returncode or not packed:
        raise DistributionError(f"npm could not fetch {package}: {done.stderr.strip()}")
    with tarfile.open(packed[0]) as archive:
        archive.extractall(work, filter="data")
    return work / "package"


def _read(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    return content


def _refuse_partial(folder: Path, version: str, python: str) -> None:
    advice = f"Unpack pyodide-{version}.tar.bz2 (the full distribution) and name its folder."
    if not folder.is_dir():
        raise DistributionError(f"{folder}: no such folder. {advice}")
    missing = [name for name in _NEEDED if not (folder / name).exists()]
    if missing:
        raise DistributionError(f"{folder} lacks {', '.join(missing)}. {advice}")
    base = _read(folder)
    if not str(base["info"]["python"]).startswith(f"{python}."):
        raise DistributionError(
            f"{folder} is for Python {base['info']['python']}, the kernel for {python}. {advice}"
        )
    lacking = [
        one["file_name"]
        for name in _COMPILED
        if not (folder / (one := base["packages"][name])["file_name"]).exists()
    ]
    if lacking:
        raise DistributionError(f"{folder} lacks {', '.join(lacking)}. {advice}")
