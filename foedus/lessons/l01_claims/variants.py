"""How the questions of lesson 01 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l01_claims.parameters import IN_PART, SOUND, Kinds, Voices
from foedus.lessons.l01_claims.reading_asked import editor, share

__all__ = ["VARIANTS"]

_FACT, _REPORT, _VIEW = "factual claim", "reported statement", "interpretation"
_KINDS: Final = (
    Kinds(),
    Kinds(first=_FACT, second=_VIEW),
    Kinds(first=_REPORT, second=_VIEW),
    Kinds(findings=SOUND),
    Kinds(first=_FACT, second=_VIEW, findings=SOUND),
    Kinds(first=_REPORT, second=_VIEW, findings=SOUND),
)

_MINISTRY, _EXPERT, _PAPER = ("ministry", "MFA"), ("expert", "Smagin"), ("paper", "own voice")
_VOICES: Final = (
    Voices(),
    Voices(first=_PAPER, second=_MINISTRY),
    Voices(first=_PAPER, second=_EXPERT),
    Voices(share=IN_PART),
    Voices(first=_PAPER, second=_MINISTRY, share=IN_PART),
    Voices(first=_PAPER, second=_EXPERT, share=IN_PART),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "01.1": Fixed("It asks for all contradicted claims of the article."),
    "01.2": Varied(editor, _KINDS),
    "01.3": Varied(share, _VOICES),
    "01.4": Fixed("Its messages are about how the labels of this one man are spelt."),
    "01.5": Fixed("The three voices of one state are the point of the question."),
    "01.6": Fixed("It asks for all claims: there is nothing to choose."),
}
