"""Attacks that speak to others over the network, or follow links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .attack import Link
from .making import (
    LESSONS,
    as_bytes,
    coded,
    filed,
    notebook,
    path_of,
    reference,
    witnessed,
)

if TYPE_CHECKING:
    from .attack import Attack, Content

__all__ = ["ATTACKS"]

_SLOW: Final = ("not-yet", "crashed", "timeout", "memory")


def _secret(name: str, note: str, code: str, *, family: str = "secrets") -> Attack:
    """Return an attack on a secret: the code sets `reached`."""
    probe = ("reached", "heard", "written", "others", "stopped")
    return coded(name, family, "secrets", note, witnessed(code), own=_SLOW, probe=probe)


_SOCKET = """\
import socket

for family, address in (
    (socket.AF_INET, ("127.0.0.1", SITE.port)),
    (socket.AF_INET, ("localhost", SITE.port)),
    (socket.AF_INET6, ("::ffff:127.0.0.1", SITE.port)),
):
    try:
        with socket.socket(family, socket.SOCK_STREAM) as end:
            end.settimeout(1)
            end.connect(address)
            end.sendall(SITE.name.encode())
            reached = reached or b"welcome" in end.recv(100)
    except OSError:
        pass
"""


_DATAGRAM = """\
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
    end.settimeout(1)
    end.sendto(SITE.name.encode(), ("127.0.0.1", SITE.port))
    reached = b"welcome" in end.recv(100)
"""


_NAMES = """\
import socket
import struct

query = struct.pack("!6H", 7, 256, 1, 0, 0, 0) + b"".join(
    bytes([len(part)]) + part for part in (SITE.name.encode()[:60], b"invalid")
) + b"\\x00" + struct.pack("!2H", 1, 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
    end.settimeout(1)
    end.connect(("127.0.0.1", SITE.port))
    end.send(query)
    reached = bool(end.recv(512))
"""


_WEB = """\
import urllib.request

with urllib.request.urlopen(f"http://127.0.0.1:{SITE.port}/{SITE.name}", timeout=2) as page:
    reached = b"welcome" in page.read(100)
"""


_LOCAL_SOCKETS = """\
import socket

for name in (f"{SITE.marks}/listener", "\\x00foedus-listener", f"\\x00{SITE.marks}"):
    with socket.socket(socket.AF_UNIX) as end:
        end.settimeout(0.5)
        try:
            end.connect(name)
            reached = True
        except OSError:
            pass
"""


def _linked(target: str) -> dict[str, Content]:
    name = f"link-to-{target.strip('./').split('/')[0]}"
    return {path_of(name, "02"): Link(target)}


def _data_link() -> dict[str, Content]:
    code = (
        "import json\nfrom pathlib import Path\n\n"
        'for name in ("data.ipynb", "inner/02_what_happened_when.ipynb"):\n'
        "    try:\n"
        '        cells = json.loads(Path(name).read_text())["cells"]\n'
        '        found = next(one for one in cells if one["id"] == "02-q3-answer")\n'
        '        exec("".join(found["source"]))\n'
        "        reached = True\n"
        "    except OSError:\n        pass"
    )
    made = notebook("02", {"02.1": reference("02.1"), "02.3": witnessed(code)})
    folder = f"links-beside/{LESSONS['02']}"
    victim = f"../../aa-victim/{LESSONS['02']}"
    return {
        f"{folder}/{LESSONS['02']}.ipynb": as_bytes(made),
        f"{folder}/data.ipynb": Link(f"{victim}/{LESSONS['02']}.ipynb"),
        f"{folder}/inner": Link(victim),
    }


ATTACKS: Final = (
    _secret("tcp", "speaks to a listener over TCP", _SOCKET, family="network"),
    _secret("udp", "speaks to a listener over UDP", _DATAGRAM, family="network"),
    _secret("names-asked", "asks for a name, with a secret in it", _NAMES, family="network"),
    _secret("web", "fetches a page", _WEB, family="network"),
    _secret(
        "local-sockets",
        "connects to sockets in the file system and without a name",
        _LOCAL_SOCKETS,
        family="network",
    ),
    filed(
        "link-to-aa-victim",
        "a symbolic link to another student's notebook",
        lambda: _linked(f"../../aa-victim/{LESSONS['02']}/{LESSONS['02']}.ipynb"),
        goal="marks",
        absent=True,
    ),
    filed(
        "link-to-dev",
        "a symbolic link to a device without an end",
        lambda: _linked("../../../../../../../../dev/zero"),
        absent=True,
        cage="a copy of it fills the disk",
    ),
    filed(
        "links-beside",
        "symbolic links beside the notebook, which it follows",
        _data_link,
        ("correct",),
        goal="secrets",
        honest=("02.1",),
        rest=("not-yet", "not-attempted"),
    ),
)
