"""A briefing names all its faults at once, resolves its sources and escapes what it is given."""

import base64
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest

import foedus as fo
from foedus.briefing.cited import catalogue

DAY = fo.ARTICLE_DAY
NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' & ]]>"


class Tags(HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def a_chart(
    title: object = "Two bars", description: str = "The second bar is longer."
) -> alt.Chart:
    data = pd.DataFrame({"vote": ["yes", "no"], "texts": [1, 2], "unused": ["x", "y"]})
    chart = alt.Chart(data).mark_bar().encode(x="texts", y="vote")
    return chart.properties(title=title, description=description)


def parts(**others: object) -> dict[str, Any]:
    events, ties, actors = (fo.load(name, as_of=DAY) for name in ("events", "ties", "actors"))
    few = actors[actors["code"].isin(["RUS", "PRK", "CHN"])]
    return {
        "pair": ("RUS", "PRK"),
        "question": "Who owes whom?",
        "timeline": fo.Timeline(events[events["actors"].str.contains("PRK")], date=DAY),
        "matrix": fo.AllianceMatrix(ties, few),
        "charts": [a_chart()],
        "sentences": [
            ("Each owes the other help.", "rus-prk-2024"),
            ("They signed on 19 June 2024.", ["dprk-treaty-2024", "yonhap-2024-treaty"]),
        ],
        **others,
    }


def page_of(tmp_path: Path, **others: object) -> str:
    written = fo.Briefing(**parts(**others)).to_html(tmp_path / "page.html")
    return written.read_text(encoding="utf-8")


def visible(page: str) -> str:
    return re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)


def faults(**others: object) -> str:
    with pytest.raises(ValueError, match="The briefing is not ready") as caught:
        fo.Briefing(**parts(**others))
    return str(caught.value)


def test_a_page_holds_sentences_views_charts_and_sources(tmp_path: Path) -> None:
    page = page_of(tmp_path, author="A. Learner")
    text = visible(page)
    assert '<h1 dir="auto">Russia and North Korea: a briefing</h1>' in text
    assert '<time datetime="2025-06-22">22 June 2025</time>' in text
    assert "A. Learner" in text
    assert "Each owes the other help." in text
    assert "<summary>Two bars: the same as a table (2 rows)</summary>" in text
    assert '<script type="application/json">' in page
    assert [int(level) for level in re.findall(r"<h(\d)", text)] == [1, 2, 2, 2, 3, 2]


def test_sources_are_numbered_once_and_link_to_where_they_stand(tmp_path: Path) -> None:
    text = visible(page_of(tmp_path))
    on_file = catalogue(DAY)
    ids = ["rus-prk-2024", "dprk-treaty-2024", "yonhap-2024-treaty"]
    expected = list(dict.fromkeys(source for one in ids for source in on_file.resolve(one)))
    listed = text.split('id="sources"')[1]
    assert re.findall(r'<li id="source-(\d+)">', listed) == [
        str(number) for number in range(1, len(expected) + 1)
    ]
    for source in expected:
        assert listed.count(f'href="{source.url}"') == 1
    targets = set(re.findall(r'href="#(source-\d+)"', text))
    assert targets == set(re.findall(r'id="(source-\d+)"', text))


def test_a_chart_is_a_picture_with_words_and_only_the_columns_it_uses(tmp_path: Path) -> None:
    text = visible(page_of(tmp_path))
    picture = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', text)
    assert len(picture) == 1
    drawn = base64.b64decode(picture[0]).decode()
    assert drawn.startswith("<svg")
    assert ">texts</text>" in drawn
    assert "Two bars" not in drawn, "the title stands above the picture, once"
    assert 'alt="The second bar is longer."' in text
    assert '<th scope="col">vote</th>' in text
    assert "unused" not in text


def test_nothing_that_is_written_can_become_part_of_the_page(tmp_path: Path) -> None:
    calm = page_of(tmp_path)
    page = page_of(
        tmp_path,
        question=NASTY,
        title=NASTY,
        author=NASTY,
        charts=[a_chart({"text": NASTY, "subtitle": [NASTY, NASTY]}, NASTY)],
        sentences=[(NASTY, "rus-prk-2024"), ("Two.", "yonhap-2024-treaty")],
    )
    for tag in ("<script", "</script>", "<img", "<svg"):
        assert page.count(tag) == calm.count(tag), tag
    assert "&lt;img src=x onerror=alert(2)&gt;" in page
    found = Tags()
    found.feed(page)
    assert {"div", "img", "bdi"} <= found.names
    assert not {name for name in found.attributes if name.startswith("on")}


