"""Messages between processes: JSON of a bounded size; nothing in them runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["LARGEST", "FrameError", "fetch", "parsed", "receive", "send"]

LARGEST: Final = 8 * 2**20
"""Bytes of one message."""


class FrameError(ValueError):
    """What came is no message: too large, cut off, or not JSON."""


def send(connection: Connection, message: Any) -> None:  # noqa: ANN401 (what JSON can hold)
    """Write one message.

    Raises
    ------
    FrameError
        If it is larger than `LARGEST`; nothing is written.
    OSError
        If the other side is gone.
    """
    content = json.dumps(message, separators=(",", ":")).encode()
    if len(content) > LARGEST:
        raise FrameError(f"a message of {len(content):,} bytes")
    connection.send_bytes(content)


def receive(connection: Connection) -> Any:  # noqa: ANN401
    """Read one message.

    Raises
    ------
    EOFError
        If the other side is gone.
    FrameError
        If what came is no message; the connection cannot be used any more.
    """
    return parsed(fetch(connection))


def fetch(connection: Connection) -> bytes:
    """Read one message as it came; raises what `receive` raises."""
    try:
        return connection.recv_bytes(LARGEST)
    except OSError as error:
        raise FrameError("a message that is too large, or was cut off") from error


def parsed(content: bytes) -> Any:  # noqa: ANN401
    """Return what a message says.

    Raises
    ------
    FrameError
        If it is not JSON.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FrameError("a message that is not JSON") from error
