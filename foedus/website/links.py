"""Links as the site has them: the same places, with the anchors that its generator makes."""

import re
from typing import Final

__all__ = ["adapted"]

_LINK: Final = re.compile(r"(?<=\]\()(?!https?:)([^)\s#]*)#([^)\s]+)(?=\))")
_README: Final = re.compile(r"(?<=\]\()\.\./README\.md(#[^)\s]*)?(?=\))")


def adapted(text: str) -> str:
    """Return Markdown with its links inside the course as the site wants them.

    JupyterLab's anchors keep capitals (``#As-of-date``), the site's are lower case. The README
    is about the folder of the course, which the site's first page takes the place of.

    Examples
    --------
    >>> adapted("the [day](../docs/glossary.md#As-of-date) it means")
    'the [day](../docs/glossary.md#as-of-date) it means'
    """
    lowered = _LINK.sub(lambda found: f"{found[1]}#{found[2].lower()}", text)
    return _README.sub("../index.md", lowered)