def test_every_fault_is_named_at_once() -> None:
    found = faults(
        pair=("RUS", "North Korea"),
        question="  ",
        charts=[a_chart(description=""), "chart"],
        sentences=[("", "rus-prk-2024"), ("One.", []), "Two.", ("Three.", "rus-prk-2042")],
    )
    for part in (
        "pair: there is no actor 'North Korea'; near it: PRK",
        "question is empty",
        "charts[0] has no description",
        "charts[1] is a str, not an Altair chart",
        "sentences[0]: the text is empty",
        "sentences[1] names no source",
        "sentences[2] is 'Two.'",
        "no row 'rus-prk-2042'; near it: rus-prk-2024",
    ):
        assert part in found
    assert len(found.splitlines()) == 9


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"pair": "RUS"}, "give two actors' codes"),
        ({"pair": ("RUS", "RUS")}, "holds 'RUS' twice"),
        ({"question": None}, "question is of type NoneType, not a text"),
        ({"timeline": "events"}, "timeline is a str, not a fo.Timeline"),
        ({"matrix": None}, "matrix is a NoneType"),
        ({"charts": []}, "charts is empty"),
        ({"charts": a_chart()}, "put the charts into a list"),
        ({"charts": [a_chart("")]}, "charts[0] has no title"),
        ({"charts": [a_chart().encode(x="nobody")]}, "charts[0] cannot be drawn"),
        ({"sentences": []}, "sentences is empty"),
        ({"sentences": "One."}, "sentences is a str"),
        ({"sentences": {"One.": "rus-prk-2024"}}, "sentences is a dict"),
        ({"sentences": [("One.", "rus-aze-basing-gabala")]}, "was written from memory"),
        ({"sentences": [("One.", "rus-prk-2024", "more")]}, "each is a pair"),
        ({"sentences": [(1, "rus-prk-2024")]}, "sentences[0]: the text is of type int"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_says_where_it_is(given: dict[str, object], said: str) -> None:
    assert said in faults(**given)


def test_what_was_known_later_is_refused() -> None:
    later = fo.load("events")
    named = later[later["actors"].str.contains("PRK") | (later["start"] > pd.Timestamp(DAY))]
    every_tie, actors = fo.load("ties"), fo.load("actors", as_of=DAY)
    new = later.loc[later["start"] > pd.Timestamp(DAY), "id"].iloc[0]
    found = faults(
        timeline=fo.Timeline(named, date=DAY),
        matrix=fo.AllianceMatrix(every_tie, actors, date=DAY),
        sentences=[("One.", new)],
    )
    assert re.search(r"timeline: \d+ events are later than 2025-06-22", found)
    assert "matrix reaches" in found
    assert f"the row {new!r} is later than the briefing's as-of date" in found


def test_a_later_as_of_date_lets_later_rows_in() -> None:
    later = fo.load("events", as_of="2026-06-26")
    new = later.loc[later["start"] > pd.Timestamp(DAY), "id"].iloc[0]
    made = fo.Briefing(**parts(as_of="2026-06-26", sentences=[("One.", new)]))
    assert made.as_of == "2026-06-26"
    with pytest.raises(ValueError, match="as_of='soon' is not a day"):
        fo.Briefing(**parts(as_of="soon"))


def test_a_chart_by_address_is_refused_because_nothing_is_fetched() -> None:
    chart = alt.Chart("https://example.org/data.csv").mark_bar().encode(x="a:Q")
    assert "takes its data from an address" in faults(
        charts=[chart.properties(title="T", description="D")]
    )


def test_without_the_package_that_draws_the_table_stands_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.warns(UserWarning, match="exported as tables only"):
        page = page_of(tmp_path)
    assert "<img" not in visible(page)
    assert "could not be drawn" in page
    assert '<th scope="col">vote</th>' in page


def test_a_page_is_replaced_whole_and_paths_are_told(tmp_path: Path) -> None:
    made = fo.Briefing(**parts())
    target = tmp_path / "briefing.html"
    target.write_text("old")
    assert made.to_html(target) == target
    assert target.read_text(encoding="utf-8").endswith("</html>\n")
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.html"]
    with pytest.raises(IsADirectoryError, match="is a folder; give a file name"):
        made.to_html(tmp_path)
    with pytest.raises(FileNotFoundError, match="There is no folder"):
        made.to_html(tmp_path / "nowhere" / "page.html")


def test_a_failed_write_leaves_the_old_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "briefing.html"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        fo.Briefing(**parts()).to_html(target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.html"]


def test_the_same_briefing_makes_the_same_page(tmp_path: Path) -> None:
    assert page_of(tmp_path) == page_of(tmp_path)


def test_in_a_notebook_it_shows_its_sentences_with_links() -> None:
    made = fo.Briefing(**parts())
    shown = made._repr_html_()
    assert repr(made) == "Briefing(RUS and PRK, 2 sentences, 1 chart, as of 2025-06-22)"
    assert "Each owes the other help." in shown
    assert 'href="http' in shown
    assert "<h" not in shown
    assert " id=" not in shown
