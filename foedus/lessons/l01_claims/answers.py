"""Right and wrong answers of lesson 01, as students write them. Checks never import this."""

from typing import Final

from foedus.checking import Answers
from foedus.lessons.l01_claims.parameters import Voices

__all__ = ["ANSWERS", "OPEN_ANSWER"]

_VOICE = Voices().code
_THREE = ("c05-kremlin-statement", "c16b-treaty-content", "c32-putin-concern-khamenei")
_KIND = 'kind = claims["kind"].isin(["factual claim", "reported statement"])\n'
_FLAW = 'flawed = claims["finding"].isin(["partly", "contradicted"])\n'
_BARE = (
    'fact = claims["kind"] == "factual claim"\n'
    'report = claims["kind"] == "reported statement"\n'
    'partly = claims["finding"] == "partly"\n'
    'against = claims["finding"] == "contradicted"\n'
)
_DECIDED = f"""\
{_VOICE}decided = claims[claims["finding"].isin(["supported", "partly", "contradicted"])]
"""
_SQUARE = 'square = pd.crosstab({0}["voice"], {0}["finding"]{1})\nstands = square["supported"]'
_HIS = 'his = claims[claims["speaker"].str.contains("Smagin")]\n'
_COUNT = 'table = {0}["{1}"].value_counts().rename_axis("finding").reset_index(name="claims")\n'
_DRAW = 'chart = alt.Chart(table).mark_bar().encode(x="claims", y="finding")\nchart'
_SAID = (
    'speaker = claims["speaker"]\n'
    'ministry = speaker.str.contains("MFA")\n'
    'warning = claims["id"] == "c32-putin-concern-khamenei"\n'
    'putin = speaker.str.contains("Putin")\n'
)
_VOICES = 'voices = {{"foreign ministry": {}, "president": {}, "spokesman": {}}}'
_RETOLD = (
    'retold = links["title"].str.contains("Washington Post")\n'
    'links.loc[retold, "origin"] = "The Washington Post"\n'
)
_COMPARE = (
    'pages = links["id"].value_counts()\n'
    'origins = links.drop_duplicates(["id", "origin"])["id"].value_counts()\n'
)


def _failed(*words: str) -> str:
    pairs = ", ".join(f'"{one}": "{word}"' for one, word in zip(_THREE, words, strict=True))
    return f"failed = {{{pairs}}}"


def _drawn(table: str, column: str = "finding") -> str:
    return _COUNT.format(table, column) + _DRAW


