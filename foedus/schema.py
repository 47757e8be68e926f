"""The description of the tables: `datapackage.json`, read once and typed.

Everything that `load`, the checks and the codebook know about a table stands in the data
package. Properties that begin with ``foedus:`` are our own; Table Schema ignores them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["DATA", "Field", "Table", "find_data", "read_package", "read_tables"]

PREFIX = "foedus:"


def find_data() -> Path:
    """Return the folder of the tables: inside a wheel, or beside the package in a checkout.

    Returns
    -------
    Path
        The first of the two folders that holds a ``datapackage.json``.

    Raises
    ------
    FileNotFoundError
        If neither does.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parent / "data"):
        if (folder / "datapackage.json").is_file():
            return folder
    msg = (
        f"No datapackage.json in {package / 'data'} or {package.parent / 'data'}: reinstall foedus."
    )
    raise FileNotFoundError(msg)


DATA = find_data()


@dataclass(frozen=True)
class Field:
    """One column: its type, its allowed values and how it behaves under an as-of date.

    Attributes
    ----------
    name, type, description : str
        As in Table Schema.
    required, unique : bool
        Constraints of Table Schema.
    enum : tuple of str
        Allowed values in schema order, empty when any value is allowed.
    own : dict
        Our own properties, without the prefix: ``ordered``, ``partial``, ``laterDate``, ...
    """

    name: str
    type: str
    description: str
    required: bool
    unique: bool
    enum: tuple[str, ...]
    own: dict[str, Any]


@dataclass(frozen=True)
class Table:
    """One table: its columns, keys and terms.

    Attributes
    ----------
    name, title, description : str
        As in the data package.
    fields : tuple of Field
        Columns in the order of the file.
    key : tuple of str
        Primary key.
    foreign : tuple of (str, str, str)
        Column, table it points to, column there.
    licence : dict
        Name, title and address of the licence or terms.
    own : dict
        Our own properties, without the prefix: ``row``, ``day``, ``through``, ``interval``.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign: tuple[tuple[str, str, str], ...]
    licence: dict[str, str]
    own: dict[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of the file."""
        return tuple(field.name for field in self.fields)


def _own(descriptor: dict[str, Any]) -> dict[str, Any]:
    return {k.removeprefix(PREFIX): v for k, v in descriptor.items() if k.startswith(PREFIX)}


def _field(descriptor: dict[str, Any]) -> Field:
    limits = descriptor.get("constraints", {})
    return Field(
        name=descriptor["name"],
        type=descriptor["type"],
        description=descriptor["description"],
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        enum=tuple(limits.get("enum", ())),
        own=_own(descriptor),
    )


def _table(descriptor: dict[str, Any]) -> Table:
    schema = descriptor["schema"]
    foreign = tuple(
        (key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    )
    return Table(
        name=descriptor["name"],
        title=descriptor["title"],
        description=descriptor["description"],
        fields=tuple(_field(field) for field in schema["fields"]),
        key=tuple(schema["primaryKey"]),
        foreign=foreign,
        licence=descriptor["licenses"][0],
        own=_own(descriptor),
    )


@lru_cache(maxsize=8)
def read_package(folder: Path = DATA) -> dict[str, Any]:
    """Return the data package of a folder as JSON values.

    Parameters
    ----------
    folder : Path, default the course's own data
        Folder that holds ``datapackage.json``.

    Returns
    -------
    dict
        The descriptor. It is shared between callers: do not change it.
    """
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


@lru_cache(maxsize=8)
def read_tables(folder: Path = DATA) -> dict[str, Table]:
    """Return the tables of a data package, by name, in their order.

    Parameters
    ----------
    folder : Path, default the course's own data
        Folder that holds ``datapackage.json``.

    Returns
    -------
    dict of str to Table

    Examples
    --------
    >>> read_tables()["votes"].key
    ('resolution_id', 'country')
    """
    return {r["name"]: _table(r) for r in read_package(folder)["resources"]}
