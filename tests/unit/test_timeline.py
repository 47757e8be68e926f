"""The timeline driven from Python as the browser would: through its synced traits."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import traitlets

import foedus as fo
from foedus import chronology
from foedus.widgets.timeline import Timeline
from foedus.widgets.timeline_payload import timeline_payload

ACTORS = pd.DataFrame(
    {
        "code": ["RUS", "IRN", "ISR"],
        "name": ["Russian Federation", "Islamic Republic of Iran", "State of Israel"],
        "short_name": ["Russia", "Iran", "Israel"],
    }
)
SOURCES = pd.DataFrame(
    {
        "id": ["tass-1", "kremlin-1", "unused"],
        "title": ["Report", "Transcript", "Nobody cites it"],
        "publisher": ["TASS", "Kremlin", "X"],
        "url": ["https://tass.com/1", "https://kremlin.ru/1", "https://example.org"],
    }
)


def small_events() -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"id": "strike", "date": "2025-06-22", "title": "Strike", "category": "military",
         "phase": "war", "actors": "USX;IRN", "in_story": True, "contested": True,
         "summary": "Bombs fall.", "note": "Who knew?", "source": "tass-1"},
        {"id": "treaty", "date": "1927", "title": "Treaty", "category": "treaty",
         "phase": "early", "actors": "RUS;IRN", "in_story": False, "contested": False,
         "summary": "Neutrality.", "note": "", "source": "kremlin-1", "source2": "tass-1"},
        {"id": "talks", "date": "2025-06-18", "date_end": "2025-06-19", "title": "Talks",
         "category": "statement", "phase": "war", "actors": "RUS", "in_story": True,
         "contested": False, "summary": "Around midnight.", "note": "", "source": "kremlin-1"},
    ]  # fmt: skip
    events = pd.DataFrame(rows).fillna("")
    return events.join(chronology.spans(events)[["start", "end"]])


def small_timeline(**options: Any) -> Timeline:  # noqa: ANN401
    return Timeline(small_events(), actors=ACTORS, sources=SOURCES, **options)


def course_timeline(**options: Any) -> Timeline:  # noqa: ANN401
    return Timeline(fo.load("events"), "2025-06-22", **options)


# --- payload


def test_the_payload_lists_events_in_order_of_time() -> None:
    payload = timeline_payload(small_events(), ACTORS, SOURCES)
    assert payload["id"] == ["treaty", "talks", "strike"]
    assert payload["date"] == ["1927", "2025-06-18", "2025-06-22"]
    assert payload["start"][0] == (dt.date(1927, 1, 1) - dt.date(1970, 1, 1)).days
    assert payload["end"][0] == (dt.date(1927, 12, 31) - dt.date(1970, 1, 1)).days


def test_the_payload_points_to_actors_and_names_them_or_keeps_the_code() -> None:
    payload = timeline_payload(small_events(), ACTORS, SOURCES)
    named = [[payload["actor_names"][at] for at in row] for row in payload["actors"]]
    assert named[0][0] == ["RUS", "Russian Federation", "Russia"]
    assert named[2][0] == ["USX", "USX", "USX"]


def test_the_payload_carries_each_source_once_and_no_other() -> None:
    payload = timeline_payload(small_events(), ACTORS, SOURCES)
    titles = [[payload["sources"][at][0] for at in row] for row in payload["source"]]
    assert titles == [["Transcript", "Report"], ["Transcript"], ["Report"]]
    assert len(payload["sources"]) == 2


def test_a_source_that_no_table_knows_shows_its_id() -> None:
    payload = timeline_payload(small_events(), ACTORS, SOURCES.iloc[:1])
    assert ["kremlin-1", "", ""] in payload["sources"]


def test_story_and_contested_are_told_apart_in_the_payload() -> None:
    assert timeline_payload(small_events(), ACTORS, SOURCES)["flags"] == [0, 1, 3]


def test_categories_keep_the_order_of_the_lanes_and_leave_out_empty_ones() -> None:
    payload = timeline_payload(small_events(), ACTORS, SOURCES)
    assert payload["categories"] == ["treaty", "statement", "military"]


def test_the_payload_of_the_course_is_plain_json_and_under_130_kilobytes() -> None:
    timeline = course_timeline()
    text = json.dumps(timeline.payload, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(text) == timeline.payload
    assert len(text.encode()) < 130_000


def test_every_actor_of_the_course_has_a_name() -> None:
    unnamed = [code for code, name, _ in course_timeline().payload["actor_names"] if code == name]
    assert unnamed == []


def test_every_source_of_the_course_is_a_link() -> None:
    urls = [url for _, _, url in course_timeline().payload["sources"]]
    assert urls
    assert all(url.startswith(("https://", "http://")) for url in urls)


# --- errors


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match=r"lack the column.*category, contested"):
        Timeline(
            small_events().drop(columns=["category", "contested"]), actors=ACTORS, sources=SOURCES
        )


def test_a_frame_without_events_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="filter less"):
        Timeline(small_events().iloc[:0], actors=ACTORS, sources=SOURCES)


def test_an_id_that_stands_twice_is_named() -> None:
    events = small_events().assign(id="same")
    with pytest.raises(ValueError, match="same"):
        Timeline(events, actors=ACTORS, sources=SOURCES)


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("date", "2025-02-30", "is not a day"),
        ("date", "22 June 2025", "Write it as ISO text"),
        ("selected", ["strik"], "Try: strike"),
        ("phase", "peace", "Try: early, war"),
        ("categories", ["militry"], "Try: military"),
        ("actor", "FRA", "Try: IRN, RUS, USX"),
        ("window", ["2025-06-22"], "first and the last day"),
        ("window", ["2025-06-22", "2025-06-13"], "in this order"),
        ("window", ["2025", "2026"], "is not a day"),
    ],
)
def test_a_value_that_means_nothing_is_refused_and_nothing_changes(
    trait: str, value: object, message: str
) -> None:
    timeline = small_timeline()
    before = getattr(timeline, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(timeline, trait, value)
    assert getattr(timeline, trait) == before


def test_a_wrong_trait_is_refused_at_construction_too() -> None:
    with pytest.raises(traitlets.TraitError, match="there is no 'nobody'"):
        small_timeline(selected=["nobody"])


# --- traits


def test_the_date_is_the_frames_as_of_day_else_the_last_events() -> None:
    assert Timeline(fo.load("events", as_of="2025-06-22")).date == "2025-06-22"
    assert small_timeline().date == "2025-06-22"
    assert small_timeline(date=pd.Timestamp("2000-01-01")).date == "2000-01-01"


def test_the_traits_that_the_front_end_reads_are_all_synced() -> None:
    names = {"view_kind", "payload", "date", "selected", "phase", "categories", "actor", "query",
             "window", "hide_later"}  # fmt: skip
    assert names <= set(small_timeline().keys)


def test_a_message_from_the_browser_sets_the_trait() -> None:
    timeline = small_timeline()
    seen: list[object] = []
    timeline.observe(lambda change: seen.append(change["new"]), "selected")
    timeline.set_state({"selected": ["strike"]})
    assert seen == [["strike"]]


def test_repr_is_short_and_the_same_each_time() -> None:
    expected = "Timeline(3 events, 1927-01-01 to 2025-06-22, date=2025-06-22)"
    assert repr(small_timeline()) == repr(small_timeline()) == expected


# --- table


@pytest.mark.parametrize(
    ("traits", "ids"),
    [
        ({}, ["treaty", "talks", "strike"]),
        ({"phase": "war"}, ["talks", "strike"]),
        ({"categories": ["treaty", "military"]}, ["treaty", "strike"]),
        ({"actor": "RUS"}, ["treaty", "talks"]),
        ({"query": "MIDNIGHT around"}, ["talks"]),
        ({"query": "islamic republic"}, ["treaty", "strike"]),
        ({"query": "(.*"}, []),
        ({"window": ["1927-06-01", "1927-06-30"]}, ["treaty"]),
        ({"window": ["2025-06-19", "2025-06-22"]}, ["talks", "strike"]),
        ({"date": "2025-06-18"}, ["treaty", "talks", "strike"]),
        ({"date": "2025-06-18", "hide_later": True}, ["treaty", "talks"]),
    ],
)
def test_the_table_holds_what_is_shown(traits: dict[str, Any], ids: list[str]) -> None:
    assert small_timeline(**traits).table["id"].tolist() == ids


def test_the_table_follows_a_filter_set_later() -> None:
    timeline = small_timeline()
    timeline.phase = "war"
    assert timeline.table["title"].tolist() == ["Talks", "Strike"]


def test_the_table_of_the_course_has_the_columns_that_readers_expect() -> None:
    expected = ["id", "date", "date_end", "title", "category", "phase", "actors", "in_story",
                "contested", "verified", "source"]  # fmt: skip
    table = course_timeline().table
    assert table.columns.tolist() == expected
    assert len(table) == len(fo.load("events"))


def test_changing_the_table_leaves_the_timeline_alone() -> None:
    timeline = small_timeline()
    table = timeline.table
    table["title"] = "changed"
    assert "changed" not in timeline.table["title"].tolist()


# --- chart


def test_the_chart_shows_the_events_of_the_table_and_a_rule_at_the_date() -> None:
    spec = small_timeline(phase="war").chart.to_dict()
    rows = [row for data in spec["datasets"].values() for row in data]
    assert sorted(row["title"] for row in rows if "title" in row) == ["Strike", "Talks"]
    assert [row for row in rows if "day" in row] == [{"day": "2025-06-22"}]


def test_the_chart_describes_itself_and_uses_utc_days() -> None:
    spec = small_timeline().chart.to_dict()
    assert spec["description"].startswith("Timeline of 3 events from 1927-01-01")
    x = [layer["encoding"]["x"] for layer in spec["layer"] if "scale" in layer["encoding"]["x"]]
    assert x
    assert all(axis["scale"]["type"] == "utc" for axis in x)


def test_the_chart_keeps_to_the_window() -> None:
    spec = small_timeline(window=["2025-06-13", "2025-06-25"]).chart.to_dict()
    domains = [layer["encoding"]["x"].get("scale", {}).get("domain") for layer in spec["layer"]]
    assert ["2025-06-13", "2025-06-25"] in domains


def test_a_chart_without_events_still_describes_itself() -> None:
    assert (
        "without events" in small_timeline(query="nothing like it").chart.to_dict()["description"]
    )


# --- page and fallback


def test_the_page_state_is_json_and_holds_what_the_view_needs() -> None:
    state = small_timeline(selected=["strike"]).page_state()
    assert json.loads(json.dumps(state)) == state
    assert state["view_kind"] == "timeline"
    assert state["selected"] == ["strike"]
    assert not any(name.startswith("_") for name in state)


def test_the_page_is_written_and_carries_data_and_table(tmp_path: Path) -> None:
    page = small_timeline().to_html(tmp_path / "timeline.html")
    text = page.read_text(encoding="utf-8")
    assert "Around midnight." in text
    assert "<table" in text


def test_the_output_of_a_cell_has_a_view_a_stand_in_and_plain_text() -> None:
    timeline = small_timeline()
    data, _ = timeline._repr_mimebundle_()
    assert data["text/plain"] == repr(timeline)
    assert "<table" in data["text/html"]
    view = data["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == timeline.model_id
