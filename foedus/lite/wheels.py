"""Wheels of pure Python for the browser: the course's own, and what the registry has."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Wheel", "WheelError", "course_wheel", "read_wheel", "registry_wheels"]

#: Python of the Pyodide that the kernel runs.
PYTHON: Final = "3.14"

_BROWSER: Final = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "platform_machine": "wasm32",
    "os_name": "posix",
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.0",
    "extra": "",
}
_DAY_ONE: Final = (1980, 1, 1, 0, 0, 0)


class WheelError(ValueError):
    """A package cannot be had for the browser; the message says which and why."""


@dataclass(frozen=True)
class Wheel:
    """A package of pure Python.

    Parameters
    ----------
    name : str
        Normalized, such as ``"jupyterlab-widgets"``.
    version : str
        As the package says it.
    file_name : str
        Of the wheel.
    content : bytes
        The wheel.
    imports : tuple of str
        Names that can be imported.
    requires : tuple of str
        Normalized names of what it needs in the browser.
    """

    name: str
    version: str
    file_name: str
    content: bytes
    imports: tuple[str, ...]
    requires: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the wheel, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


def registry_wheels(requirements: Sequence[str], course: Path, folder: Path) -> list[Wheel]:
    """Have uv choose packages for Pyodide, with all that they need, and pack them.

    Parameters
    ----------
    requirements : sequence of str
        Such as ``"ipywidgets>=8"``.
    course : pathlib.Path
        The folder of the course, whose settings for uv hold: no version newer than its tests.
    folder : pathlib.Path
        Where to unpack; empty.

    Raises
    ------
    WheelError
        If a package is not to be had as pure Python; with uv's words.
    """
    command = [
        *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--only-binary", ":all:"),
        *("--python-platform", "wasm32-pyodide2025", "--python-version", PYTHON),
        *("--target", str(folder), *requirements),
    ]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise WheelError(f"uv could not choose packages for the browser: {done.stderr.strip()}")
    return sorted(map(_packed, distributions(path=[str(folder)])), key=lambda one: one.name)


def _packed(found: Distribution) -> Wheel:
    """Pack an unpacked package as a wheel whose bytes depend on its files alone."""
    if "Root-Is-Purelib: true" not in (found.read_text("WHEEL") or ""):
        raise WheelError(f"{found.name} is not pure Python here, so the browser cannot run it.")
    files = dict(_files(found))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in sorted(files.items()):
            entry = zipfile.ZipInfo(place, date_time=_DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    stem = f"{found.name.replace('-', '_')}-{found.version}"
    return _described(found, f"{stem}-py3-none-any.whl", stream.getvalue(), files)


def course_wheel(course: Path, folder: Path) -> Wheel:
    """Build the course's own wheel from a checkout.

    Parameters
    ----------
    course : pathlib.Path
        The folder with `pyproject.toml`.
    folder : pathlib.Path
        Where to build.
    """
    from hatchling.builders.wheel import WheelBuilder  # noqa: PLC0415 (an author's tool)

    path = next(WheelBuilder(str(course)).build(directory=str(folder), versions=["standard"]))
    return read_wheel(type(folder)(path))


def read_wheel(path: Path) -> Wheel:
    """Describe a wheel file of pure Python."""
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    info = next(name for name in files if name.endswith(".dist-info/METADATA"))
    metadata = files[info].decode()
    return _described(_Unpacked(metadata), path.name, content, files)


class _Unpacked(Distribution):
    """A distribution of which only the metadata is at hand."""

    def __init__(self, metadata: str) -> None:
        self._metadata = metadata

    def read_text(self, filename: str) -> str | None:
        return self._metadata if filename == "METADATA" else None

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError(path)


def _files(found: Distribution) -> Iterator[tuple[str, bytes]]:
    """Give what a wheel holds: neither scripts and shared data, nor what installing added."""
    if found.files is None:
        raise WheelError(f"{found.name} is installed without a list of its files.")
    added = {"INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "RECORD"}
    for place in found.files:
        outside = {"..", "bin", "etc", "share"} & set(place.parts[:1])
        if not outside and "__pycache__" not in place.parts and place.name not in added:
            yield place.as_posix(), place.read_binary()


def _described(
    found: Distribution, file_name: str, content: bytes, files: dict[str, bytes]
) -> Wheel:
    return Wheel(
        canonicalize_name(found.name),
        found.version,
        file_name,
        content,
        tuple(sorted(_imports(files))),
        tuple(sorted(_requires(found))),
    )


def _imports(files: dict[str, bytes]) -> set[str]:
    tops = {place.partition("/")[0] for place in files if place.endswith(".py")}
    return {top.removesuffix(".py") for top in tops if ".dist-info" not in top}


def _requires(found: Distribution) -> set[str]:
    """Return what the package needs where the platform is Pyodide's, without extras."""
    wanted = map(Requirement, found.requires or ())
    return {
        canonicalize_name(one.name)
        for one in wanted
        if one.marker is None or one.marker.evaluate(_BROWSER)
    }
