"""The list of packages: what stands in the site, what comes from elsewhere, what is left out."""

from typing import Any

import pytest

from foedus.lite.lock import composed
from foedus.lite.wheels import Wheel

ELSEWHERE = "https://example.org/full"


def entry(name: str, *depends: str) -> dict[str, Any]:
    return {"name": name, "file_name": f"{name}.whl", "depends": list(depends)}


BASE = {
    "info": {"python": "3.14.2"},
    "packages": {
        "numpy": entry("numpy"),
        "pandas": entry("pandas", "numpy"),
        "more-charts": entry("more-charts", "pandas"),
        "plots": entry("plots", "More_Charts"),
        "plain": entry("plain"),
    },
}
COURSE = Wheel("foedus", "1.0", "foedus-1.0.whl", b"course", ("foedus",), ("pandas", "plain"))


def test_what_is_not_beside_the_list_has_its_public_address() -> None:
    packages = composed(BASE, {"plain.whl"}, [COURSE], ELSEWHERE)["packages"]
    assert packages["plain"]["file_name"] == "plain.whl"
    assert packages["pandas"]["file_name"] == f"{ELSEWHERE}/pandas.whl"
    assert packages["foedus"]["depends"] == ["pandas", "plain"]


def test_without_a_public_address_what_is_not_there_is_left_out_and_not_required() -> None:
    packages = composed(BASE, {"plain.whl"}, [COURSE])["packages"]
    assert sorted(packages) == ["foedus", "plain"]
    assert packages["foedus"]["depends"] == ["plain"]


def test_what_needs_something_left_out_is_left_out_too() -> None:
    packages = composed(BASE, {"plain.whl", "more-charts.whl", "plots.whl", "pandas.whl"}, [])[
        "packages"
    ]
    assert sorted(packages) == ["plain"]


def test_an_added_wheel_replaces_a_package_of_its_name_and_has_its_digest() -> None:
    ours = Wheel("plain", "2.0", "plain-2.0.whl", b"plain", ("plain",), ())
    packages = composed(BASE, {"plain.whl"}, [ours], ELSEWHERE)["packages"]
    assert packages["plain"]["version"] == "2.0"
    assert packages["plain"]["file_name"] == "plain-2.0.whl"
    assert packages["plain"]["sha256"] == ours.digest


@pytest.mark.parametrize("elsewhere", ["", ELSEWHERE])
def test_the_distributions_own_list_is_not_changed(elsewhere: str) -> None:
    before = repr(BASE)
    composed(BASE, set(), [COURSE], elsewhere)
    assert repr(BASE) == before


def test_a_requirement_may_be_written_in_another_way() -> None:
    packages = composed(BASE, set(), [], ELSEWHERE)["packages"]
    assert packages["plots"]["depends"] == ["More_Charts"]
