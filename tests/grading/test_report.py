"""The instructor's page and its files: whole, sober, the same for 3 students and for 3,000."""

import base64
import csv
import html
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from foedus.grading import report
from foedus.grading.report import Results
from foedus.grading.report_text import neat
from foedus.grading.verdicts import OUTCOMES

from .classes import grades, made_up, notes, row

NASTY = "</table><script>alert(1)</script><img src=x onerror=alert(2)>\n\u202egnp.exe\x00"
LIMIT = 3_000_000


class Page(HTMLParser):
    """The elements of a page, its headings and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(*rows: dict[str, object], **others: object) -> str:
    return report.page(Results(grades(*rows), **others))  # type: ignore[arg-type]


@cache
def page_of(students: int) -> str:
    return report.page(made_up(students))


def words(text: str) -> str:
    """Return what a reader sees."""
    bare = re.sub(r"<style>.*?</style>", "", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def wrong(student: str, name: str, message: str = "", question: str = "02.1") -> dict[str, object]:
    return row(student, question, "not-yet", misconception=name, message=message or f"Not {name}.")


def files(tmp_path: Path, results: Results) -> dict[str, list[dict[str, str]]]:
    report.write(results, tmp_path)
    found = {}
    for place in (tmp_path / report.FOLDER).iterdir():
        with place.open(encoding="utf-8", newline="") as file:
            found[place.name] = list(csv.DictReader(file))
    return found


@pytest.mark.parametrize("students", [3, 200])
def test_a_page_has_every_part_in_order_and_the_jump_list_reaches_each(students: int) -> None:
    text = page_of(students)
    found = Page(text)
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    targets = [str(link["href"])[1:] for link in found.all("a")]
    assert targets == [str(one["id"]) for one in found.all("h2")]
    ids = [one["id"] for _, one in found.tags if "id" in one]
    assert len(ids) == len(set(ids))


def test_every_chart_is_a_picture_with_words_and_stands_beside_a_table() -> None:
    text = page_of(200)
    pictures = Page(text).all("img")
    assert len(pictures) == 9 + 5  # one a lesson; scores twice, misconceptions, times, eye
    for one in pictures:
        assert len(str(one["alt"])) > 40
        kind, content = str(one["src"]).split(",")
        assert kind == "data:image/svg+xml;base64"
        assert base64.b64decode(content).startswith(b"<svg")
    after = re.findall(r'</figure><div class="fo-static".*?<caption>(.*?)</caption>', text)
    assert len(after) == len(pictures) - 1, "the two charts of scores share their tables"


def test_a_page_runs_nothing_and_loads_nothing() -> None:
    text = page_of(200)
    policy = html.unescape(re.findall(r'Security-Policy" content="([^"]*)"', text)[0])
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert "<script" not in text
    assert " style=" not in text, "the policy refuses attributes of style"
    bare = re.sub(r'src="data:image/svg\+xml;base64,[^"]*"', "", text)
    assert "http" not in bare.replace("http-equiv", "")


@pytest.mark.parametrize("students", [3, 3000])
def test_three_students_and_three_thousand_make_a_page_of_moderate_size(students: int) -> None:
    text = page_of(students)
    assert len(text.encode()) < LIMIT
    assert f"Students {made_up(students).grades['student'].nunique():,}" in words(text)


def test_the_size_of_a_page_hardly_depends_on_the_students() -> None:
    few, many = (len(page_of(one)) for one in (200, 3000))
    assert many < 1.5 * few


def test_a_small_class_is_told_what_it_cannot_show() -> None:
    small = words(page_of(3))
    assert "This is a report on 3 students." in small
    assert "one student moves a share by 33 points" in small
    assert "Discrimination is not shown below 30 students." in small
    assert "Quartiles, usual times and discrimination are not shown." in small
    large = words(page_of(200))
    assert "This is a report on" not in large
    assert "The points on the right are discrimination" in large


def test_nobody_is_ranked() -> None:
    scores = report.tables(made_up(200))["scores.csv"]
    assert scores["student"].tolist() == sorted(scores["student"])
    scores_and_questions = page_of(200).split('id="times"')[0]
    assert "Lesson 08" in scores_and_questions
    assert "student-0" not in scores_and_questions


def test_submissions_are_counted_by_what_became_of_them() -> None:
    text = words(
        page(
            row("anna", "02.1"),
            row("anna", "02.open", "not-yet", points=2.0, max_points=6.0),
            row("bob", "02.1", "not-yet"),
            row("cleo", "02.1"),
            row("cleo", "02.open", "not-attempted", max_points=6.0),
            row("dan", "02.1", "unreadable"),
            row("dan", "02.open", "not-attempted", max_points=6.0),
            found=6,
        )
    )
    assert "Students 4 Submissions 6 Judged 3 Not judged 3 Waiting for marks 1" in text


def test_what_waits_for_marks_can_be_given() -> None:
    text = words(page(row("anna", "02.1"), row("bob", "03.1"), waiting={"02": 5}))
    assert "Waiting for marks 5 " in text


def test_the_commonest_misconceptions_stand_first_with_their_message(tmp_path: Path) -> None:
    step = '\n`fo.hint("02.1")` shows a hint.'
    results = Results(
        grades(
            wrong("a", "years-only", "You took the year." + step),
            wrong("b", "years-only", "You took the year." + step),
            wrong("c", "all-rows", "You took all rows." + step),
            row("d", "02.1"),
        )
    )
    text = words(report.page(results))
    assert "02.1 years-only You took the year. 2 50 %" in text
    assert "shows a hint" not in text
    rows = files(tmp_path, results)["misconceptions.csv"]
    assert [one["misconception"] for one in rows] == ["years-only", "all-rows"]
    assert rows[0]["message"] == "You took the year."
    assert rows[0]["share"] == "0.5"


def test_an_error_of_pythons_is_counted_by_itself() -> None:
    quoted = "Your code ended in an error, so `{}` has no value.\nKeyError: 'dat'\nRun the cells."
    text = words(
        page(
            row("a", "02.1", "not-yet", message=quoted.format("early")),
            row("b", "02.2", "not-yet", message=quoted.format("late")),
        )
    )
    assert "KeyError: 'dat' 2" in text


def test_what_needs_a_human_eye_is_listed_by_reason_once_a_submission(tmp_path: Path) -> None:
    results = Results(
        grades(
            *(row("anna", f"02.{at}", "unreadable", message="No JSON.") for at in (1, 2, 3)),
            row("bob", "02.1", "tampered", message="The cells are gone."),
            row("bob", "02.2"),
            row("cleo", "02.1", "timeout", message="No end."),
        ),
        notes(("bob", "02", "The check of question 02.2 had been changed.")),
    )
    rows = files(tmp_path, results)["to_look_at.csv"]
    assert [(one["reason"], one["student"], one["questions"]) for one in rows] == [
        ("tampered", "bob", "02.1"),
        ("unreadable", "anna", "02.1, 02.2, 02.3"),
        ("timeout", "cleo", "02.1"),
        ("note", "bob", ""),
    ]
    text = words(report.page(results))
    assert "could not be read anna 02 02.1, 02.2, 02.3 No JSON." in text
    assert "the grader left a note bob 02 The check of question 02.2 had been changed." in text


def test_long_lists_are_cut_with_their_number_and_their_file(tmp_path: Path) -> None:
    crowd = [row(f"s{at:04}", "02.1", "crashed", message=f"End {at}.") for at in range(500)]
    few = [row(f"t{at}", "02.1", "tampered") for at in range(2)]
    results = Results(grades(*crowd, *few))
    text = words(report.page(results))
    assert "Shown are 22 of 502 rows; all stand in report/to_look_at.csv" in text
    assert "Shown are 3 of 500 rows; all stand in report/messages.csv" in text
    assert len(files(tmp_path, results)["to_look_at.csv"]) == 502


def hostile() -> Results:
    long = NASTY + "x" * 10_000
    ids = {"student": NASTY, "message": long}
    rows = [{**row("", f"02.{at}", word), **ids} for at, word in enumerate(OUTCOMES)]
    slow = [row(f"s{at}{NASTY}", "02.7", seconds=0.1) for at in range(20)]
    odd = [row(NASTY + "slow", "02.7", seconds=50.0), wrong(NASTY + "1", NASTY, long)]
    strange = [{**row("=1+1", "02.8"), "question": NASTY, "lesson": NASTY, "outcome": NASTY}]
    lone = [row("\ud800", "02.1", "not-yet", message="\udfff")]
    return Results(grades(*rows, *slow, *odd, *strange, *lone), notes((NASTY, NASTY, long)))


def test_nothing_that_a_learner_wrote_becomes_part_of_the_page() -> None:
    results = replace(hostile(), names={"02": NASTY, "02.1": NASTY})
    text = report.page(results, title=NASTY)
    text.encode("utf-8")
    found = Page(text)
    assert not found.all("script")
    assert {str(one["src"])[:24] for one in found.all("img")} == {"data:image/svg+xml;base6"}
    assert not [name for _, one in found.tags for name in one if name.startswith("on")]
    assert not set(text) & {"\u202e", "\x00", "\ufffe"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "x" * 400 not in text, "long texts are cut"


def test_nothing_that_a_learner_wrote_runs_in_a_picture() -> None:
    for one in Page(report.page(hostile())).all("img"):
        drawn = base64.b64decode(str(one["src"]).split(",")[1]).decode()
        inside = {tag for tag, _ in Page(drawn).tags}
        assert not inside & {"script", "img", "image", "foreignobject", "a"}


def test_no_cell_of_a_file_is_a_formula_or_breaks_its_line(tmp_path: Path) -> None:
    found = files(tmp_path, hostile())
    cells = [cell for rows in found.values() for one in rows for cell in one.values()]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+")) or "\n" in cell]


def test_the_files_are_those_that_the_page_names(tmp_path: Path) -> None:
    results = made_up(3)
    found = files(tmp_path, results)
    text = (tmp_path / report.PAGE).read_text(encoding="utf-8")
    assert set(re.findall(r"<code>([a-z_]+\.csv)</code>", text)) == set(found)
    assert text == page_of(3)
    questions = results.grades["question"].nunique()
    assert len(found["items.csv"]) == questions
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_writing_again_replaces_everything(tmp_path: Path) -> None:
    files(tmp_path, made_up(200))
    found = files(tmp_path, Results(grades(row("anna", "02.1"))))
    assert [one["question"] for one in found["items.csv"]] == ["02.1"]
    assert found["to_look_at.csv"] == []


def test_no_submissions_make_a_page_that_says_so(tmp_path: Path) -> None:
    results = Results(grades(), found=0)
    text = words(report.page(results))
    assert "Students 0 Submissions 0 Judged 0" in text
    assert "Nothing has been judged yet." in text
    assert "No submission could be judged." in text
    assert all(rows == [] for rows in files(tmp_path, results).values())


def test_one_student_with_everything_unreadable_makes_a_page(tmp_path: Path) -> None:
    results = Results(grades(*(row("anna", f"02.{at}", "unreadable") for at in range(1, 9))))
    text = words(report.page(results))
    assert "Students 1 Submissions 1 Judged 0 Not judged 1" in text
    assert "No submission could be judged." in text
    assert "could not be read anna 02 02.1, 02.2" in text
    assert [one["share"] for one in files(tmp_path, results)["scores.csv"]] == [""]


def test_grades_that_are_not_as_agreed_write_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lack the columns"):
        report.write(Results(pd.DataFrame({"student": []})), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\n lines", "two lines"),
        ("\u202eabc\u2069\u200f", "abc"),
        ("\x1b[31mred\x07", "[31mred"),
        ("رضا\u200cپور", "رضا\u200cپور"),
        ("z" + "\u0301" * 50, "z" + "\u0301" * 3),
        ("\ud800x\ue000", "\ufffdx\ufffd"),
        ("y" * 50, "y" * 19 + "…"),
    ],
)
def test_texts_are_made_fit_to_be_read(text: str, expected: str) -> None:
    assert neat(text, 20) == expected
