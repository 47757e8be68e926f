"""What a check of the data finds: one fault, one line."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.schema import Table

__all__ = ["Fault", "Rows", "read_rows", "unreadable"]

HEADER = 1


@dataclass(frozen=True)
class Fault:
    """One fault in a file.

    Attributes
    ----------
    file : str
        Name of the file.
    row : int
        Line of the file; 1 is the header.
    column : str
        Name of the column, ``-`` when the fault is not in one.
    reason : str
        What is wrong and what to do, in one line.

    Examples
    --------
    >>> print(Fault("ties.csv", 7, "signed", "not in the calendar — correct the date"))
    ties.csv:7:signed: not in the calendar — correct the date
    """

    file: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Return the line that the command prints."""
        return f"{self.file}:{self.row}:{self.column}: {self.reason}"


@dataclass(frozen=True)
class Rows:
    """The raw rows of one table, as text, with their lines in the file.

    Attributes
    ----------
    table : Table
        What the table should be.
    rows : tuple of (int, dict)
        Line of the file and the cells of the row by column.
    """

    table: Table
    rows: tuple[tuple[int, dict[str, str]], ...]

    def fault(self, row: int, column: str, reason: str) -> Fault:
        """Return a fault in this file."""
        return Fault(f"{self.table.name}.csv", row, column, reason)


def read_rows(folder: Path, table: Table) -> Rows:
    """Read a file that is known to be readable.

    Parameters
    ----------
    folder : Path
        Folder of the tables.
    table : Table
        The table to read.

    Returns
    -------
    Rows
    """
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        names = next(reader)
        rows = tuple(
            (line, dict(zip(names, cells, strict=False)))
            for line, cells in enumerate(reader, start=HEADER + 1)
            if len(cells) == len(names)
        )
    return Rows(table, rows)


def unreadable(folder: Path, table: Table) -> list[Fault]:
    """Return what keeps a file from being read at all.

    Parameters
    ----------
    folder : Path
        Folder of the tables.
    table : Table
        The table that the file should hold.

    Returns
    -------
    list of Fault
        A missing or empty file, bytes that are not UTF-8, a byte-order mark, foreign line ends,
        or a header that is not the table's. Empty when the file can be read.
    """
    name = f"{table.name}.csv"
    path = folder / name
    if not path.is_file():
        return [Fault(name, HEADER, "-", f"the file is missing — put {name} into the folder")]
    raw = path.read_bytes()
    if not raw.strip():
        return [Fault(name, HEADER, "-", "the file is empty — restore it with its header")]
    return _bytes(name, raw, table) or _header(name, raw, table)


def _bytes(name: str, raw: bytes, table: Table) -> list[Fault]:
    if raw.startswith(b"\xef\xbb\xbf"):
        return [
            Fault(
                name,
                HEADER,
                table.columns[0],
                "starts with a byte-order mark — save as UTF-8 without one",
            )
        ]
    if b"\r" in raw:
        row = raw[: raw.index(b"\r")].count(b"\n") + 1
        return [Fault(name, row, "-", "a carriage return ends the line — save with LF line ends")]
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        start = raw.rfind(b"\n", 0, error.start) + 1
        cells = next(csv.reader([raw[start : error.start].decode("utf-8") + "x"]))
        names = next(csv.reader([raw.split(b"\n", 1)[0].decode("utf-8", "replace")]))
        column = names[min(len(cells), len(names)) - 1]
        reason = f"byte 0x{raw[error.start]:02x} is not UTF-8 — save the file as UTF-8"
        return [Fault(name, raw[: error.start].count(b"\n") + 1, column, reason)]
    return []


def _header(name: str, raw: bytes, table: Table) -> list[Fault]:
    header = next(csv.reader([raw.split(b"\n", 1)[0].decode("utf-8")]))
    missing = [c for c in table.columns if c not in header]
    extra = [c for c in header if c not in table.columns]
    double = sorted({c for c in header if header.count(c) > 1})
    faults = [
        Fault(name, HEADER, c, "the column is missing — add it to the header and to every row")
        for c in missing
    ]
    faults += [
        Fault(
            name,
            HEADER,
            c or "-",
            "the schema has no such column — remove it or describe it in datapackage.json",
        )
        for c in extra
    ]
    faults += [Fault(name, HEADER, c, "the column stands twice — keep one") for c in double]
    if not faults and tuple(header) != table.columns:
        reason = "the columns are not in the order of the schema — use: " + ",".join(table.columns)
        faults = [Fault(name, HEADER, "-", reason)]
    return faults
