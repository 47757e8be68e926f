"""The widgets' front-end files, joined into one ES module and one style sheet."""

import re
from functools import cache
from pathlib import Path

__all__ = ["module", "styles"]

_FOLDER = Path(__file__).parent / "frontend"
_SCRIPTS = ("common.js", "timeline.js", "matrix.js", "index.js")
_STYLES = ("common.css", "timeline.css", "matrix.css")
_IMPORT_BETWEEN_OURS = re.compile(r'^import \{[^}]*\} from "\./[a-z]+\.js";\n', re.MULTILINE)
_EXPORT_OF_A_PART = re.compile(r"^export (?=function|const|class)", re.MULTILINE)


@cache
def module() -> str:
    """Return the one ES module that notebooks, exported pages and fallbacks all run.

    Each file stands on its own as an ES module; joined, the imports between them fall away
    and only the last file keeps its exports.
    """
    *parts, face = (
        _IMPORT_BETWEEN_OURS.sub("", (_FOLDER / name).read_text(encoding="utf-8"))
        for name in _SCRIPTS
    )
    return "\n".join([*(_EXPORT_OF_A_PART.sub("", part) for part in parts), face])


@cache
def styles() -> str:
    """Return the style sheet of both widgets."""
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _STYLES)
