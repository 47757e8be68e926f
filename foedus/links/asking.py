"""Ask one address whether it is still there, and say what it answered."""

from __future__ import annotations

import socket
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection, RemoteDisconnected
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from foedus.links.listing import Link, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

__all__ = ["AGENT", "Manners", "ask", "tidy"]

AGENT: Final = (
    "foedus-links (Short of Alliance, a free course, checks the addresses of its sources)"
)

_HOPS: Final = 8
_KEPT: Final = "!$%&'()*+,-./:;=?@[]_~"
_PERMANENT: Final = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
_REDIRECTS: Final = _PERMANENT | {
    HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}  # fmt: skip
_GONE: Final = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
#: Answers to a robot. They say nothing about what a reader gets.
_REFUSALS: Final = {401, 403, 405, 406, 407, 418, 429, 451, 999}
_TRY_AGAIN: Final = (TimeoutError, RemoteDisconnected)
_WORDS: Final = {
    "TimeoutError": "no answer in time",
    "ConnectionRefusedError": "the connection was refused",
    "gaierror": "the name of the host is not known",
    "RemoteDisconnected": "the connection was closed without an answer",
    "ConnectionResetError": "the connection was broken off",
}


@contextmanager
def _at_once(_: str) -> Iterator[None]:
    yield


@dataclass(frozen=True)
class Manners:
    """How an address is asked.

    Attributes
    ----------
    seconds : float
        Longest wait for one answer.
    turn : callable
        Takes a host's name and returns a context in which that host may be asked once.
    """

    seconds: float = 20.0
    turn: Callable[[str], AbstractContextManager[None]] = field(default=_at_once)


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str


def ask(address: str, day: str, manners: Manners) -> Link:
    """Ask an address, follow its redirects and say what was found.

    Parameters
    ----------
    address : str
        As in ``sources.csv``.
    day : str
        Today, as ``2026-11-22``.
    manners : Manners
        How long to wait, and for whose turn.

    Returns
    -------
    Link
        Always: what goes wrong on the way is a state, too.
    """
    asked, statuses = address, list[int]()
    try:
        asked = tidy(address)
        for _ in range(_HOPS):
            answer = _answer(asked, manners)
            statuses.append(answer.status)
            if answer.status not in _REDIRECTS or not answer.location:
                return _found(address, asked, statuses, day)
            asked = tidy(urljoin(asked, answer.location))
    except (OSError, HTTPException) as error:
        return Link(address, State.UNREACHABLE, "", day, _other(address, asked), _words(error))
    except ValueError as error:
        note = f"cannot be asked: {error}"
        return Link(address, State.FAILING, _last(statuses), day, _other(address, asked), note)
    note = f"more than {_HOPS - 1} redirects, or a circle"
    return Link(address, State.FAILING, _last(statuses), day, "", note)


def tidy(address: str) -> str:
    """Return an address in the characters that may be sent: no fragment, nothing but ASCII.

    Examples
    --------
    >>> tidy("https://example.org/a b(c)?q=é#part")
    'https://example.org/a%20b(c)?q=%C3%A9'
    >>> tidy("https://bücher.example/%D0%98")
    'https://xn--bcher-kva.example/%D0%98'
    """
    parts = urlsplit(address.strip())
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT)
    return urlunsplit((parts.scheme, host, path, query, ""))


def _answer(address: str, manners: Manners) -> _Answer:
    """Ask with HEAD; where that gets no good answer, once more with GET."""
    try:
        first = _request("HEAD", address, manners)
    except _TRY_AGAIN:
        return _request("GET", address, manners)
    if first.status < HTTPStatus.BAD_REQUEST or first.status == HTTPStatus.TOO_MANY_REQUESTS:
        return first
    return _request("GET", address, manners)


def _request(method: str, address: str, manners: Manners) -> _Answer:
    """Send one request and read the head of the answer; a page's text is never fetched."""
    parts = urlsplit(address)
    with manners.turn(parts.netloc), closing(_connection(parts, manners.seconds)) as line:
        with _deadline(line, manners.seconds) as late:
            try:
                line.request(method, urlunsplit(("", "", parts.path, parts.query, "")), headers={
                    "User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})  # fmt: skip
                response = line.getresponse()
            except (OSError, HTTPException):
                if late.is_set():
                    raise TimeoutError from None
                raise
        return _Answer(response.status, _location(response.getheader("Location")))


def _connection(parts: SplitResult, seconds: float) -> HTTPConnection:
    kinds: dict[str, type[HTTPConnection]] = {"http": HTTPConnection, "https": HTTPSConnection}
    if parts.scheme not in kinds or not parts.hostname:
        raise ValueError("it is no http or https address")
    return kinds[parts.scheme](parts.hostname, parts.port, timeout=seconds)


@contextmanager
def _deadline(line: HTTPConnection, seconds: float) -> Iterator[threading.Event]:
    """Break off an answer that comes in drops: a socket's own limit starts anew at each."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        if line.sock is not None:
            try:
                line.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _location(header: str | None) -> str:
    """Undo how http.client reads a header that holds UTF-8, as many servers send."""
    return (header or "").encode("latin-1").decode("utf-8", "replace")


def _found(address: str, final: str, statuses: list[int], day: str) -> Link:
    state = _state(statuses)
    note = ""
    if state in {State.ALIVE, State.MOVED} and _front_page(address, final):
        state, note = State.FRONT_PAGE, "leads to the front page of a site: look at it"
    elif state == State.REFUSED:
        note = "refused to a robot; a reader may get it"
    return Link(address, state, _last(statuses), day, _other(address, final), note)


def _state(statuses: list[int]) -> State:
    """Name what the statuses on the way, the last one above all, come to.

    >>> [_state(way).value for way in ([200], [301, 200], [302, 200], [301, 404], [403], [500])]
    ['alive', 'moved', 'alive', 'dead', 'refused', 'failing']
    """
    *before, last = statuses
    if last < HTTPStatus.MULTIPLE_CHOICES:
        return State.MOVED if _PERMANENT & set(before) else State.ALIVE
    if last in _GONE:
        return State.DEAD
    return State.REFUSED if last in _REFUSALS else State.FAILING


def _front_page(address: str, final: str) -> bool:
    """Tell whether a page was asked for and a site's front page came: often the page is gone.

    >>> site = "https://example.org/"
    >>> _front_page(site + "page", site), _front_page(site, site), _front_page(site, site + "en")
    (True, False, False)
    """
    asked, came = urlsplit(address), urlsplit(final)
    return bool(asked.path.strip("/") or asked.query) and not (came.path.strip("/") or came.query)


def _other(address: str, final: str) -> str:
    return "" if final == address or final == tidy(address) else final


def _last(statuses: list[int]) -> str:
    return str(statuses[-1]) if statuses else ""


def _words(error: Exception) -> str:
    certificate = getattr(error, "verify_message", "")
    if certificate:
        return f"its certificate is not valid: {certificate}"
    name = type(error).__name__
    return _WORDS.get(name, f"no connection: {name}")
