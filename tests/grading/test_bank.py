"""The bank of attacks itself: named, valid, large enough; honest submissions are what they say."""

from __future__ import annotations

import ast
import json
from collections import Counter
from pathlib import Path

import pytest

from foedus.checking.proofs import outcome_of
from foedus.checking.registry import exercise
from foedus.grading.verdicts import OUTCOMES

from .bank import BANK, GOALS, SIGHTS, Attack, Graded, Observed, Site, faults, seen
from .bank.honest import classroom, perfect, states, student
from .bank.making import LESSONS, points_of, questions_of, reference

SECRET = "CANARY-" + "0123456789abcdef" * 2
SITE = Site(SECRET, *(Path("/field") / one for one in ("h", "s", "r", "l", "m", "p")), port=8707)
NAMES = [one.name for one in BANK]
each_attack = pytest.mark.parametrize("attack", BANK, ids=NAMES)
CODED = [one for one in BANK if one.family not in {"strange files", "names", "names and archives"}]


def _observed(attack: Attack, questions: dict[str, str], **more: object) -> Observed:
    points = points_of(attack.lesson)
    grades = {
        (who, question): Graded(word, points[question] * (word == "correct"), points[question])
        for who in attack.students
        for question, word in questions.items()
    }
    return Observed(grades, {}, finished=True, **more)  # type: ignore[arg-type]


def _bare(**more: object) -> Observed:
    return Observed({}, {}, finished=True, **more)  # type: ignore[arg-type]


def test_the_bank_is_large_and_no_name_comes_twice() -> None:
    assert len(BANK) >= 70
    assert max(Counter(NAMES).values()) == 1
    assert len({who for one in BANK for who in one.students}) == sum(
        len(one.students) for one in BANK
    )


def test_each_goal_and_each_of_the_three_lessons_has_attacks() -> None:
    assert set(GOALS) == {one.goal for one in BANK}
    assert set(LESSONS) == {one.lesson for one in BANK}
    assert set(SIGHTS) == {sight for one in BANK for sight in one.probe}


@each_attack
def test_an_attack_says_what_honest_grading_may_say(attack: Attack) -> None:
    words = {word for allowed in attack.expected.values() for word in allowed}
    assert words <= set(OUTCOMES)
    assert set(attack.expected) <= {*questions_of(attack.lesson), "*"}
    assert "*" in attack.expected
    assert attack.probe
    assert attack.note
    wrongly = [one for one in attack.expected if one not in attack.honest]
    assert not [one for one in wrongly if "correct" in attack.expected[one]]


@each_attack
def test_an_attack_makes_the_same_files_each_time_and_never_tells_the_secret(
    attack: Attack,
) -> None:
    files = attack.files(SITE)
    assert files
    assert files == attack.files(SITE)
    assert not any(SECRET.encode() in one for one in files.values() if isinstance(one, bytes))


@pytest.mark.parametrize("attack", CODED, ids=[one.name for one in CODED])
def test_a_hostile_notebook_is_one_whose_code_can_be_read(attack: Attack) -> None:
    notebooks = [one for one in attack.files(SITE).values() if isinstance(one, bytes)]
    for content in notebooks:
        for cell in json.loads(content)["cells"]:
            if cell["cell_type"] == "code":
                code = "".join(cell["source"])
                compile(code, attack.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


def test_a_hostile_notebook_holds_a_right_answer_beside_its_attack() -> None:
    for attack in CODED:
        for content in attack.files(SITE).values():
            if isinstance(content, bytes) and attack.honest:
                text = json.loads(content)["cells"]
                codes = {"".join(cell["source"]) for cell in text}
                assert codes & {reference(one) for one in attack.honest}, attack.name


def test_honest_outcomes_are_no_success_of_an_attack() -> None:
    for attack in BANK:
        words = {
            one: min(attack.expected.get(one, attack.expected["*"]))
            for one in questions_of(attack.lesson)
        }
        run = _observed(attack, words)
        assert not seen(attack, run, points_of(attack.lesson)), attack.name
        assert not faults(attack, run, questions_of(attack.lesson)), attack.name


def test_unearned_marks_a_lost_result_and_an_unfinished_batch_are_seen() -> None:
    attack = next(one for one in BANK if one.name == "equal-to-everything")
    points = points_of("02")
    forged = _observed(attack, dict.fromkeys(points, "correct"))
    assert seen(attack, forged, points) == {"unearned"}
    assert faults(attack, forged, questions_of("02"))
    honest = {"02.1": Graded("correct", 99.0, 99.0)}
    paid = Observed(
        {(attack.name, one): graded for one, graded in honest.items()}, {}, finished=True
    )
    assert seen(attack, paid, points) == {"unearned"}
    lost = Observed({}, {"aa-victim": ("02.1",)}, finished=True)
    assert seen(attack, lost, points) == {"others"}
    assert seen(attack, Observed({}, {}, finished=False), points) == {"stopped"}


def test_traces_outside_and_text_that_runs_are_seen() -> None:
    points = points_of("02")
    by_name = {one.name: one for one in BANK}
    away = _bare(written=frozenset({"pickled-payload"}), heard=frozenset({"tcp"}))
    assert seen(by_name["pickled-payload"], away, points) == {"written"}
    assert seen(by_name["tcp"], away, points) == {"heard"}
    attack = by_name["injected-errors"]
    for name, text in (
        ("report.html", "<p><script>canary</script>"),
        ("grades.csv", 'a,"=HYPERLINK(canary)",2'),
    ):
        assert seen(attack, _bare(pages={name: text}), points) == {"injected"}
    quoted = {"report.html": "&lt;script>canary", "grades.csv": "a,'=HYPERLINK(canary)"}
    assert not seen(attack, _bare(pages=quoted), points)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_is_the_same_each_time_and_a_class_is_mixed(lesson: str) -> None:
    assert student(7, lesson) == student(7, lesson)
    words = Counter(word for seed in range(60) for word in student(seed, lesson)[1].values())
    assert set(words) == {"correct", "not-yet", "not-attempted"}
    assert words["correct"] > words["not-yet"] > words["not-attempted"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_students_notebook_holds_the_answers_that_its_outcomes_are_about(lesson: str) -> None:
    made, outcomes = student(3, lesson)
    cells = {cell["id"]: "".join(cell["source"]) for cell in made["cells"]}
    for question, word in outcomes.items():
        code = cells[f"{lesson}-q{question[-1]}-answer"]
        codes = {one.code for one in states(lesson)[question] if one.outcome == word}
        assert code in codes


def test_the_outcomes_of_a_student_are_those_that_the_checks_give() -> None:
    made, outcomes = student(11, "02")
    cells = {cell["id"]: "".join(cell["source"]) for cell in made["cells"]}
    asked = exercise("02")
    for question in asked.questions:
        code = cells[f"02-q{question.id[-1]}-answer"]
        assert outcome_of(asked, question, code).word == outcomes[question.id]


def test_a_class_has_a_notebook_a_student_and_lesson() -> None:
    found = list(classroom(3, ("02", "08")))
    assert len(found) == len({path for _, path, _, _ in found}) == 6
    assert {name for name, *_ in found} == {"student-00000", "student-00001", "student-00002"}
    assert all(json.loads(content)["nbformat"] == 4 for _, _, content, _ in found)


def test_a_perfect_notebook_has_every_reference_and_may_hold_a_secret() -> None:
    text = json.dumps(perfect("03", SECRET))
    assert SECRET in text
    assert SECRET not in json.dumps(perfect("03"))
