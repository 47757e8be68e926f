"""Files that are no notebooks, or strange ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from .attack import Odd
from .making import (
    LESSONS,
    as_bytes,
    cell_of,
    filed,
    notebook,
    path_of,
    reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .attack import Attack, Content

__all__ = ["ATTACKS"]

_STEM: Final = LESSONS["02"]


_RIGHT: Final = ("02.1", "02.3", "02.8")


_ANY: Final = ("unreadable", "correct")


_READ: Final = ("not-attempted", "unreadable")


def _plain() -> dict[str, Any]:
    return notebook("02", {one: reference(one) for one in _RIGHT})


def _one(name: str, content: Callable[[], Content]) -> Callable[[], Mapping[str, Content]]:
    return lambda: {path_of(name, "02"): content()}


def _broken(
    name: str, note: str, content: Callable[[], Content], *, absent: bool = False
) -> Attack:
    """Return a file that is no notebook, whatever one does."""
    return filed(name, note, _one(name, content), absent=absent)


def _strange(
    name: str,
    note: str,
    content: Callable[[], Content],
    allowed: tuple[str, ...] = ("correct",),
    rest: tuple[str, ...] = ("not-attempted",),
) -> Attack:
    """Return a notebook that is unusual, and readable perhaps."""
    return filed(name, note, _one(name, content), allowed, honest=_RIGHT, rest=rest)


def _changed(**changes: object) -> Callable[[], bytes]:
    def content() -> bytes:
        return as_bytes({**_plain(), **changes})

    return content


def _without_ids() -> bytes:
    made = _plain()
    for cell in made["cells"]:
        del cell["id"]
    made["nbformat_minor"] = 4
    return as_bytes(made)


def _without_names() -> bytes:
    made = json.loads(_without_ids())
    for cell in made["cells"]:
        cell["metadata"] = {}
    return as_bytes(made)


def _without_metadata() -> bytes:
    made = _plain()
    del made["metadata"]
    for cell in made["cells"]:
        del cell["metadata"]
        cell.pop("outputs", None)
    return as_bytes(made)


def _worksheets() -> bytes:
    made = _plain()
    cells = [{**cell, "input": cell["source"], "language": "python"} for cell in made["cells"]]
    return as_bytes(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    )


def _number_for_source() -> bytes:
    made = _plain()
    cell_of(made, "02-q4-answer")["source"] = 1813
    return as_bytes(made)


def _cells_as_dict() -> bytes:
    made = _plain()
    return as_bytes({**made, "cells": {str(at): one for at, one in enumerate(made["cells"])}})


def _odd_cells() -> bytes:
    made = _plain()
    made["cells"] += [
        None,
        1,
        "text",
        [],
        {},
        {"cell_type": "code"},
        {"cell_type": 3, "source": None},
    ]
    return as_bytes(made)


def _many_cells() -> bytes:
    made = _plain()
    one = {
        "cell_type": "code",
        "metadata": {},
        "source": "1 / 0",
        "outputs": [],
        "execution_count": None,
    }
    made["cells"] += [{**one, "id": f"extra-{at}"} for at in range(100_000)]
    return as_bytes(made)


def _large() -> bytes:
    made = _plain()
    cell = cell_of(made, "02-q1-check")
    picture = {"image/png": "A" * 100_000_000}
    cell["outputs"] = [{"output_type": "display_data", "data": picture, "metadata": {}}]
    return as_bytes(made)


def _long_source() -> bytes:
    made = _plain()
    cell_of(made, "02-q4-answer")["source"] = "new_style = " + "-" * 3_000_000 + "1"
    return as_bytes(made)


def _nested_source() -> bytes:
    made = _plain()
    cell_of(made, "02-q4-answer")["source"] = "new_style = " + "(" * 50_000 + ")" * 50_000
    return as_bytes(made)


def _source_with_signs() -> bytes:
    """Hold NUL bytes, form feeds and strange ends of lines in code."""
    made = _plain()
    cell_of(made, "02-q4-answer")["source"] = [
        "new_style = 1\x00\n",
        "\f\x85\u2028x = 2\r",
        "y = 3\v",
    ]
    return as_bytes(made)


def _coding() -> bytes:
    made = _plain()
    cell_of(made, "02-q4-answer")["source"] = "# -*- coding: utf-7 -*-\nnew_style = +AGE-"
    return as_bytes(made)


def _surrogates() -> bytes:
    made = _plain()
    cell_of(made, "02-q4-answer")["source"] = "new_style = '\ud800'  # \udfff"
    cell_of(made, "02-open-answer")["source"] = "\ud800 \U0010ffff \x00 \u202e"
    return json.dumps(made).encode("ascii")


def _nested(opening: bytes, closing: bytes) -> bytes:
    return opening * 100_000 + closing * 100_000


def _deep_metadata() -> bytes:
    text = as_bytes(_plain())
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    return text.replace(b'"metadata": {', b'"metadata": {"deep": ' + deep + b",", 1)


def _doubled_keys() -> bytes:
    return as_bytes(_plain())[:-1].rstrip() + b', "cells": []}'


def _long_number() -> bytes:
    return as_bytes(_plain())[:-1].rstrip() + b', "x": ' + b"9" * 1_000_000 + b"}"


def _infinity() -> bytes:
    return as_bytes(_plain())[:-1].rstrip() + b', "x": [NaN, Infinity, -Infinity]}'


def _two_files() -> dict[str, Content]:
    name = "two-notebooks"
    right = as_bytes(_plain())
    return {
        path_of(name, "02"): right,
        f"{name}/{_STEM}/.ipynb_checkpoints/{_STEM}-checkpoint.ipynb": b"{}",
        f"{name}/{_STEM}/other.ipynb": b"{}",
        f"{name}/{_STEM}/foedus.py": b"raise SystemExit(0)",
        f"{name}/{_STEM}/pandas.py": b"raise SystemExit(0)",
        f"{name}/{_STEM}/sitecustomize.py": b"import os\nos._exit(0)",
        f"{name}/{_STEM}/conftest.py": b"import os\nos._exit(0)",
        f"{name}/{_STEM}/jupyter_config.py": b"import os\nos._exit(0)",
    }


ATTACKS: Final = (
    _broken("empty-file", "an empty file", lambda: b""),
    _broken("only-spaces", "only spaces", lambda: b" \n\t" * 1000),
    _broken("not-json", "text that is not JSON", lambda: b"I lost my notebook."),
    _broken("cut-off", "a notebook that is cut off", lambda: as_bytes(_plain())[:5000]),
    _broken("nul-bytes", "NUL bytes", lambda: b"\x00" * 100_000),
    _broken(
        "latin-1",
        "letters that are not UTF-8",
        lambda: as_bytes({**_plain(), "x": "ä"}).replace("ä".encode(), b"\xe4"),
    ),
    _broken("only-null", "JSON without a notebook", lambda: b"null"),
    _broken("only-a-list", "a list", lambda: b"[]"),
    _broken("nested-lists", "lists nested 100,000 deep", lambda: _nested(b"[", b"]")),
    _broken("nested-dicts", "dicts nested 100,000 deep", lambda: _nested(b'{"cells":', b"}")),
    _broken("a-program", "a program", lambda: b"\x7fELF" + bytes(range(256)) * 100),
    _broken("nbformat-3", "a notebook of format 3", _worksheets),
    _broken("nbformat-text", "a format that is text", _changed(nbformat="4; DROP TABLE grade")),
    _broken("no-cells", "a notebook without cells", _changed(cells=None)),
    _broken("cells-as-dict", "cells in a dict", _cells_as_dict),
    _broken("a-folder", "a folder called .ipynb", lambda: Odd.FOLDER, absent=True),
    _broken("a-pipe", "a named pipe, on which a reader waits", lambda: Odd.PIPE, absent=True),
    _strange("nbformat-5", "a notebook of format 5", _changed(nbformat=5), _ANY, _READ),
    _strange("nbformat-minor", "a minor format that is unknown", _changed(nbformat_minor=99)),
    _strange(
        "nbformat-minor-text",
        "a minor format that is text",
        _changed(nbformat_minor="x"),
        _ANY,
        _READ,
    ),
    _strange("utf-16", "UTF-16", lambda: as_bytes(_plain()).decode().encode("utf-16"), _ANY, _READ),
    _strange(
        "byte-order-mark",
        "UTF-8 with a mark before it",
        lambda: b"\xef\xbb\xbf" + as_bytes(_plain()),
        _ANY,
        _READ,
    ),
    _strange(
        "lone-surrogates",
        "halves of signs in code and text",
        _surrogates,
        rest=("not-attempted", "not-yet"),
    ),
    _strange("no-metadata", "no metadata at all", _without_metadata),
    _strange("metadata-a-list", "metadata that are a list", _changed(metadata=[1]), _ANY, _READ),
    _strange("no-ids", "no ids, only names for grading", _without_ids),
    _strange(
        "no-names",
        "neither ids nor names for grading",
        _without_names,
        ("correct", "tampered"),
        ("tampered", "not-attempted"),
    ),
    _strange(
        "source-a-number", "a number for a source", _number_for_source, _ANY, (*_READ, "not-yet")
    ),
    _strange("odd-cells", "cells that are no cells", _odd_cells, _ANY, _READ),
    _strange("deep-metadata", "metadata nested 100,000 deep", _deep_metadata, _ANY, _READ),
    _strange(
        "doubled-keys",
        "a second list of cells, empty",
        _doubled_keys,
        ("tampered", "unreadable", "correct"),
        ("tampered", "not-attempted", "unreadable"),
    ),
    _strange("long-number", "a number of a million digits", _long_number, _ANY, _READ),
    _strange("infinity-in-json", "numbers that JSON does not have", _infinity, _ANY, _READ),
    _strange("many-cells", "100,000 cells", _many_cells, _ANY, _READ),
    _strange("large-notebook", "a notebook of 100 MB", _large, _ANY, _READ),
    _strange(
        "long-source",
        "a cell of 3 MB of signs",
        _long_source,
        _ANY,
        (*_READ, "not-yet", "crashed", "memory", "timeout"),
    ),
    _strange(
        "nested-source",
        "brackets nested 50,000 deep",
        _nested_source,
        rest=("not-attempted", "not-yet", "crashed", "memory"),
    ),
    _strange(
        "signs-in-source",
        "NUL bytes and strange ends of lines",
        _source_with_signs,
        rest=("not-attempted", "not-yet"),
    ),
    _strange("coding-in-source", "a declared encoding", _coding, rest=("not-attempted", "not-yet")),
    filed(
        "two-notebooks",
        "more notebooks beside it, and modules with the names of libraries",
        _two_files,
        ("correct",),
        honest=_RIGHT,
        rest=("not-attempted",),
    ),
)
