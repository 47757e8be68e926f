"""Charts: what a notebook stores for them, how they look, and that nothing is fetched."""

import json
import sys
from types import ModuleType

import altair as alt
import pandas as pd
import pytest
from nbformat import v4

import foedus as fo
from foedus import charts
from foedus.charts import palettes, pictures, renderer

LETTER, MARK = 4.5, 3.0  # WCAG 2.2: contrast of text, and of a mark that carries meaning


@pytest.fixture(autouse=True)
def house_style() -> None:
    charts.enable()


def chart(description: str = "Two bars, the second twice the first.") -> alt.Chart:
    table = pd.DataFrame({"kind": ["treaty", "arms"], "rows": [1, 2]})
    return (
        alt.Chart(table).mark_bar().encode(x="rows", y="kind").properties(description=description)
    )


def bundle(shown: alt.Chart) -> tuple[dict[str, object], dict[str, object]]:
    return shown._repr_mimebundle_()


def test_a_chart_is_stored_as_vega_lite_5_with_its_description_as_text() -> None:
    data, metadata = bundle(chart())
    assert set(data) == {"application/vnd.vegalite.v5+json", "text/plain"}
    assert data["text/plain"] == "Two bars, the second twice the first."
    assert metadata[charts.CHART_MIME]["embed_options"]["renderer"] == "svg"


def test_in_colab_altair_keeps_the_renderer_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    alt.renderers.enable("default")
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    renderer.enable_renderer()
    assert alt.renderers.active == "default"
    assert set(chart()._repr_mimebundle_()) == {"text/html"}
    monkeypatch.delitem(sys.modules, "google.colab")
    renderer.enable_renderer()
    assert set(bundle(chart())[0]) == {charts.CHART_MIME, "text/plain"}


def test_a_chart_without_description_says_so() -> None:
    assert bundle(chart(""))[0]["text/plain"] == "Chart without description"


def test_the_numbers_of_a_chart_are_its_rows_with_the_columns_that_it_uses() -> None:
    table = pd.DataFrame({"kind": ["treaty", "arms"], "rows": [1, 2], "note": ["a", "b"]})
    bars = alt.Chart(table).mark_bar().encode(x="rows", y="kind")
    assert fo.chart_table(bars).equals(table[["kind", "rows"]])
    assert fo.chart_table(bars + bars.mark_text()).equals(table[["kind", "rows"]])


def test_the_numbers_of_a_chart_with_two_tables_are_both() -> None:
    rule = alt.Chart(pd.DataFrame({"limit": [1.5]})).mark_rule().encode(x="limit")
    both = fo.chart_table(chart() + rule)
    assert both.index.names == ["table", None]
    assert both.loc[1]["rows"].tolist() == [1, 2]
    assert both.loc[2]["limit"].tolist() == [1.5]


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        (pd.DataFrame({"rows": [1]}), TypeError, "takes an Altair chart, not a DataFrame"),
        (alt.Chart("far.csv").mark_bar().encode(x="rows:Q"), ValueError, "no table inside"),
        (alt.Chart(pd.DataFrame({"rows": [1]})).mark_bar(), ValueError, "columns to its encoding"),
    ],
)
def test_what_has_no_numbers_is_refused_with_a_reason(
    given: object, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        fo.chart_table(given)


def test_the_same_chart_is_stored_alike_each_time() -> None:
    first, second = (json.dumps(bundle(chart()), sort_keys=True) for _ in range(2))
    assert first == second


def test_a_stored_chart_names_no_address_but_that_of_its_schema() -> None:
    spec = dict(bundle(chart())[0][charts.CHART_MIME])
    assert spec.pop("$schema").endswith("/v5.json")
    assert "http" not in json.dumps(spec)


def test_the_colour_that_a_student_gives_wins_over_the_theme() -> None:
    spec = bundle(chart().mark_bar(color="red"))[0][charts.CHART_MIME]
    assert spec["mark"] == {"type": "bar", "color": "red"}
    assert "fill" not in spec["config"].get("bar", {})


def test_the_renderer_leaves_the_specification_it_is_given_alone() -> None:
    spec = {"$schema": "v6", "mark": "bar"}
    renderer.offline_bundle(spec)
    assert spec == {"$schema": "v6", "mark": "bar"}


def test_pictures_are_added_once_and_kept_when_the_chart_is_the_same() -> None:
    data, _ = bundle(chart())
    cell = v4.new_code_cell("chart", id="a", outputs=[v4.new_output("display_data", data=data)])
    notebook = v4.new_notebook(cells=[cell])
    pictures.add_pictures(notebook)
    drawn = cell.outputs[0].data["image/png"]
    assert cell.outputs[0].metadata["image/png"] == {"alt": chart().description}
    assert drawn.startswith("iVBOR")
    assert list(pictures.pictures_of(notebook).values()) == [drawn]
    (key,) = pictures.pictures_of(notebook)
    pictures.add_pictures(notebook, {key: "kept"})
    assert cell.outputs[0].data["image/png"] == "kept"


@pytest.mark.parametrize("group", ["KINDS", "CATEGORIES", "PHASES"])
def test_every_shared_colour_can_carry_a_letter_and_stands_out_from_white(group: str) -> None:
    for name, colour in getattr(palettes, group).items():
        letter = palettes.letter_colour(colour)
        assert palettes.contrast(letter, colour) >= LETTER, name
        assert palettes.contrast(colour, palettes.PAPER) >= MARK, name


def test_the_colours_of_series_stand_out_from_white_and_are_all_different() -> None:
    assert len(set(palettes.MARKS)) == len(palettes.MARKS)
    assert all(palettes.contrast(one, palettes.PAPER) >= MARK for one in palettes.MARKS)


@pytest.mark.parametrize("group", ["KINDS", "CATEGORIES", "PHASES"])
def test_no_two_members_of_a_group_have_the_same_colour(group: str) -> None:
    colours = list(getattr(palettes, group).values())
    assert len(set(colours)) == len(colours)


def test_contrast_is_that_of_wcag() -> None:
    assert palettes.contrast("#ffffff", "#767676") == pytest.approx(4.54)
    assert palettes.contrast("#767676", "#ffffff") == pytest.approx(4.54)
