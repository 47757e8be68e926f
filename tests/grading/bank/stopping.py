"""Attacks that would stop a batch, as tables of code make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import coded, witnessed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .attack import Attack

__all__ = ["ANYTHING_LATER", "LOST", "stopping"]

#: What the attack's own question may become.
LOST: Final = ("timeout", "crashed", "memory", "not-yet")
#: What a right answer after an attack may become that breaks the process it lives in.
ANYTHING_LATER: Final = ("correct", *LOST, "not-attempted")
_STUBS: Final = ("not-attempted",)


def stopping(
    table: Mapping[str, tuple[str, str]],
    *,
    witness: bool = False,
    breaks_itself: bool = False,
    cages: Mapping[str, str] | None = None,
) -> tuple[Attack, ...]:
    """Return attacks from a table: note and code by name.

    Parameters
    ----------
    table : mapping of str to tuple of str
        The code is the answer to 02.3.
    witness : bool
        Whether the code sets `reached` where no limit held it: its question then is right.
    breaks_itself : bool
        Whether what comes after it in its own notebook may be lost with it.
    cages : mapping of str to str, optional
        Why some may run only in a cage.
    """
    return tuple(
        coded(
            name,
            "code that stops",
            "stop",
            note,
            witnessed(code) if witness else code,
            own=LOST,
            after=ANYTHING_LATER if breaks_itself else ("correct",),
            rest=(*_STUBS, "crashed", "not-yet") if breaks_itself else _STUBS,
            cage=(cages or {}).get(name, ""),
        )
        for name, (note, code) in table.items()
    )
