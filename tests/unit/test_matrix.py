"""The matrix's Python side: what it takes, refuses, sends to the page and gives back."""

import json
import re
from itertools import pairwise, product

import pandas as pd
import pytest
import traitlets

import foedus as fo
from foedus.charts import palettes
from foedus.charts.matrix import TINTS
from foedus.relations import COOPERATIVE
from foedus.widgets import AllianceMatrix, ContextView, Timeline
from foedus.widgets.matrix_payload import KINDS, matrix_payload
from tests.colours import STYLES, themes

NO_CLAUSES = pd.DataFrame({"tie": [], "source": []})
NO_SOURCES = pd.DataFrame({"id": []})


@pytest.fixture(scope="module")
def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    return fo.load("ties", as_of=fo.ARTICLE_DAY), fo.load("actors", as_of=fo.ARTICLE_DAY)


@pytest.fixture
def matrix(tables: tuple[pd.DataFrame, pd.DataFrame]) -> AllianceMatrix:
    return AllianceMatrix(*tables)


def made(*rows: dict[str, object], codes: str = "A B C") -> tuple[pd.DataFrame, pd.DataFrame]:
    plain = {
        "id": "t", "a": "A", "b": "B", "directed": False, "kind": "defense", "effect": "in-effect",
        "confidence": "high", "in_force_from": "2000-01-01", "in_force_to": None,
    }  # fmt: skip
    ties = pd.DataFrame([{**plain, **row} for row in rows])
    return ties, pd.DataFrame({"code": codes.split()})


def plain_matrix(*rows: dict[str, object], **options: object) -> AllianceMatrix:
    return AllianceMatrix(*made(*rows), clauses=NO_CLAUSES, sources=NO_SOURCES, **options)


def test_the_first_date_is_the_as_of_date_and_nothing_later_can_be_shown(
    matrix: AllianceMatrix,
) -> None:
    assert (matrix.date, matrix.date_min, matrix.date_max) == (
        "2025-06-22",
        "1813-01-01",
        "2025-06-22",
    )
    with pytest.raises(traitlets.TraitError, match="lies outside the matrix"):
        matrix.date = "2025-06-23"
    assert matrix.date == "2025-06-22"


def test_without_an_as_of_date_the_first_date_is_the_last_entry_into_force() -> None:
    matrix = plain_matrix({}, {"in_force_from": "2003-04-05", "in_force_to": "2010-01-01"})
    assert (matrix.date, matrix.date_max) == ("2003-04-05", "2010-01-01")


def test_the_table_is_what_the_relations_say_under_the_filters(matrix: AllianceMatrix) -> None:
    found = matrix.table.set_index(["a", "b"])
    assert found.loc[("RUS", "IRN"), "kind"] == "neutrality"
    assert found.loc[("RUS", "PRK"), "kind"] == "defense"
    assert tuple(found.loc[("RUS", "DEU"), ["kind", "effect", "hostile", "weak"]]) == (
        "neutrality",
        "contested",
        "sanctions",
        True,
    )
    matrix.kinds = ["arms-transfer"]
    assert set(matrix.table["kind"]) == {"arms-transfer"}
    matrix.kinds = []
    matrix.hide_dormant = True
    assert "dormant" not in set(matrix.table["effect"])