ANSWERS: Final = {
    "01.1": Answers(
        reference='wrong = claims[claims["finding"] == "contradicted"].set_index("id")\n'
        'attributed = wrong["speaker"].str.startswith("Attributed")\n'
        'failed = attributed.map({True: "attribution", False: "content"})',
        alternatives={
            "dict": _failed("attribution", "content", "attribution"),
            "pairs": f'failed = [("{_THREE[1]}", "content"), ("{_THREE[0]}", "Attribution"), '
            f'("{_THREE[2]}", "Attribution")]',
            "table": 'failed = pd.DataFrame({"id": '
            f'{list(_THREE)!r}, "fails": ["attribution", "content", "attribution"]}})',
        },
        wrong=(
            (_failed("attribution", "attribution", "attribution"), "every-fault-a-speaker"),
            (_failed("content", "content", "content"), "every-fault-a-content"),
            (_failed("content", "attribution", "content"), "exchanged"),
            (_failed("content", "content", "attribution"), "one-office-for-another"),
            (_failed("attribution", "content", "content"), "warning-never-spoken"),
        ),
    ),
    "01.2": Answers(
        reference=f'{_KIND}{_FLAW}to_mend = claims.loc[kind & flawed, "id"]',
        alternatives={
            "brackets": f"{_BARE}mask = (fact | report) & (partly | against)\n"
            'to_mend = claims[mask]["id"].tolist()',
            "query": "to_mend = set(claims.query(\"kind in ['factual claim', 'reported statement'] "
            "and finding in ['partly', 'contradicted']\")['id'])",
            "not": 'other = claims["kind"].isin(["interpretation", "prediction"])\n'
            'fine = claims["finding"].isin(["supported", "not checkable", "open"])\n'
            'to_mend = claims.loc[~(other | fine), ["id"]]',
        },
        wrong=(
            (
                f'{_BARE}to_mend = claims.loc[fact | report & (partly | against), "id"]',
                "and-before-or",
            ),
            (
                f'{_BARE}to_mend = claims.loc[fact | report & partly | against, "id"]',
                "and-before-or",
            ),
            (
                f'{_KIND}to_mend = claims.loc[kind & (claims["finding"] != "supported"), "id"]',
                "all-but-one-finding",
            ),
            (f'{_FLAW}to_mend = claims.loc[flawed, "id"]', "every-kind"),
            (f"{_KIND}{_FLAW}to_mend = kind & flawed", "mask-not-ids"),
            (f'{_BARE}to_mend = claims.loc[fact & report & partly, "id"]', "and-for-or"),
            (
                f'{_FLAW}to_mend = claims.loc[flawed & (claims["kind"] == "factual claim"), "id"]',
                "first-kind-only",
            ),
            (f'{_KIND}{_BARE}to_mend = claims.loc[kind & against, "id"]', "second-finding-only"),
            (
                f'{_KIND}{_FLAW}to_mend = claims.loc[kind & flawed, "sentence_gist"]',
                "sentences-not-ids",
            ),
            (f'{_KIND}{_FLAW}to_mend = claims.loc[kind | flawed, "id"]', "or-for-and"),
            (f'{_KIND}{_BARE}to_mend = claims.loc[kind & partly, "id"]', "first-finding-only"),
            (f'{_BARE}{_FLAW}to_mend = claims.loc[report & flawed, "id"]', "second-kind-only"),
        ),
    ),
    "01.3": Answers(
        reference=_DECIDED + _SQUARE.format("decided", ', normalize="index"'),
        alternatives={
            "groupby": f'{_DECIDED}right = decided["finding"] == "supported"\n'
            'stands = right.groupby(decided["voice"]).mean().to_dict()',
            "counts": f"{_DECIDED}below = decided['voice'].value_counts()\n"
            "above = decided.loc[decided['finding'] == 'supported', 'voice'].value_counts()\n"
            "stands = above / below",
            "rounded": f"{_DECIDED}stands = {{}}\n"
            "for voice in ['others', 'expert', 'ministry']:\n"
            "    rows = decided[decided['voice'] == voice]\n"
            "    stands[voice] = round((rows['finding'] == 'supported').mean(), 2)",
        },
        wrong=(
            (_VOICE + _SQUARE.format("claims", ', normalize="index"'), "undecided-counted"),
            (_DECIDED + _SQUARE.format("decided", ', normalize="columns"'), "column-for-row"),
            (
                _DECIDED + _SQUARE.format("decided", ', normalize="all"'),
                "whole-table-below-the-line",
            ),
            (
                _DECIDED + _SQUARE.format("decided", ', normalize="index"') + " * 100",
                "per-cent",
            ),
            (_DECIDED + _SQUARE.format("decided", ""), "counts-for-shares"),
            (
                (
                    f'{_DECIDED}good = decided["finding"].isin(["supported", "partly"])\n'
                    'stands = good.groupby(decided["voice"]).mean()'
                ),
                "other-counted-as-well",
            ),
            (
                f'{_VOICE}two = claims[claims["finding"].isin(["supported", "contradicted"])]\n'
                + _SQUARE.format("two", ', normalize="index"'),
                "other-left-out",
            ),
            (
                (
                    f'{_VOICE}good = claims[claims["finding"] == "supported"]\n'
                    'stands = good["voice"].value_counts() / len(claims)'
                ),
                "all-claims-below-the-line",
            ),
            (
                _DECIDED
                + _SQUARE.format("decided", ', normalize="index"').replace(
                    'square["supported"]', 'square["contradicted"]'
                ),
                "contradicted-for-the-asked",
            ),
            (
                _DECIDED + _SQUARE.format("decided", ', normalize="index"') + ".round(1)",
                "rounded-too-far",
            ),
        ),
    ),
    "01.4": Answers(
        reference=f'{_HIS}table = his["finding"].value_counts().reset_index(name="claims")\n'
        "chart = alt.Chart(table).mark_bar().encode(\n"
        '    x="claims", y=alt.Y("finding:N", sort="-x", title=None)\n'
        ").properties(\n"
        '    title="Findings on the claims of the expert",\n'
        '    description="Bars, longest first: partly, open, then two equal ones.",\n'
        ")\nchart",
        alternatives={
            "counted-by-altair": f"{_HIS}"
            'chart = alt.Chart(his[["finding"]]).mark_bar().encode(x="count()", y="finding:N")',
            "standing": f'{_HIS}table = his["finding"].astype("str").value_counts()\n'
            'table = table.rename_axis("finding").reset_index(name="n")\n'
            'chart = alt.Chart(table).mark_bar().encode(y=alt.Y("n:Q"), x=alt.X("finding:N"))',
            "labels": f'{_HIS}table = his.groupby("finding", observed=False).size()\n'
            'table = table.reset_index(name="claims")\n'
            'base = alt.Chart(table).encode(x="claims:Q", y="finding:N")\n'
            'chart = base.mark_bar() + base.mark_text(align="left").encode(text="claims:Q")',
            "spec": f'{_HIS}table = his["finding"].astype("str").value_counts().reset_index()\n'
            'chart = alt.Chart(table).mark_bar().encode(x="count:Q", y="finding:N").to_dict()',
        },
        wrong=(
            (_drawn("claims"), "everybody"),
            (
                'his = claims[claims["speaker"] == "Euronews/Smagin"]\n' + _drawn("his"),
                "one-label-only",
            ),
            (
                'his = claims[claims["speaker"].str.startswith("Euronews")]\n' + _drawn("his"),
                "one-label-overlooked",
            ),
            (
                'his = claims[claims["sentence_gist"].str.contains("Smagin")]\n' + _drawn("his"),
                "gist-for-speaker",
            ),
            (
                'his = claims[~claims["speaker"].str.contains("Smagin")]\n' + _drawn("his"),
                "mask-turned-round",
            ),
            (_HIS + _drawn("his", "kind"), "kinds-for-findings"),
        ),
    ),
    "01.5": Answers(
        reference=f'{_SAID}expert = speaker.str.contains("Smagin")\n'
        "president = putin & ~warning & ~expert\n"
        + _VOICES.format("ministry.sum()", "president.sum()", "warning.sum()"),
        alternatives={
            "series": 'table = claims.set_index("id")["speaker"]\n'
            'voice = pd.Series("other", index=table.index)\n'
            'voice[table.str.contains("MFA")] = "foreign ministry"\n'
            'voice[table.str.startswith("Putin")] = "president"\n'
            'voice["c32-putin-concern-khamenei"] = "spokesman"\n'
            'voices = voice[voice != "other"].value_counts()',
            "function": "def voice(row):\n"
            '    if row["id"].startswith("c32"):\n        return "spokesman"\n'
            '    if "MFA" in row["speaker"]:\n        return "foreign ministry"\n'
            '    return "president" if row["speaker"].startswith("Putin") else None\n\n\n'
            "voices = claims.apply(voice, axis=1).value_counts().to_dict()",
            "pairs": f"{_SAID}"
            'voices = [("president", speaker.str.startswith("Putin").sum()), '
            '("spokesman", warning.sum()), ("foreign ministry", ministry.sum())]',
        },
        wrong=(
            (
                _SAID
                + 'expert = speaker.str.contains("Smagin")\n'
                + 'peskov = speaker.str.contains("Peskov")\n'
                + _VOICES.format("ministry.sum()", "(putin & ~expert).sum()", "peskov.sum()"),
                "no-name-no-voice",
            ),
            (
                _SAID + _VOICES.format("ministry.sum()", "putin.sum()", "warning.sum()"),
                "name-for-voice",
            ),
            (
                _SAID
                + 'peskov = speaker.str.contains("Peskov")\n'
                + _VOICES.format("ministry.sum()", "putin.sum()", "peskov.sum()"),
                "search-by-name",
            ),
            (
                _SAID
                + _VOICES.format("ministry.sum()", "(putin & ~warning).sum()", "warning.sum()"),
                "one-too-many-for-the-president",
            ),
            (
                (
                    f'{_SAID}expert = speaker.str.contains("Smagin")\n'
                    'ministry = speaker.str.contains("Russian MFA")\n'
                    "president = putin & ~warning & ~expert\n"
                    + _VOICES.format("ministry.sum()", "president.sum()", "warning.sum()")
                ),
                "paraphrase-overlooked",
            ),
            (
                (
                    f'{_SAID}expert = speaker.str.contains("Smagin")\n'
                    'ministry = speaker == "Russian MFA"\n'
                    "president = putin & ~warning & ~expert\n"
                    + _VOICES.format("ministry.sum()", "president.sum()", "warning.sum()")
                ),
                "label-exactly",
            ),
            (
                (
                    f'{_SAID}kremlin = speaker.str.contains("Kremlin")\n'
                    'expert = speaker.str.contains("Smagin")\n'
                    + _VOICES.format(
                        "(ministry & ~kremlin).sum()", "(putin & ~expert).sum()", "kremlin.sum()"
                    )
                ),
                "kremlin-for-spokesman",
            ),
            (
                (
                    f'{_SAID}kremlin = speaker.str.contains("Kremlin")\n'
                    'said = speaker.str.startswith("Putin")\n'
                    + _VOICES.format("(ministry & ~kremlin).sum()", "said.sum()", "warning.sum()")
                ),
                "kremlin-rows-dropped",
            ),
            (
                (
                    f'{_SAID}peskov = speaker.str.contains("Peskov")\n'
                    'said = speaker.str.startswith("Putin")\n'
                    + _VOICES.format("ministry.sum()", "said.sum()", "peskov.sum()")
                ),
                "warning-given-to-nobody",
            ),
        ),
    ),
    "01.6": Answers(
        reference=f'{_RETOLD}again = links.duplicated(["id", "origin"])\n'
        'echoes = links.loc[again, "id"].unique()',
        alternatives={
            "counts": f"{_RETOLD}{_COMPARE}echoes = pages.index[origins[pages.index] < pages]",
            "groupby": f'{_RETOLD}by_claim = links.groupby("id")\n'
            'fewer = by_claim["origin"].nunique() < by_claim["page"].size()\n'
            "echoes = fewer[fewer].index.tolist()",
            "repeats": f"{_RETOLD}"
            'echoes = links[links.duplicated(["id", "origin"], keep=False)]["id"]',
            "loop": "echoes = set()\n"
            'for claim, rows in links.groupby("id"):\n'
            '    papers = ["WP" if "Washington Post" in row.title else row.origin\n'
            "              for row in rows.itertuples()]\n"
            "    if len(set(papers)) < len(papers):\n"
            "        echoes.add(claim)",
        },
        wrong=(
            (
                'echoes = links.loc[links.duplicated(["id", "origin"]), "id"]',
                "titles-overlooked",
            ),
            (f'{_RETOLD}echoes = links.duplicated(["id", "origin"])', "mask-not-ids"),
            (f"{_RETOLD}{_COMPARE}echoes = origins.index[origins == 1]", "one-origin"),
            (
                'echoes = links.loc[links.duplicated(["id", "kind"]), "id"].unique()',
                "kinds-for-origins",
            ),
            (
                f'{_RETOLD}echoes = links.loc[links.duplicated(["id", "publisher"]), "id"]',
                "publishers-for-origins",
            ),
            ('echoes = links.loc[links["kind"] == "copy", "id"].unique()', "copies-only"),
            (
                'pages = links["id"].value_counts()\nechoes = pages.index[pages > 1]',
                "several-pages",
            ),
            (
                f'{_RETOLD}echoes = links.loc[links.duplicated("origin"), "id"].unique()',
                "repeats-over-the-table",
            ),
        ),
    ),
}

