"""The checks' own sentences are all looked up; what lessons say stays English, and so do grades."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import foedus as fo
from foedus import lessons
from foedus.checking import NotYet, check, hint, progress
from foedus.checking.carrying import packed
from foedus.checking.desk import _hints_shown
from foedus.checking.judging import judge
from foedus.checking.outcome import CheckError
from foedus.checking.progress_file import FILE, SWITCH
from foedus.checking.registry import UnknownQuestion, question
from foedus.grading.deciding import decided
from foedus.grading.healing import Healed
from foedus.grading.kernel import _source
from foedus.grading.script import Ask, Script
from foedus.grading.supervise import Answered
from foedus.wording import language, using

from ..pseudo import CODE, outside, pseudo, write_catalogue  # noqa: TID252 (no package)
from ..zoo import ZOO  # noqa: TID252 (no package)
from .test_checking_comparison import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.checking import Comparison

SAMPLES = Path(__file__).parents[1] / "samples" / "checking"
LETTERS = re.compile("[A-Za-z]+")
MODULES = Path(judge.__code__.co_filename).parent
AUTHORS = {"proofs.py", "variant_proofs.py", "variants.py", "question.py", "carrying.py"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_catalogue(tmp_path_factory.mktemp("locale"))


@pytest.fixture(autouse=True)
def foreign(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the language of marks, in a fresh folder with the sample room at hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setenv(lessons.FURTHER_ROOMS, str(SAMPLES))
    _hints_shown.clear()
    language(CODE, folder)
    yield
    language("en")


def unmarked(text: str) -> list[str]:
    """Return the words that were not looked up, code apart."""
    return LETTERS.findall(re.sub("`[^`]*`", "", outside(text)))


@pytest.mark.parametrize(
    ("comparison", "answer", "expected", "words"),
    [case[1:] for case in OTHER],
    ids=[case[0] for case in OTHER],
)
def test_every_reason_is_looked_up(
    comparison: Comparison, answer: object, expected: object, words: str
) -> None:
    reason = comparison.reason("x", answer, expected) or ""
    assert reason.startswith("⟦"), words
    assert unmarked(reason) == []


@pytest.mark.parametrize("name", sorted(ZOO))
def test_whatever_is_answered_is_described_in_the_language(name: str) -> None:
    known = {one.message for number in "1234" for one in question(f"90.{number}").misconceptions}
    for number in "1234":
        told = judge(question(f"90.{number}"), ZOO[name]())
        if told.passed:
            continue
        ours = [line for line in told.message.splitlines() if line not in known]
        assert [unmarked(line) for line in ours if unmarked(line)] == []


def told_of(question_id: str, answer: object) -> NotYet:
    with pytest.raises(NotYet) as caught:
        check(question_id, answer)
    return caught.value


def test_an_outcome_is_framed_in_the_language_and_says_so() -> None:
    told = told_of("90.2", ["Gulistan", "Turkmenchay", "Moscow", "Saadabad"])
    head, message, step = str(told).splitlines()
    assert head == f"○ {pseudo('Not yet')} · 90.2 Defence pacts"
    assert message == "`pacts` holds all but the defence pacts."  # the lesson's own words
    assert step == pseudo("`{call}` shows a hint.").replace("{call}", 'fo.hint("90.2")')
    html = told.outcome._repr_html_()
    assert 'role="group" lang="fa" dir="rtl"' in html
    assert '<p dir="auto"><code>pacts</code> holds' in html
    label = re.findall('aria-label="([^"]*)"', html)[0]
    assert unmarked(label) == []


def test_stub_fault_and_unknown_question_are_told_in_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert unmarked("\n".join(str(told_of("90.2", ...)).splitlines()[1:])) == []
    for wrong in ("99.1", "90.9", "90.2~99", 3, "x"):
        with pytest.raises(UnknownQuestion) as caught:
            question(wrong)
        assert unmarked(str(caught.value)) == []
    monkeypatch.setattr("foedus.checking.judging._judge", lambda *_: 1 / 0)
    told = judge(question("90.2"), 1)
    assert isinstance(told, CheckError)
    assert unmarked(told.message) == []


def test_hints_are_framed_in_the_language() -> None:
    asked = question("90.2")
    for _ in range(4):
        shown = hint("90.2")
        frame = [line for line in repr(shown).splitlines() if line not in asked.hints]
        assert len(frame) == 2
        assert unmarked("\n".join(frame)) == []
        assert '<div class="fo-hint" lang="fa" dir="rtl">' in shown._repr_html_()
    with pytest.raises(ValueError, match="⟦"):
        hint("90.2", 9)


def test_progress_is_shown_in_the_language_and_kept_in_ours() -> None:
    assert unmarked(repr(progress())) == []
    told_of("90.2", 3)
    shown = progress()
    assert unmarked(re.sub(r"\d\d\S+T\S+", "", repr(shown))) == []
    bare = re.sub("<[^>]*>", " ", shown._repr_html_())
    assert unmarked(re.sub(r"\d\d\S+T\S+", "", bare)) == []
    assert list(shown.table.columns)[2] == "outcome"
    assert list(shown.table["outcome"]) == ["not-yet"]
    assert '"outcome": "not-yet"' in Path(FILE).read_text(encoding="utf-8")


def test_what_is_wrong_with_the_progress_file_is_told_in_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(FILE).write_text("nonsense", encoding="utf-8")
    assert unmarked(progress().__repr__()) == []
    assert unmarked(told_of("90.2", 3).outcome.notice) == []
    monkeypatch.setenv(SWITCH, "off")
    assert unmarked(repr(progress())) == []


def test_a_function_that_failed_elsewhere_is_told_in_the_language_of_the_one_who_tells() -> None:
    def failing(_: object) -> Any:  # noqa: ANN401
        raise KeyError

    carried = packed(failing, ((1,),))
    assert carried[2] == [["raised", "KeyError"]]


# --- grades


def test_a_grade_is_told_in_english_whatever_language_is_spoken() -> None:
    asked = question("90.2")
    script = Script((Ask("90.2", "pacts", None),), 5.0)
    reports: Any = {0: Answered(present=True, carried=packed(3), seconds=0.1)}
    (verdict,) = decided({"90.2": asked}, Healed(script, frozenset(), (), ""), reports, {})
    with using("en"):
        assert verdict.message == judge(asked, 3).message
    assert "is the number `3` (int)" in verdict.message


def test_a_kernel_that_grades_speaks_english() -> None:
    lines = _source(Ask("90.2", "pacts", None)).splitlines()
    assert lines.index('fo.language("en")') < lines.index('fo.check("90.2", pacts)')


# --- sentences in the source


def sentences_returned(path: Path) -> list[str]:
    """Find texts of several words that a function returns as they stand, without looking up."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Return) and isinstance(node.value, (ast.Constant, ast.JoinedStr)):
            parts = node.value.values if isinstance(node.value, ast.JoinedStr) else [node.value]
            texts = [str(one.value) for one in parts if isinstance(one, ast.Constant)]
            plain = [re.sub("<[^>]*(>|$)|`[^`]*`", "", one) for one in texts]
            found += [one for one in plain if re.search("[a-z]{2,} [a-z]{2,}", one)]
    return found


@pytest.mark.parametrize(
    "path",
    [one for one in sorted(MODULES.glob("*.py")) if one.name not in AUTHORS],
    ids=lambda one: one.name,
)
def test_no_sentence_is_returned_without_looking_it_up(path: Path) -> None:
    assert sentences_returned(path) == []


def test_a_sentence_that_is_not_looked_up_would_be_found(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text('def f(x):\n    return f"{x} is not right"\n', encoding="utf-8")
    assert sentences_returned(source) == [" is not right"]


def test_the_stand_in_of_a_widget_speaks_the_language_and_says_so() -> None:
    view = fo.Timeline(fo.load("events", as_of="1907-12-31"))
    html = view._fallback()
    bare = re.sub(r"<(script|style|table).*?</\1>", "", html, flags=re.DOTALL)
    assert 'class="fo-box" role="group" lang="fa" dir="rtl"' in html
    assert unmarked(re.sub("<[^>]*>", " ", bare)) == []
    assert [unmarked(label) for label in re.findall('aria-label="([^"]*)"', html)] == [[], []]
