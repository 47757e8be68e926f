"""The list of what is known about each address, `data/links.csv`."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Final

__all__ = ["LIST", "SOURCES", "Link", "State", "in_line", "read_links", "read_sources",
           "worse", "write_links"]  # fmt: skip

LIST: Final = "links.csv"
SOURCES: Final = "sources.csv"


class State(StrEnum):
    """What is known about an address."""

    READ = "read"
    NEVER_OPENED = "never opened"
    ALIVE = "alive"
    MOVED = "moved"
    REFUSED = "refused"
    FRONT_PAGE = "front page"
    FAILING = "failing"
    UNREACHABLE = "unreachable"
    DEAD = "dead"


#: What sources.csv says of an address that nobody has asked yet.
UNASKED: Final = (State.READ, State.NEVER_OPENED)
_ALARM: Final = {State.FRONT_PAGE: 1, State.FAILING: 1, State.UNREACHABLE: 1, State.DEAD: 2}


@dataclass(frozen=True)
class Link:
    """What is known about one address.

    Attributes
    ----------
    address : str
        As in ``sources.csv``.
    state : State
        ``read``: the page was read, as a rule in a stored copy. ``never opened``: nobody has
        read it. The others are what the address itself answered.
    status : str
        The last HTTP status, blank when there was none.
    looked_at : str
        Day on which the state was found, as ``2026-11-22``; of what was only read, the day on
        which that was put on file. Blank where the day is not known.
    final_address : str
        Where redirects lead, blank when there are none.
    note : str
        What else there is to say, in one line.
    """

    address: str
    state: State
    status: str = ""
    looked_at: str = ""
    final_address: str = ""
    note: str = ""


_COLUMNS: Final = tuple(field.name for field in fields(Link))


def worse(old: Link, new: Link) -> bool:
    """Tell whether an address is in more trouble than it was.

    Examples
    --------
    >>> page = "https://example.org/page"
    >>> worse(Link(page, State.READ), Link(page, State.DEAD))
    True
    >>> worse(Link(page, State.ALIVE), Link(page, State.REFUSED))
    False
    >>> worse(Link(page, State.DEAD), Link(page, State.FAILING))
    False
    """
    return _ALARM.get(new.state, 0) > _ALARM.get(old.state, 0)


def read_sources(folder: Path) -> dict[str, State]:
    """Return each address of the sources with what the table says of it.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the tables.

    Returns
    -------
    dict of str to State
        ``read`` or ``never opened``, by address, in the order of the table.

    Raises
    ------
    FileNotFoundError
        If there is no ``sources.csv``.
    ValueError
        If the file has no column ``url`` or ``opened``.
    """
    rows = _rows(folder / SOURCES, ("url", "opened"))
    return {row["url"]: UNASKED[row["opened"] != "true"] for row in rows if row["url"]}


def read_links(folder: Path) -> dict[str, Link]:
    """Return the list by address; empty when there is no list yet.

    Raises
    ------
    ValueError
        If the list lacks a column or holds an unknown state.
    """
    path = folder / LIST
    if not path.is_file():
        return {}
    rows = _rows(path, _COLUMNS)
    return {row["address"]: _link(row) for row in rows}


def _rows(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restval="")
        missing = set(needed) - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name} has no column {', '.join(sorted(missing))}: restore it.")
        return list(reader)


def _link(row: dict[str, str]) -> Link:
    state, address = row["state"], row["address"]
    if state not in set(State):
        known = ", ".join(State)
        raise ValueError(f"{LIST}: {address} has the state {state!r}; there are: {known}.")
    return Link(address, State(state), *(row[name] or "" for name in _COLUMNS[2:]))


def in_line(sources: dict[str, State], links: dict[str, Link]) -> dict[str, Link]:
    """Return the list with one row for each address of the sources, and no other.

    Parameters
    ----------
    sources : dict of str to State
        What the table of sources says, by address.
    links : dict of str to Link
        The list so far.

    Returns
    -------
    dict of str to Link
        In the order of the sources. What an address once answered is kept; where nobody has
        asked it yet, the table of sources decides.

    Examples
    --------
    >>> known = {"a": Link("a", State.ALIVE), "b": Link("b", State.NEVER_OPENED)}
    >>> [link.state.value for link in in_line({"b": State.READ, "a": State.READ}, known).values()]
    ['read', 'alive']
    """
    return {address: _current(address, state, links) for address, state in sources.items()}


def _current(address: str, state: State, links: dict[str, Link]) -> Link:
    link = links.get(address)
    if link is None or (link.state in UNASKED and link.state != state):
        return Link(address, state)
    return link


def write_links(folder: Path, links: dict[str, Link]) -> None:
    """Write the list whole: a reader, or a stop half-way, never meets half a list."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(astuple(link) for link in links.values())
    handle, name = tempfile.mkstemp(prefix=f".{LIST}-", dir=folder)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(folder / LIST)
    finally:
        draft.unlink(missing_ok=True)
