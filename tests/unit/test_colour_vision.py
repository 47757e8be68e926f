"""The matrix's kinds of tie stay apart for people who see colours otherwise than most."""

import pytest

from foedus.relations import COOPERATIVE, LETTERS, MARKS
from tests.colours import SIMULATIONS, distances, themes

APART = 8.0  # CIEDE2000: four times what is just noticed
TINTED = (*COOPERATIVE, "hostile")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("vision", "model"), SIMULATIONS)
def test_any_two_kinds_stay_apart(theme: str, vision: str, model: str) -> None:
    tints = {kind: themes()[theme][kind] for kind in TINTED}
    near = {pair: far for pair, far in distances(tints, vision, model).items() if far < APART}
    assert near == {}


def test_colours_that_only_common_vision_tells_apart_are_found() -> None:
    blue_and_violet = {"one": "#2c66a8", "other": "#5d4aa0"}
    (common,) = distances(blue_and_violet, "common", "").values()
    (protan,) = distances(blue_and_violet, "protan", "machado").values()
    assert protan < APART < common


def test_the_second_channel_is_a_letter_or_a_mark_of_its_own() -> None:
    signs = [*LETTERS.values(), *MARKS.values()]
    assert len({sign.lower() for sign in signs}) == len(signs)
