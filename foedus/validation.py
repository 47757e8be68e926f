"""Check a folder of tables: the schema with frictionless, and what a schema cannot say.

`foedus data check [FOLDER]` prints one line a fault, with file, row, column and reason.
"""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from foedus.consistency import inconsistencies
from foedus.faults import Fault, read_rows, unreadable
from foedus.schema import DATA, read_package, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fault", "check_folder", "main_check"]


class _Task(Protocol):
    """What we read of a frictionless task: the name of the table."""

    name: str


class _Error(Protocol):
    """What every error of frictionless has; some kinds have more."""

    type: str
    title: str
    note: str


DESCRIPTION = "datapackage.json"
SOUND, FAULTY, NOT_CHECKED = 0, 1, 2


def check_folder(path: str | Path = DATA) -> list[Fault]:
    """Return every fault in a folder of tables.

    Parameters
    ----------
    path : str or Path, default the course's own data
        Folder with the CSV files. Its own ``datapackage.json`` describes them; without one the
        course's does.

    Returns
    -------
    list of Fault
        In the order of the tables and rows; empty when all is well.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    ImportError
        If frictionless is not installed.
    """
    folder = Path(path).resolve()
    if not folder.is_dir():
        msg = f"There is no folder {path}: name the folder that holds the tables."
        raise FileNotFoundError(msg)
    own = folder / DESCRIPTION
    if own.is_file() and (fault := _description_fault(own)):
        return [fault]
    described = folder if own.is_file() else DATA
    tables = read_tables.__wrapped__(described)
    broken = {name: found for name, table in tables.items() if (found := unreadable(folder, table))}
    sound = {name: table for name, table in tables.items() if name not in broken}
    faults = [fault for found in broken.values() for fault in found]
    faults += _schema_faults(folder, described, tuple(broken))
    faults += inconsistencies({name: read_rows(folder, table) for name, table in sound.items()})
    return _sorted(faults, [f"{name}.csv" for name in tables])


def _description_fault(path: Path) -> Fault | None:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        row = getattr(error, "lineno", 1)
        return Fault(DESCRIPTION, row, "-", f"not readable as JSON in UTF-8 ({error}) — restore it")
    return None


def _sorted(faults: Iterable[Fault], files: list[str]) -> list[Fault]:
    """Order by file and row, and keep one fault a cell."""
    first: dict[tuple[str, int, str], Fault] = {}
    for fault in faults:
        first.setdefault((fault.file, fault.row, fault.column), fault)
    return sorted(first.values(), key=lambda f: (files.index(f.file), f.row, f.column))


def _schema_faults(folder: Path, described: Path, broken: tuple[str, ...]) -> list[Fault]:
    from frictionless import Package, system  # noqa: PLC0415 - only authors have it installed

    descriptor = _without(read_package.__wrapped__(described), broken)
    with system.use_context(trusted=True):
        package = Package.from_descriptor(descriptor, basepath=str(folder))
        report = package.validate(limit_errors=200)
    return [
        fault for task in report.tasks for error in task.errors for fault in _translate(task, error)
    ]


def _without(package: dict[str, Any], broken: tuple[str, ...]) -> dict[str, Any]:
    """Return the description without files that cannot be read and without keys into them."""
    descriptor = copy.deepcopy(package)
    kept = [r for r in descriptor["resources"] if r["name"] not in broken]
    for resource in kept:
        keys = resource["schema"].get("foreignKeys", [])
        resource["schema"]["foreignKeys"] = [
            key for key in keys if key["reference"]["resource"] not in broken
        ]
    return {**descriptor, "resources": kept}


def _translate(task: _Task, error: _Error) -> list[Fault]:
    """Turn an error of frictionless into faults with our wording."""
    file = f"{task.name}.csv"
    row = getattr(error, "row_number", None) or 1
    if error.type == "foreign-key":
        return _foreign(file, row, error)
    column = getattr(error, "field_name", None) or "-"
    return [Fault(file, row, column, _reason(error))]


def _foreign(file: str, row: int, error: Any) -> list[Fault]:  # noqa: ANN401 - untyped library
    reason = f"is not in {error.reference_name}.csv — correct it or add a row there"
    cells = zip(error.field_names, error.field_cells, strict=True)
    return [Fault(file, row, column, f"{cell!r} {reason}") for column, cell in cells]


def _reason(error: _Error) -> str:
    cell = getattr(error, "cell", None)
    note = " ".join(str(error.note).split())
    reasons = {
        "type-error": f"{cell!r} is not a valid {_type_name(note)} — correct it",
        "unique-error": f"{cell!r} is {note} — every value of this column stands once",
        "primary-key": f"the key is {note} — remove one of the two rows or correct the key",
        "missing-cell": "the row is too short — give every column a cell",
        "extra-cell": "the row is too long — quote cells that hold commas",
        "blank-row": "the row is blank — remove it",
    }
    if error.type == "constraint-error":
        return _constraint(cell, note)
    return reasons.get(error.type, f"{note or error.title} — correct it")


def _type_name(note: str) -> str:
    kind = note.removeprefix('type is "').split("/")[0].rstrip('"')
    return {
        "date": "date (a day of the calendar as 2025-06-22)",
        "boolean": "yes-or-no value (true or false)",
    }.get(kind, kind)


def _constraint(cell: object, note: str) -> str:
    name, _, limit = note.removeprefix('constraint "').partition('" is ')
    limit = limit.strip('"')
    reasons = {
        "required": "the cell is blank — this column must be filled",
        "enum": f"{cell!r} is not allowed — use one of {limit}",
        "pattern": f"{cell!r} does not fit the pattern {limit} — correct it",
        "minimum": f"{cell} is below {limit} — correct it",
    }
    return reasons.get(name, f"{cell!r} breaks the rule {name} = {limit} — correct it")


def main_check(folder: str | Path | None = None) -> int:
    """Check a folder and print one line a fault: the command ``foedus data check [FOLDER]``.

    Parameters
    ----------
    folder : str or Path, optional
        Folder of the tables; the course's own data when it is left out.

    Returns
    -------
    int
        Exit status: 0 no fault, 1 faults, 2 the check could not run.
    """
    try:
        faults = check_folder(DATA if folder is None else folder)
    except ModuleNotFoundError as error:
        if error.name != "frictionless":
            raise
        print(  # noqa: T201 - a command prints
            'Checking the data needs frictionless: pip install "foedus[authors]"', file=sys.stderr
        )
        return NOT_CHECKED
    except FileNotFoundError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return NOT_CHECKED
    for fault in faults:
        print(fault)  # noqa: T201
    if faults:
        print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}.")  # noqa: T201
        return FAULTY
    print("No fault.")  # noqa: T201
    return SOUND
