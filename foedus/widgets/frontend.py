"""The widgets' front-end files, joined into one ES module and one style sheet."""

import re
from functools import cache
from pathlib import Path

__all__ = ["module", "scripts", "styles"]

_FOLDER = Path(__file__).parent / "frontend"
_FACE = "index.js"
_STYLES = ("common.css", "timeline.css", "matrix.css")
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function|const|class|async)", re.MULTILINE)
# Only remarks that have their lines to themselves: no string can be taken for one.
_REMARK = re.compile(r"^[ \t]*//.*\n|^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE)
_LONG_REMARK = re.compile(r"^[ \t]*/\*\*?\n(?:[ \t]+\*.*\n)+", re.MULTILINE)
_STYLE_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


@cache
def scripts() -> tuple[str, ...]:
    """Return the names of the front-end files, each after those that it imports."""
    return tuple(dict.fromkeys(_with_imports(_FACE)))


@cache
def module() -> str:
    """Return the one ES module that notebooks, exported pages and fallbacks all run.

    Each file stands on its own as an ES module; joined, the imports between them fall away
    and only the face keeps its exports. Remarks and indents stay behind, too: every notebook
    that shows a widget carries this text.
    """
    parts = [_IMPORT.sub("", _read(name)) for name in scripts()]
    joined = "\n".join([*(_EXPORT.sub("", part) for part in parts[:-1]), parts[-1]])
    return _INDENT.sub("", _REMARK.sub("", _LONG_REMARK.sub("", joined)))


@cache
def styles() -> str:
    """Return the style sheet of both widgets, without remarks and indents."""
    joined = "\n".join(_read(name) for name in _STYLES)
    return _INDENT.sub("", _STYLE_REMARK.sub("", joined))


def _with_imports(name: str) -> list[str]:
    return [*(each for part in _IMPORT.findall(_read(name)) for each in _with_imports(part)), name]


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
