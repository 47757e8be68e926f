"""Pyodide's list of packages, with the course added: an import then finds all that it needs.

The kernel loads a listed package when a cell imports it. So notebooks need no line that installs
something, and the list decides where each package comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.lite.wheels import Wheel

__all__ = ["LOCK", "composed"]

#: The list's name in a distribution.
LOCK: Final = "pyodide-lock.json"

Entries = dict[str, dict[str, Any]]


def composed(
    base: dict[str, Any], present: Iterable[str], wheels: Iterable[Wheel], elsewhere: str = ""
) -> dict[str, Any]:
    """Return a distribution's list with further packages.

    Parameters
    ----------
    base : dict
        The distribution's own list.
    present : iterable of str
        Names of the files that stand beside the list.
    wheels : iterable of Wheel
        What to add; each replaces a package of the same name.
    elsewhere : str
        Address at which all other files of the distribution are. Blank: there is none, and what
        is not present is left out, with all that needs it but these wheels.

    Returns
    -------
    dict
        A list for `pyodide-lock.json`. A wheel's requirement that the list lacks is left out:
        what it is wanted for then fails when it is imported, and not before.
    """
    beside = set(present)
    listed: Entries = {}
    for key, entry in base["packages"].items():
        if entry["file_name"] in beside:
            listed[key] = entry
        elif elsewhere:
            listed[key] = {**entry, "file_name": f"{elsewhere}/{entry['file_name']}"}
    added = {one.name: _entry(one) for one in wheels}
    packages = _complete({**listed, **added}, set(added))
    return {"info": base["info"], "packages": dict(sorted(packages.items()))}


def _entry(wheel: Wheel) -> dict[str, Any]:
    return {
        "name": wheel.name,
        "version": wheel.version,
        "file_name": wheel.file_name,
        "install_dir": "site",
        "sha256": wheel.digest,
        "package_type": "package",
        "imports": list(wheel.imports),
        "depends": list(wheel.requires),
        "unvendored_tests": False,
    }


def _complete(packages: Entries, kept: set[str]) -> Entries:
    """Leave out what lacks something, but for the kept, which lose the requirement instead."""
    while True:
        lacking = {key for key in packages if key not in kept and _lacks(packages, key)}
        if not lacking:
            break
        packages = {key: one for key, one in packages.items() if key not in lacking}
    return {
        key: {**one, "depends": [name for name in one["depends"] if _name(name) in packages]}
        for key, one in packages.items()
    }


def _lacks(packages: Entries, key: str) -> bool:
    return any(_name(name) not in packages for name in packages[key]["depends"])


def _name(written: str) -> str:
    """Return a name as the list's keys have it; requirements write it in several ways."""
    return str(canonicalize_name(written))
