"""What may vary in the questions of lesson 01; the defaults are those of the base edition."""

from dataclasses import dataclass

from foedus.checking.variants import Parameters

__all__ = ["FLAWED", "IN_PART", "SOUND", "STANDS", "Findings", "Kinds", "Share", "Voices"]

_KINDS = {
    "factual claim": "factual claims",
    "reported statement": "reported statements",
    "interpretation": "judgements",
}


@dataclass(frozen=True)
class Findings:
    """What an editor looks for: two findings, and how the question speaks of them.

    `other` is the one finding of a decided claim that is not looked for.
    """

    title: str
    variable: str
    purpose: str
    may: str
    pair: tuple[str, str]
    other: str

    @property
    def first_only(self) -> str:
        """What is left if the second finding is forgotten."""
        return _HELD[self.pair[0]]

    @property
    def second_only(self) -> str:
        """What is left if the first finding is forgotten."""
        return _HELD[self.pair[1]]


_HELD = {
    "partly": "what stands in part",
    "contradicted": "what is contradicted",
    "supported": "what is supported",
}

FLAWED = Findings(
    title="What an editor must mend",
    variable="to_mend",
    purpose="mend",
    may="can be wrong too",
    pair=("partly", "contradicted"),
    other="supported",
)
SOUND = Findings(
    title="What an editor may keep",
    variable="to_keep",
    purpose="keep",
    may="can stand too",
    pair=("partly", "supported"),
    other="contradicted",
)


@dataclass(frozen=True, kw_only=True)
class Kinds(Parameters):
    """The two kinds of sentence and the two findings that 01.2 asks for."""

    first: str = "factual claim"
    second: str = "reported statement"
    findings: Findings = FLAWED

    @property
    def left_out(self) -> str:
        """The kind that is not asked for, of those with findings like these."""
        return next(kind for kind in _KINDS if kind not in (self.first, self.second))

    @property
    def plural(self) -> tuple[str, str, str]:
        """The two kinds and the one left out, in a sentence."""
        return _KINDS[self.first], _KINDS[self.second], _KINDS[self.left_out]

    @property
    def asked(self) -> str:
        """The two conditions, as the prompt has them."""
        second = self.second.replace(" ", "\n")
        one, other = self.findings.pair
        return (
            f"`{self.first}` **or** `{second}`, **and** whose finding is `{one}` **or** `{other}`"
        )

    @property
    def named(self) -> tuple[str, ...]:
        """The two conditions."""
        return (self.asked,)

    def as_text(self) -> str:
        """Return the kinds and the findings."""
        return f"kinds={self.first},{self.second}; findings={','.join(self.findings.pair)}"


@dataclass(frozen=True)
class Share:
    """Which finding's share is asked for, and how the question speaks of it.

    `other` is the finding that lies next to it, and is easily counted with it or left out.
    """

    variable: str
    finding: str
    other: str
    stands: str

    @property
    def is_other(self) -> str:
        """What a claim with the other finding does."""
        return _DOES[self.other]

    @property
    def is_it(self) -> str:
        """What a claim with the finding does."""
        return _DOES[self.finding]


_DOES = {"supported": "is supported", "partly": "stands in part"}

STANDS = Share(variable="stands", finding="supported", other="partly", stands="stands")
IN_PART = Share(variable="in_part", finding="partly", other="supported", stands="stands in part")


@dataclass(frozen=True, kw_only=True)
class Voices(Parameters):
    """The voices that the stub of 01.3 tells apart, and the finding whose share is asked for.

    Each voice is a label and the text by which it is found in `speaker`; where a row names both,
    it is the second's.
    """

    first: tuple[str, str] = ("ministry", "MFA")
    second: tuple[str, str] = ("expert", "Smagin")
    share: Share = STANDS

    @property
    def code(self) -> str:
        """The lines that add the column `voice`."""
        lines = (
            f'claims.loc[claims["speaker"].str.contains("{text}"), "voice"] = "{label}"\n'
            for label, text in (self.first, self.second)
        )
        return f'claims["voice"] = "others"\n{"".join(lines)}'

    @property
    def named(self) -> tuple[str, ...]:
        """The labels, and the share."""
        return (
            f"`{self.first[0]}`, `{self.second[0]}` and `others`",
            f"what share is `{self.share.finding}`",
        )

    def as_text(self) -> str:
        """Return the voices and the finding."""
        return f"voices={self.first[0]},{self.second[0]}; finding={self.share.finding}"
