"""Words in the reader's language: looked up, filled in, counted, and collected for translators."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import foedus as fo
from foedus.cli import main
from foedus.widgets import frontend
from foedus.widgets.translation import messages, spoken_words
from foedus.wording import ENGLISH, current, fill, language, small, t, tc, tn, using
from foedus.wording.catalogue import DOMAIN, LOCALE
from foedus.wording.extraction import found, main_words, template, text

from ..pseudo import CODE, pseudo, write_catalogue  # noqa: TID252 (no package on the path)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ITEMS = ("{count} item", "{count} items")


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path / "locale")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language("en")


def catalogue(folder: Path, code: str, **said: str | tuple[str, ...]) -> Path:
    """Write a catalogue of a few messages, by the names below."""
    names = {"items": ITEMS, "list": "a list", "head": "`{name}` is {found}"}
    catalog = Catalog(locale=code)
    for name, translation in said.items():
        catalog.add(names[name], translation)
    place = folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, catalog)
    return folder


# --- choosing a language


def test_english_is_spoken_until_another_language_is_chosen(foreign: Path) -> None:
    assert fo.language() == "en"
    assert fo.language("fa", foreign) == "fa"
    assert t("a list") == pseudo("a list")
    assert fo.language("en") == "en"
    assert t("a list") == "a list"


def test_an_unknown_language_is_refused_and_those_there_are_listed(foreign: Path) -> None:
    with pytest.raises(ValueError, match=r"no translation into 'xx'. There is: en, fa\."):
        language("xx", foreign)
    with pytest.raises(ValueError, match=r"no translation into 'fa'. There is: en\."):
        language("fa", foreign / "elsewhere")
    assert language() == "en"


@pytest.mark.parametrize("code", ["../fa", "", "f", "fa/../fa", 3])
def test_what_is_no_code_is_refused(foreign: Path, code: str) -> None:
    with pytest.raises(ValueError, match="no translation into"):
        language(code, foreign)


@pytest.mark.parametrize("code", ["fa-IR", "fa_AF"])
def test_a_region_falls_back_on_its_language(foreign: Path, code: str) -> None:
    with using(code, foreign) as spoken:
        assert t("a list") == pseudo("a list")
        assert spoken.code == code.replace("_", "-")
        assert spoken.direction == "rtl"


def test_what_is_not_translated_is_said_in_english(tmp_path: Path) -> None:
    with using("de", catalogue(tmp_path, "de", list="eine Liste")):
        assert (t("a list"), t("a tuple")) == ("eine Liste", "a tuple")
        assert tn(*ITEMS, 2) == "2 items"
        assert tc("somewhere", "a list") == "a list"
        assert t("") == ""


def test_a_block_in_another_language_leaves_other_threads_alone(foreign: Path) -> None:
    heard: list[str] = []
    with using(CODE, foreign):
        other = threading.Thread(target=lambda: heard.append(t("a list")))
        other.start()
        other.join()
        assert t("a list") == pseudo("a list")
    assert heard == ["a list"]


def test_a_block_in_english_is_english_whatever_was_chosen(foreign: Path) -> None:
    language(CODE, foreign)
    with using("en"):
        assert current() is ENGLISH
        assert t("a list") == "a list"
    assert t("a list") == pseudo("a list")


# --- saying


def test_arabic_has_six_forms_and_each_number_takes_its_own(tmp_path: Path) -> None:
    forms = tuple(f"form {i} of {{count}}" for i in range(6))
    with using("ar", catalogue(tmp_path, "ar", items=forms)) as spoken:
        told = [tn(*ITEMS, number) for number in (0, 1, 2, 5, 42, 100, 1103)]
        assert [one.split()[1] for one in told] == ["0", "1", "2", "3", "5", "4", "3"]
        assert [spoken.forms[number] for number in (0, 1, 2, 5, 100, 42, 103)] == [*range(6), 3]


def test_a_translation_with_a_wrong_place_breaks_nothing(tmp_path: Path) -> None:
    with using("de", catalogue(tmp_path, "de", head="`{other}` = {found.__class__} {0} {found}")):
        said = t("`{name}` is {found}", name="x", found="eine Liste")
        assert said == "`{other}` = {found.__class__} {0} eine Liste"


def test_places_are_filled_once() -> None:
    assert fill("{a}{b}", {"a": "{b}", "b": "!"}) == "{b}!"


def test_small_letters_are_a_habit_of_english(foreign: Path) -> None:
    assert small("Not yet") == "not yet"
    with using(CODE, foreign):
        assert small("Sanktionen") == "Sanktionen"


# --- what a widget takes along


def test_a_widget_in_english_takes_no_words_along() -> None:
    assert spoken_words() == {}
    assert fo.Timeline(fo.load("events", as_of="1907-12-31")).words == {}


def test_a_widget_takes_the_words_of_the_front_end_along(foreign: Path) -> None:
    with using(CODE, foreign):
        words = fo.Timeline(fo.load("events", as_of="1907-12-31")).words
    assert (words["lang"], words["dir"]) == ("fa", "rtl")
    assert words["plurals"].startswith("001111")
    assert words["messages"]["Clear filters"] == pseudo("Clear filters")
    assert words["messages"]["{count} event"] == [pseudo("{count} event"), pseudo("{count} events")]
    assert words["messages"]["between the items of a list\x04, "] == pseudo(", ")
    assert "Leave the quotes out." not in words["messages"]
    assert json.loads(json.dumps(words)) == words


def test_the_widget_finds_the_messages_that_the_template_has() -> None:
    """Two ways to read the same calls: Babel's, and ours, which a learner's machine has."""
    folder = frontend._FOLDER
    collected = {
        (message, context)
        for place in folder.glob("*.js")
        for message, context, _ in found("javascript", place)
    }
    read = {
        ((other,), one) if how == "tc" else ((one, other) if how == "tn" else (one,), None)
        for how, one, other in messages()
    }
    assert read == collected
    assert len(read) > 200


# --- the template and the languages


def test_the_committed_template_is_up_to_date() -> None:
    assert (LOCALE / "foedus.pot").read_text(encoding="utf-8") == text(template())
    assert main(["words", "--check"]) == 0


def test_the_template_is_the_same_on_every_run() -> None:
    code = "from foedus.wording.extraction import *; import sys; sys.stdout.write(text(template()))"
    again = subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    assert again.stdout.decode() == text(template())
    assert not re.search(r"Date:|Generated-By|:\d+$", text(template()), re.MULTILINE)


def test_the_template_misses_no_call() -> None:
    """Babel does not look inside f-strings."""
    folder = LOCALE.parent
    for place in [*folder.glob("checking/*.py"), *folder.glob("widgets/*.py")]:
        calls = {
            tuple(one.value for one in node.args if isinstance(one, ast.Constant))
            for node in ast.walk(ast.parse(place.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", "") in {"t", "tc", "tn", "mark"}
            and isinstance(node.args[0], ast.Constant)
        }
        assert calls == {message for message, _, _ in found("python", place)}, place.name


def test_messages_are_whole_and_have_no_blanks_at_their_ends() -> None:
    said = [one for one in template() if one.id and not one.context]
    ids = [text for one in said for text in ([one.id] if isinstance(one.id, str) else one.id)]
    assert [one for one in ids if one != one.strip() or not one] == []


def test_a_language_is_begun_translated_and_spoken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_words(["fa"], folder=tmp_path) == 0
    assert capsys.readouterr().out.startswith("fa: 0 of ")
    place = tmp_path / "fa" / "LC_MESSAGES" / "foedus.po"
    assert 'msgid "Not yet"' in place.read_text(encoding="utf-8")
    translate(place, "Not yet", "نه هنوز")
    assert main_words([], check=True, folder=tmp_path) == 1
    assert "foedus.mo is out of date; run: foedus words" in capsys.readouterr().err
    assert main_words(["fa"], folder=tmp_path) == 0
    assert capsys.readouterr().out.startswith("fa: 1 of ")
    assert main_words([], check=True, folder=tmp_path) == 0
    with using("fa", tmp_path):
        assert t("Not yet") == "نه هنوز"
        assert t("Correct") == "Correct"


def test_a_translation_that_lost_a_place_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main_words(["fa"], folder=tmp_path)
    translate(tmp_path / "fa" / "LC_MESSAGES" / "foedus.po", "Hint for {question}", "راهنما")
    assert main_words(["fa"], folder=tmp_path) == 1
    assert "places of this translation are not those of Hint for" in capsys.readouterr().err


def test_an_old_template_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main_words([], check=True, folder=tmp_path) == 1
    assert "foedus.pot is out of date; run: foedus words" in capsys.readouterr().err
    assert not (tmp_path / "foedus.pot").exists()
    assert main_words([], folder=tmp_path) == 0
    assert main_words([], check=True, folder=tmp_path) == 0


def translate(place: Path, message: str, said: str) -> None:
    with place.open("rb") as file:
        catalog = read_po(file)
    known = catalog.get(message)
    assert known is not None
    known.string = said
    with place.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False)