@pytest.mark.parametrize(
    ("trait", "value", "says"),
    [
        ("date", "2025-02-30", "is not a day"),
        ("date", "yesterday", "is not a day"),
        ("date", "1812-12-31", "1813-01-01 to 2025-06-22"),
        ("compare", "2030-01-01", "compare='2030-01-01' lies outside"),
        ("selected", ["RUS"], "two different actors"),
        ("selected", ["RUS", "RUS"], "two different actors"),
        ("selected", ["RUS", "XYZ"], "no actor has the code XYZ"),
        ("order", "size", "allowed are bloc, similarity, name"),
        ("kinds", ["friendship"], "'friendship' is unknown"),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_the_old_one_stays(
    matrix: AllianceMatrix, trait: str, value: object, says: str
) -> None:
    before = getattr(matrix, trait)
    with pytest.raises(traitlets.TraitError, match=re.escape(says)):
        setattr(matrix, trait, value)
    assert getattr(matrix, trait) == before


def test_a_missing_column_is_named() -> None:
    ties, actors = made({})
    with pytest.raises(ValueError, match=r"table of ties lacks effect"):
        AllianceMatrix(ties.drop(columns="effect"), actors, clauses=NO_CLAUSES, sources=NO_SOURCES)


def test_an_unknown_kind_in_the_ties_is_named() -> None:
    with pytest.raises(ValueError, match="unknown kind friendship"):
        plain_matrix({"kind": "friendship"})


def test_actors_who_share_no_tie_with_the_table_are_an_error() -> None:
    ties, _ = made({})
    with pytest.raises(ValueError, match="None of the ties joins two of the actors"):
        AllianceMatrix(
            ties, pd.DataFrame({"code": ["X", "Y"]}), clauses=NO_CLAUSES, sources=NO_SOURCES
        )


def test_a_code_that_stands_twice_is_an_error() -> None:
    ties, _ = made({})
    with pytest.raises(ValueError, match="names A twice"):
        AllianceMatrix(
            ties, pd.DataFrame({"code": ["A", "B", "A"]}), clauses=NO_CLAUSES, sources=NO_SOURCES
        )


def test_a_part_of_the_actors_gives_a_smaller_matrix(
    tables: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    ties, actors = tables
    few = AllianceMatrix(ties, actors[actors["code"].isin(["RUS", "IRN", "DEU"])])
    assert set(few.table["a"]) | set(few.table["b"]) == {"RUS", "IRN", "DEU"}
    assert repr(few).startswith("AllianceMatrix(3 actors, ")


def test_the_payload_is_plain_json_and_small(matrix: AllianceMatrix) -> None:
    text = json.dumps(matrix.payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    assert json.loads(text) == matrix.payload
    assert len(text.encode()) < 140_000


def test_the_payload_gives_back_every_tie(tables: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    ties, actors = tables
    payload = matrix_payload(ties, actors, fo.load("sources"), fo.load("clauses"))
    codes, own, acts = payload["actors"]["code"], payload["ties"], payload["acts"]
    for place, row in enumerate(ties.itertuples()):
        act = own["act"][place]
        assert own["id"][place] == row.id
        assert (codes[own["a"][place]], codes[own["b"][place]]) == (row.a, row.b)
        assert payload["kinds"][acts["kind"][act]] == row.kind
        assert payload["pool"][acts["obligation"][act]] == row.obligation
        begin = pd.Timestamp("1970-01-01") + pd.Timedelta(days=own["from"][place] or 0)
        assert begin == row.in_force_from or pd.isna(row.in_force_from)


def test_a_clause_of_a_treaty_of_many_belongs_to_all_its_pairs() -> None:
    ties, actors = made(
        {"id": "t-1", "basis": "multilateral:t"},
        {"id": "t-2", "a": "B", "b": "C", "basis": "multilateral:t"},
        {"id": "other", "a": "A", "b": "C", "basis": "bilateral"},
    )
    clauses = pd.DataFrame({"tie": ["t-1"], "article": ["Art. 5"], "source": [""]})
    payload = matrix_payload(ties, actors, NO_SOURCES, clauses)
    assert payload["clauses"]["of"] == {"0": [0], "1": [0]}
    assert payload["clauses"]["rows"]["article"] == ["Art. 5"]


def test_by_bloc_the_first_group_in_the_documented_order_counts(matrix: AllianceMatrix) -> None:
    axis = matrix.axis()
    blocs = [["USA", "DEU"], ["RUS", "KAZ"], ["SAU", "QAT"], ["SYR", "EGY"], ["IRN"], ["ANS"]]
    places = [[axis.index(code) for code in bloc] for bloc in blocs]
    assert all(max(one) < min(two) for one, two in pairwise(places))


def test_by_similarity_partners_in_one_alliance_stand_side_by_side() -> None:
    pairs = [("A", "C"), ("C", "E"), ("A", "E"), ("B", "D")]
    rows = [{"a": a, "b": b} for a, b in pairs]
    ties, actors = made(*rows, codes="A B C D E")
    matrix = AllianceMatrix(
        ties, actors, clauses=NO_CLAUSES, sources=NO_SOURCES, order="similarity"
    )
    axis = "".join(matrix.axis())
    assert set(axis[:3]) == set("ACE")
    assert set(axis[3:]) == set("BD")


def test_the_chart_names_the_date_and_draws_each_pair_twice(matrix: AllianceMatrix) -> None:
    chart = matrix.chart.to_dict()
    rows = next(iter(chart["datasets"].values()))
    assert len(rows) == 2 * len(matrix.table)
    assert "2025-06-22" in chart["description"]
    cell = next(row for row in rows if (row["row"], row["column"]) == ("Germany", "Russia"))
    assert cell["text"] == "n$"


def mixed(first: str, share: float, second: str) -> str:
    parts = [
        round(int(first[i : i + 2], 16) * share + int(second[i : i + 2], 16) * (1 - share))
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


@pytest.mark.parametrize(("theme", "kind"), list(product(["light", "dark"], COOPERATIVE)))
def test_letters_stand_out_from_their_cell_strong_weak_and_unchanged(theme: str, kind: str) -> None:
    tones = themes()[theme]
    ink = tones.get(f"{kind}-ink", tones["letter"])
    assert palettes.contrast(ink, tones[kind]) >= 4.5
    pale = mixed(tones[kind], 0.55, tones["bg"])
    assert palettes.contrast(tones["letter"], pale) >= 4.5
    unchanged = mixed(tones[kind], 0.28, tones["bg"])
    assert palettes.contrast(tones["soft"], unchanged) >= 4.5


def test_the_chart_wears_the_widgets_colours() -> None:
    light = themes()["light"]
    assert dict(TINTS) == {kind: light[kind] for kind in COOPERATIVE}


def test_every_kind_has_words_in_the_front_end() -> None:
    front_end = (STYLES.parent / "tiewords.js").read_text()
    words = front_end.split("kinds: {")[1].split("\n  },")[0]
    assert re.findall(r'^    "?([a-z-]+)"?: \[', words, re.MULTILINE) == list(KINDS)


@pytest.fixture
def view() -> ContextView:
    day = fo.ARTICLE_DAY
    events, ties, actors = (fo.load(name, as_of=day) for name in ("events", "ties", "actors"))
    return ContextView(Timeline(events), AllianceMatrix(ties, actors))


@pytest.mark.parametrize("part", ["timeline", "matrix", "view"])
def test_the_date_of_any_part_is_the_date_of_all(view: ContextView, part: str) -> None:
    owner = view if part == "view" else getattr(view, part)
    owner.date = "1979-11-04"
    assert view.date == view.timeline.date == view.matrix.date == "1979-11-04"


def test_what_the_browser_sends_for_one_view_is_not_answered_to_the_other(
    view: ContextView,
) -> None:
    view.timeline.set_state({"date": "1979-11-04"})
    assert view.date == "1979-11-04"
    assert view.matrix.date == "2025-06-22"  # the browser's own link sends this one
    view.matrix.set_state({"date": "1979-11-04"})
    assert view.timeline.date == view.matrix.date == "1979-11-04"


def test_a_date_that_the_matrix_cannot_show_changes_nothing(view: ContextView) -> None:
    with pytest.raises(traitlets.TraitError, match="lies outside"):
        view.timeline.date = "1812-01-01"
    assert view.date == view.timeline.date == view.matrix.date == "2025-06-22"


def test_context_takes_a_timeline_and_a_matrix_in_this_order(view: ContextView) -> None:
    with pytest.raises(TypeError, match="in this order"):
        ContextView(view.matrix, view.timeline)  # type: ignore[arg-type]


def test_with_all_tables_the_matrix_reaches_the_timelines_last_date() -> None:
    events, ties, actors = (fo.load(name) for name in ("events", "ties", "actors"))
    view = ContextView(Timeline(events), AllianceMatrix(ties, actors))
    assert view.matrix.date == view.timeline.date
