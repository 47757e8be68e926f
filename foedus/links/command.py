"""The command ``foedus data links``: say what is known, or ask again."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from foedus.links.listing import (
    LIST,
    UNASKED,
    Link,
    State,
    in_line,
    read_links,
    read_sources,
    worse,
    write_links,
)
from foedus.links.refreshing import Pace, findings
from foedus.schema import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["main_links"]

FINE, FINDINGS, NOT_RUN = 0, 1, 2

_SAVE_EVERY: Final = 25
#: So many without one answer: the fault is on this side.
_HOPELESS: Final = 40
_MEANING: Final = {
    State.READ: "read for the course, as a rule in a stored copy; the address was not asked since",
    State.NEVER_OPENED: "nobody has opened it",
    State.ALIVE: "the page answers",
    State.MOVED: "the page answers at another address, for good",
    State.REFUSED: "answers, but not to a robot",
    State.FRONT_PAGE: "leads to a front page: perhaps gone",
    State.FAILING: "a fault of the server, of its redirects or of the address itself",
    State.UNREACHABLE: "no answer",
    State.DEAD: "the server says that there is no such page",
}
_NAMED: Final = (State.DEAD, State.FRONT_PAGE, State.FAILING, State.UNREACHABLE)


def main_links(
    folder: Path | None = None,
    *,
    refresh: bool = False,
    sync: bool = False,
    pace: Pace | None = None,
) -> int:
    """Say what is known of the sources' addresses, and ask them before if told to.

    Parameters
    ----------
    folder : pathlib.Path, optional
        The folder of the tables; the course's own by default.
    refresh : bool, default False
        Ask every address and write the list. Needs internet.
    sync : bool, default False
        Bring the list in line with ``sources.csv`` without asking anybody.
    pace : Pace, optional
        How fast to ask.

    Returns
    -------
    int
        0 all well; 1 when the list and the sources differ, an address is dead, or, after a
        refresh, one got worse; 2 when it could not run or was stopped.
    """
    folder = folder or DATA
    try:
        sources, known = read_sources(folder), read_links(folder)
        if refresh:
            return _refresh(folder, in_line(sources, known), pace or Pace())
        if sync:
            write_links(folder, in_line(sources, known))
            known = read_links(folder)
        elif not known:
            return _fail(f"there is no {LIST} in {folder}; run: foedus data links --sync")
    except (OSError, ValueError) as error:
        return _fail(str(error))
    return _report(sources, known)


def _report(sources: dict[str, State], known: dict[str, Link]) -> int:
    _say(*_summary(known), *_troubles(known))
    missing = [one for one in sources if one not in known]
    surplus = [one for one in known if one not in sources]
    stale = [one.address for one in known.values() if _stale(one, sources)]
    _say(*(f"Not in {LIST}: {one}" for one in missing))
    _say(*(f"In {LIST}, but no source: {one}" for one in surplus))
    _say(*(f"sources.csv says otherwise whether it was opened: {one}" for one in stale))
    if missing or surplus or stale:
        _say("Run: foedus data links --sync")
    dead = any(link.state == State.DEAD for link in known.values())
    return FINDINGS if missing or surplus or stale or dead else FINE


def _stale(link: Link, sources: dict[str, State]) -> bool:
    said = sources.get(link.address, link.state)
    return link.state in UNASKED and link.state != said


def _summary(links: dict[str, Link]) -> Iterator[str]:
    counts = Counter(link.state for link in links.values())
    days = sorted(link.looked_at for link in links.values() if link.looked_at)
    asked = sum(link.state not in UNASKED for link in links.values())
    yield f"{len(links)} addresses, {asked} of them asked."
    yield from (f"{counts[s]:5} {s}: {_MEANING[s]}" for s in State if counts[s])
    if days:
        yield f"Dated {days[0]} to {days[-1]}; {len(links) - len(days)} without a day."


def _troubles(links: dict[str, Link]) -> Iterator[str]:
    for state in _NAMED:
        yield from (_line(link) for link in links.values() if link.state == state)


def _line(link: Link) -> str:
    words = (link.status, link.looked_at, link.note)
    return f"{link.state}: {link.address} ({', '.join(filter(None, words))})"


def _refresh(folder: Path, old: dict[str, Link], pace: Pace) -> int:
    """Ask all, save as it goes, and keep what was found when somebody stops it."""
    new: dict[str, Link] = {}
    stopped = False
    asking = findings(old, datetime.now(UTC).date().isoformat(), pace)
    try:
        for link in tqdm(asking, total=len(old), disable=None, leave=False, unit="address"):
            new[link.address] = link
            if len(new) % _SAVE_EVERY == 0:
                _save(folder, old, new)
            if len(new) == _HOPELESS and not _answered(new):
                break
    except KeyboardInterrupt:
        stopped = True
    finally:
        asking.close()
        saved = _save(folder, old, new)
    if not saved:
        return _offline(stopped)
    return _told(old, new, stopped=stopped)


def _save(folder: Path, old: dict[str, Link], new: dict[str, Link]) -> bool:
    """Write the list, unless nobody answered: then the fault is here, not there."""
    if not _answered(new):
        return False
    write_links(folder, {**old, **new})
    return True


def _answered(new: dict[str, Link]) -> bool:
    return any(link.status for link in new.values())


def _offline(stopped: bool) -> int:  # noqa: FBT001 (one flag, one caller)
    why = (
        "stopped before any answer came"
        if stopped
        else "no address answered, so perhaps there is no internet"
    )
    return _fail(f"{why}; the list is as it was")


def _told(old: dict[str, Link], new: dict[str, Link], *, stopped: bool) -> int:
    _say(*_summary({**old, **new}))
    fallen = [link for address, link in new.items() if worse(old[address], link)]
    _say(*(f"Worse, was {old[link.address].state}: {_line(link)}" for link in fallen))
    unasked = len(old) - len(new)
    if unasked:
        _say(f"Not asked this time: {unasked}.")
    if stopped:
        return _fail("stopped; what was found is kept")
    return FINDINGS if fallen else FINE


def _fail(message: str) -> int:
    print(f"foedus: {message}", file=sys.stderr)  # noqa: T201 - a command prints
    return NOT_RUN


def _say(*lines: str) -> None:
    for line in lines:
        print(line)  # noqa: T201
