"""Ask many addresses politely: few at a time, each host one at a time and with a pause."""

from __future__ import annotations

import queue
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from foedus.links.asking import Manners, ask

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from foedus.links.listing import Link

__all__ = ["Pace", "findings"]

_TOO_MANY: Final = "429"
_LOOK_UP: Final = 0.2


@dataclass(frozen=True)
class Pace:
    """How fast to ask.

    Attributes
    ----------
    workers : int
        Addresses asked at a time.
    pause : float
        Seconds between two requests to one host.
    seconds : float
        Longest wait for one answer.
    """

    workers: int = 4
    pause: float = 2.0
    seconds: float = 20.0


class _Turns:
    """One request at a time for each host, and a pause before the next."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_from: dict[str, float] = {}
        self._door = threading.Lock()
        self.stopped = threading.Event()

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        with self._door:
            lock = self._locks[host]
        with lock:
            self.stopped.wait(max(0.0, self._free_from.get(host, 0.0) - time.monotonic()))
            if self.stopped.is_set():
                raise _Stopped
            try:
                yield
            finally:
                self._free_from[host] = time.monotonic() + self._pause


class _Stopped(Exception):  # noqa: N818 (nothing went wrong)
    """The run is over before all were asked."""


def findings(addresses: Iterable[str], day: str, pace: Pace) -> Generator[Link, None, None]:
    """Ask addresses and give what is found, as it is found.

    Parameters
    ----------
    addresses : iterable of str
        What to ask.
    day : str
        Today, as ``2026-11-22``.
    pace : Pace
        How fast.

    Yields
    ------
    Link
        Not in the order of the addresses. A host that answers "too many requests" is not asked
        again, so some may be missing. Whoever closes the iterator stops all asking.
    """
    turns = _Turns(pace.pause)
    waiting, found = queue.SimpleQueue[list[str]](), queue.SimpleQueue["Link | None"]()
    for group in _by_host(addresses):
        waiting.put(group)
    work = (waiting, found, day, Manners(pace.seconds, turns.of))
    for _ in range(pace.workers):
        threading.Thread(target=_work, args=work, daemon=True).start()
    try:
        yield from _collected(found, pace.workers)
    finally:
        turns.stopped.set()


def _by_host(addresses: Iterable[str]) -> list[list[str]]:
    """Group addresses by host, the largest group first: it takes longest.

    >>> _by_host(["https://a.example/1", "https://b.example/1", "https://b.example/2"])
    [['https://b.example/1', 'https://b.example/2'], ['https://a.example/1']]
    """
    groups = defaultdict(list)
    for address in addresses:
        groups[_host(address)].append(address)
    return sorted(groups.values(), key=len, reverse=True)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # no address at all: asking says so
        return ""


def _work(
    waiting: queue.SimpleQueue[list[str]],
    found: queue.SimpleQueue[Link | None],
    day: str,
    manners: Manners,
) -> None:
    try:
        while True:
            for address in waiting.get_nowait():
                link = ask(address, day, manners)
                found.put(link)
                if link.status == _TOO_MANY:
                    break
    except (queue.Empty, _Stopped):
        return
    finally:
        found.put(None)


def _collected(found: queue.SimpleQueue[Link | None], workers: int) -> Iterator[Link]:
    while workers:
        try:
            link = found.get(timeout=_LOOK_UP)
        except queue.Empty:
            continue
        if link is None:
            workers -= 1
        else:
            yield link