OPEN_ANSWER: Final = """\
**Claim:** `c36-israel-air-raids`. The article says in its own voice that Israel was carrying out
air raids on Iran when Putin spoke [@c36-israel-air-raids].
**Who really says it:** no official is quoted; a briefing of the House of Commons Library, AP and
Reuters report the campaign [@c36-israel-air-raids].
**Chain:** our table lists five pages [@c36-israel-air-raids].
One is a summary of the briefing [@jewishvirtuallibrary-house-commons-library-briefing]; three
newspapers print texts of AP [@startribune-ap-talks-elusive] [@orlandosentinel-ap-geneva-talks]
[@millenniumpost-israeli-strikes-killed-639]; one prints Reuters
[@dailysabah-europe-pushes-diplomacy].
Echoes taken out, at most three witnesses are left, and the briefing may lean on the agencies [~].
**Finding:** supported, and I am very sure that there were raids: they began on 13 June, before
Putin spoke, and went on [@c36-israel-air-raids].
Of the dead I am not sure: a rights group in Washington and the government in Tehran counted
differently, on different days [@c36-israel-air-raids].
**Against a second coder:** one may say `partly`, because the article leaves out the missiles that
Iran fired at Israel [@c36-israel-air-raids].
My rule is that a finding judges what a sentence says, not what the text around it omits; so
`supported` stands, with the omission in the note [~].

*Four points: voices apart, chain and shared origin, certainty divided, the quarrel settled by a
rule.*
"""
