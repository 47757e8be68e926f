"""The proof marks of a source text: find them, and cut prose into sentences.

A mark stands at the end of the sentence it belongs to, before the full stop: ``[@id]`` cites
a row, ``[=cell]`` names the cell that computes it, ``[~]`` says it is no claim of fact.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

__all__ = [
    "CITATIONS",
    "GLOSSARY",
    "PROOFS",
    "Sentence",
    "cited_ids",
    "outside_code",
    "sentences",
]

#: One or several citations in a row.
CITATIONS: Final = re.compile(r"(?:[ \t]*\[@[^\]\n]+\])+")
#: A mark that the builder removes.
PROOFS: Final = re.compile(r"[ \t]*\[(?:=[^\]\n]+|~)\]")
#: A link to the glossary: term, and other words after a bar.
GLOSSARY: Final = re.compile(r"\[\[([^\]|\\\n]+)(?:\\?\|([^\]\n]+))?\]\]")

_CITED: Final = re.compile(r"\[@([^\]\n]+)\]")
_COMPUTED: Final = re.compile(r"\[=([^\]\n]+)\]")
_OWN: Final = re.compile(r"\[~\]")
_CODE: Final = re.compile(
    r"(^```.*?^```[ \t]*$|^~~~.*?^~~~[ \t]*$|`+[^`]+`+)", re.MULTILINE | re.DOTALL
)
_LATE_MARK: Final = re.compile(r"([.?!])([\"\u201d\u2019)*_]*)((?:\s*\[(?:@[^\]]+|=[^\]]+|~)\])+)")
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESS: Final = re.compile(r"<?https?://[^\s>)]+>?")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_BULLET: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|^\s*>\s?")
_TABLE_RULE: Final = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
# "U.S.", "Art. 3", "p. 4", "no. 2": a full stop that ends no sentence.
_SHORT: Final = re.compile(
    r"\b(?:[A-Z]|Art|Arts|art|arts|p|pp|No|no|Mr|Mrs|Dr|St|vs|cf|ca|e\.g|i\.e|para)\.$"
)
_BREAK: Final = re.compile(
    r"(?:(?<=[.?!])|(?<=[.?!][\"\u201d\u2019)*_]))\s+(?=[\"\u201c\u2018(*_\[]*[A-Z0-9`])"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of prose and the marks it carries.

    Parameters
    ----------
    text : str
        The words, without marks, code, addresses and link targets.
    cited : tuple of str
        Ids after ``@``.
    computed : tuple of str
        Cell names after ``=``.
    own : bool
        Whether it is marked as the course's own.
    """

    text: str
    cited: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    own: bool = False

    @property
    def marked(self) -> bool:
        """Whether the sentence carries any mark."""
        return bool(self.cited or self.computed or self.own)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply a change to Markdown, leaving code spans and code blocks as they are.

    Examples
    --------
    >>> outside_code("one `one` one", str.upper)
    'ONE `one` ONE'
    """
    parts = _CODE.split(text)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def cited_ids(text: str) -> list[str]:
    """Return the ids that a text cites, in order, each once.

    Examples
    --------
    >>> cited_ids("So said the ministry [@tass-1; E04] [@tass-1].")
    ['tass-1', 'E04']
    """
    prose = _CODE.sub("", text)
    return list(dict.fromkeys(_ids(_CITED, prose)))


def sentences(text: str) -> list[Sentence]:
    """Cut Markdown into sentences with their marks.

    Parameters
    ----------
    text : str
        A Markdown cell as its author wrote it.

    Returns
    -------
    list of Sentence
        Headings, code blocks and placeholders are left out; a table row or a list item is at
        least one sentence.

    Examples
    --------
    >>> [one.text for one in sentences("It fell in 2025 [@a]. Look at it [~].")]
    ['It fell in 2025.', 'Look at it.']
    """
    return [_sentence(part) for block in _blocks(text) for part in _parts(block)]


def _blocks(text: str) -> Iterator[str]:
    """Yield paragraphs, list items and table rows, each as one line."""
    prose = _COMMENT.sub("", _CODE.sub(lambda code: " " if "\n" in code[0] else "`c`", text))
    lines: list[str] = []
    for line in [*prose.splitlines(), ""]:
        row = line.lstrip().startswith("|")
        ends = not line.strip() or line.startswith("#") or row or bool(_BULLET.match(line))
        if ends and lines:
            yield " ".join(lines)
            lines = []
        if row and not _TABLE_RULE.match(line):
            yield line.replace("\\|", "\N{BROKEN BAR}").strip().strip("|").replace("|", " ; ")
        elif line.strip() and not line.startswith("#") and not row:
            lines.append(_BULLET.sub("", line).strip())


def _parts(block: str) -> list[str]:
    early = _LATE_MARK.sub(lambda found: f" {found[3].strip()}{found[1]}{found[2]}", block)
    parts: list[str] = []
    for part in _BREAK.split(early):
        if parts and (_SHORT.search(_strip_marks(parts[-1])) or _open_quote(parts[-1])):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return [part for part in parts if part.strip() and not part.strip().startswith("{{")]


def _open_quote(part: str) -> bool:
    """Say whether a quotation begins here and does not end: its sentences stay together."""
    return part.count("\u201c") > part.count("\u201d") or part.count('"') % 2 == 1


def _sentence(part: str) -> Sentence:
    return Sentence(
        text=_words(part),
        cited=tuple(_ids(_CITED, part)),
        computed=tuple(_ids(_COMPUTED, part)),
        own=bool(_OWN.search(part)),
    )


def _words(part: str) -> str:
    plain = _LINK.sub(r"\1", GLOSSARY.sub(lambda found: found[2] or found[1], _strip_marks(part)))
    return " ".join(_ADDRESS.sub("", plain).replace("`c`", "").split()).replace(" .", ".")


def _strip_marks(part: str) -> str:
    return PROOFS.sub("", CITATIONS.sub("", part))


def _ids(pattern: re.Pattern[str], text: str) -> list[str]:
    return [one.strip() for found in pattern.findall(text) for one in found.split(";")]
