"""A student's page says what came out and what to do next, and nothing else."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from foedus.checking.outcome import as_paragraphs
from foedus.checking.registry import Exercise, exercise, exercises
from foedus.grading import feedback
from foedus.grading.verdicts import OUTCOMES, Judged, Verdict

NASTY = "</p><script>alert(1)</script><img src=x onerror=alert(2)>\n\u202eevil\x00\ud800"


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def lesson() -> Exercise:
    return exercise("02")


def judged(lesson: Exercise, *outcomes: str, message: str = "Look at `it` again.") -> Judged:
    words = outcomes or ("not-yet",) * len(lesson.questions)
    pairs = zip(lesson.questions, words, strict=False)
    verdicts = tuple(
        Verdict(one.id, word, message, one.points * (word == "correct"), one.points, 0.1, "a-name")
        for one, word in pairs
    )
    return Judged("anna", lesson.number, verdicts)


def words(text: str) -> str:
    """Return what a reader sees; links and code are part of their line."""
    bare = re.sub(r"<style>.*?</style>|</?(?:a|code)\b[^>]*>", "", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def test_a_page_says_question_title_outcome_points_and_message(lesson: Exercise) -> None:
    first = lesson.questions[0]
    text = words(feedback.page(judged(lesson, "correct", "not-yet"), exercise=lesson))
    assert "Feedback on lesson 02 For anna 1 of 9 points; 1 of 2 questions correct." in text
    assert f"02.1 {first.title} ✓ Correct · 1 of 1 point Look at it again." in text
    assert f"02.2 {lesson.questions[1].title} ○ Not yet · 0 of 2 points" in text


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_is_said_in_words(lesson: Exercise, outcome: str) -> None:
    text = feedback.page(judged(lesson, outcome), exercise=lesson)
    sign, said = feedback.WORDS[outcome]
    assert f'<span aria-hidden="true">{sign}</span> {said} · ' in text
    assert outcome == "correct" or "Read again: lesson 02" in text


@pytest.mark.parametrize("hints", range(4))
def test_as_many_hints_as_the_instructor_chose_for_what_is_not_correct(
    lesson: Exercise, hints: int
) -> None:
    text = words(feedback.page(judged(lesson, "correct", "timeout"), exercise=lesson, hints=hints))
    passed, open_ = lesson.questions[:2]
    shown = [words(as_paragraphs(one)) in text for one in open_.hints]
    assert shown == [at < hints for at in range(3)]
    assert not any(words(as_paragraphs(one)) in text for one in passed.hints)
    assert "Read again: " + passed.review not in text


def test_no_other_number_of_hints_and_no_address_that_runs_is_taken(lesson: Exercise) -> None:
    for wrong in (-1, 4):
        with pytest.raises(ValueError, match="0, 1, 2 or 3 is wanted"):
            feedback.page(judged(lesson), exercise=lesson, hints=wrong)
    with pytest.raises(ValueError, match="a web address or a relative path"):
        feedback.page(judged(lesson), exercise=lesson, lessons_at="javascript:alert(1)")


def test_what_to_read_again_is_a_link_where_the_lessons_have_an_address(lesson: Exercise) -> None:
    paper = judged(lesson)
    linked = feedback.page(paper, exercise=lesson, lessons_at="https://example.org/notebooks/")
    addresses = [attrs["href"] for tag, attrs in Tags(linked).found if tag == "a"]
    assert len(addresses) >= len(lesson.questions)
    for address in addresses:
        place = "https://example.org/notebooks/02_what_happened_when.ipynb#"
        assert str(address).startswith(place)
        assert " " not in str(address)
    plain = feedback.page(paper, exercise=lesson)
    assert not [tag for tag, _ in Tags(plain).found if tag == "a"]
    assert words(plain).replace("'", "") == words(linked).replace("'", "")


def test_every_review_of_the_course_links_to_its_lesson() -> None:
    for one in exercises():
        text = feedback.page(judged(one), exercise=one, lessons_at="../lessons")
        again = re.findall(r"<p>Read again: (.*?)\.</p>", text)
        assert len(again) == len(one.questions)
        for said in again:
            assert '<a href="../lessons/' in said, said


def test_no_answer_no_misconceptions_name_and_no_rubric_stand_there(lesson: Exercise) -> None:
    paper = replace(judged(lesson), open_answer="My own paragraph.")
    text = words(feedback.page(paper, exercise=lesson, hints=3))
    answers = lesson.answers()
    for one in lesson.questions:
        lines = [line for line in answers[one.id].reference.splitlines() if len(line) > 20]
        assert not [line for line in lines if line.strip() in text]
        slugs = [idea.name for idea in one.misconceptions if "-" in idea.name]
        assert slugs
        assert not [slug for slug in slugs if slug in text]
    assert "a-name" not in text
    assert not [level for _, level in lesson.open_question.rubric if level in text]


def test_the_open_question_waits_or_has_its_mark_and_comment(lesson: Exercise) -> None:
    paper = replace(judged(lesson, "correct"), open_answer="My own paragraph.")
    waiting = words(feedback.page(paper, exercise=lesson))
    assert "It is still to be marked: up to 6 points." in waiting
    assert "The open question is not counted yet." in waiting
    mark = feedback.Mark(4, 6, "Good dates.\nCite `each` <b>sentence</b>.")
    marked = words(feedback.page(paper, exercise=lesson, marks=mark))
    assert "5 of 7 points; 1 of 1 question correct." in marked
    assert "4 of 6 points Good dates. Cite each <b>sentence</b>." in marked
    assert "not counted yet" not in marked
    blank = words(feedback.page(judged(lesson, "correct"), exercise=lesson))
    assert "1 of 7 points; 1 of 1 question correct." in blank
    assert "0 of 6 points The open question has no answer." in blank


def test_notes_are_told_and_too_many_are_cut(lesson: Exercise) -> None:
    note = "The check of question 02.1 had been changed; the released one was used."
    text = words(feedback.page(replace(judged(lesson), notes=(note,)), exercise=lesson))
    assert f"About your notebook {note}" in text
    many = replace(judged(lesson), notes=tuple(f"Note {at}." for at in range(25)))
    text = words(feedback.page(many, exercise=lesson))
    assert "Note 19." in text
    assert "Note 20." not in text
    assert "And 5 more notes." in text
    assert "About your notebook" not in words(feedback.page(judged(lesson), exercise=lesson))


def test_nothing_that_a_learner_wrote_becomes_part_of_the_page(lesson: Exercise) -> None:
    paper = judged(lesson, message=NASTY + "x" * 10_000)
    strange = Verdict(NASTY, NASTY, NASTY, 0, 1, 0, NASTY)
    hostile = Judged(NASTY, NASTY, (*paper.verdicts, strange), (NASTY,), NASTY)
    mark = feedback.Mark(1, 6, NASTY)
    text = feedback.page(hostile, exercise=lesson, hints=3, marks=mark)
    assert len(text.encode("utf-8")) < 40_000
    found = Tags(text).found
    assert not {tag for tag, _ in found} & {"script", "img", "iframe", "object"}
    assert not [name for _, attrs in found for name in attrs if name.startswith("on")]
    assert not set(text) & {"\u202e", "\x00"}
    assert {attrs["class"] for tag, attrs in found if tag == "article"} == {"one not-yet", "one"}


def test_a_page_runs_nothing_loads_nothing_and_is_short(lesson: Exercise) -> None:
    text = feedback.page(judged(lesson), exercise=lesson, hints=3)
    policy = html.unescape(re.findall(r'Security-Policy" content="([^"]*)"', text)[0])
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert "unsafe" not in policy
    assert " style=" not in text
    assert len(text) < 20_000


def test_headings_go_down_step_by_step(lesson: Exercise) -> None:
    text = feedback.page(judged(lesson), exercise=lesson)
    levels = [int(one) for one in re.findall(r"<h(\d)", text)]
    assert levels == [1, 2, *[3] * len(lesson.questions), 2]
