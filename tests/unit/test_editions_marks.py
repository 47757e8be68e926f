"""Proof marks and sentences."""

import pytest

from foedus.editions.marks import Sentence, cited_ids, outside_code, sentences


def found(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


def test_a_mark_belongs_to_the_sentence_whose_full_stop_follows_it() -> None:
    assert sentences("It fell on 21 June [@a; b] [@c]. We counted 3 [=rows]. Look [~].") == [
        Sentence("It fell on 21 June.", cited=("a", "b", "c")),
        Sentence("We counted 3.", computed=("rows",)),
        Sentence("Look.", own=True),
    ]


def test_a_mark_after_the_full_stop_still_belongs_to_the_sentence_before() -> None:
    first, second = sentences("It fell on 21 June. [@a] Then it rained.")
    assert first.cited == ("a",)
    assert not second.marked


@pytest.mark.parametrize(
    "text",
    [
        "By Art. 3 of the treaty the U.S. and others agreed on No. 5 then.",
        "He said: “We help. We always did.” to the press.",
        'He said: "We help. We always did." to the press.',
        "It rose by 3.5 in a year.",
    ],
)
def test_a_full_stop_inside_does_not_end_a_sentence(text: str) -> None:
    assert found(text) == [text]


def test_items_rows_and_quotes_are_sentences_and_headings_are_not() -> None:
    text = "## In 2025\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\nend\n"
    assert found(text) == ["one", "two", "a ; b", "1 ; 2", "said", "end"]


def test_a_paragraph_may_run_over_several_lines() -> None:
    assert found("It was\nlate. It\nrained.") == ["It was late.", "It rained."]


def test_code_is_no_prose() -> None:
    text = "Use `x = 1813` here.\n\n```python\ny = 1813\n```\n\n{{minutes}}\n"
    assert found(text) == ["Use here."]


def test_targets_of_links_are_not_read_but_their_words_are() -> None:
    assert found("See [the text](https://x.org/2025) of [[defence pact|it]].") == [
        "See the text of it."
    ]


def test_marks_in_code_cite_nothing() -> None:
    assert cited_ids("Write `[@id]`.\n\n```\n[@other]\n```\n\nSo [@real].") == ["real"]


def test_changes_outside_code_leave_blocks_alone() -> None:
    text = "a\n\n```\na\n```\n\n`a` a"
    assert outside_code(text, lambda part: part.replace("a", "b")) == "b\n\n```\na\n```\n\n`a` b"
