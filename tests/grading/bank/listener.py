"""Listen on 127.0.0.1 (TCP, UDP) and on local sockets, greet who comes, and write down the name.

Arguments: a port, and a folder; names are written to heard.txt in it.
"""

from __future__ import annotations

import selectors
import socket
import sys
from pathlib import Path


def main() -> None:
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    local = [folder / "listener", "\0foedus-listener", f"\0{folder}"]
    stream = socket.create_server(("127.0.0.1", port))
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.1", port))
    waiting = selectors.DefaultSelector()
    for one in (stream, datagrams):
        waiting.register(one, selectors.EVENT_READ)
    for name in local:
        end = socket.socket(socket.AF_UNIX)
        end.bind(str(name))
        end.listen()
        waiting.register(end, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            said = _said(key.fileobj)  # type: ignore[arg-type]
            with (folder / "heard.txt").open("ab") as file:
                file.write(said + b"\n")


def _said(end: socket.socket) -> bytes:
    """Greet, and return what was said."""
    if end.type == socket.SOCK_DGRAM:
        said, address = end.recvfrom(1000)
        end.sendto(b"welcome " + said, address)
        return said
    guest, _ = end.accept()
    with guest:
        guest.settimeout(0.5)
        try:
            said = guest.recv(1000)
            guest.sendall(b"HTTP/1.0 200 OK\r\n\r\nwelcome " + said)
        except OSError:
            said = b""
    words = said.split()
    return words[1].strip(b"/") if words[:1] == [b"GET"] else said


if __name__ == "__main__":
    main()
