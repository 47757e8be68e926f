"""`foedus grade` under the bank of attacks: no mark unearned, nothing reached, nobody harmed."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .bank import BANK, Attack, Observed, faults, seen
from .bank.field import attacked, caged, hand_in, is_harmed, laid_out, settle
from .bank.making import COURSE, LESSONS, points_of, questions_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Each batch is graded by one command, in the order of the students' names, attacks among victims.
BATCHES = {
    "values and notebooks": lambda one: one.goal == "marks" and one.family != "forged messages",
    "messages": lambda one: one.family == "forged messages",
    "secrets and others": lambda one: one.goal in {"secrets", "others"},
    "code that stops": lambda one: one.family in {"code that stops", "answers that stop"},
    "files and names": lambda one: (
        one.family in {"strange files", "names", "names and archives"}
        and one.goal == "stop"
        and not one.flat
    ),
}
FLAT = [one for one in BANK if one.flat]
BATCH_OF = {
    one.name: next(name for name, holds in BATCHES.items() if holds(one))
    for one in BANK
    if not one.flat
}
SECONDS = 1200.0


def _grade(attacks: list[Attack], root: Path, *, flat: bool = False) -> Observed:
    site = laid_out(root)
    victims = settle(site, LESSONS, flat=flat)
    for attack in attacks:
        hand_in(site, attack.files(site))
    words = ["grade", str(site.submissions), "--out", str(site.results), "--jobs", "2"]
    command = [sys.executable, "-m", "foedus.cli", *words, "--timeout", "3", "--memory", "512"]
    return attacked(command, site, victims, attacks, seconds=SECONDS, cwd=COURSE)


@pytest.fixture(scope="session")
def batches(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Observed]:
    """Grade a batch when the first of its tests asks for it, and only once."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed: attacks run in a cage only")
    site = laid_out(tmp_path_factory.mktemp("trial"))
    trial = subprocess.run(  # noqa: S603 (our own command)
        caged(["true"], site, as_root=True), capture_output=True, check=False
    )
    if trial.returncode:
        pytest.skip(f"no cage can be made here: {trial.stderr.decode()}")

    @functools.cache
    def graded(name: str) -> Observed:
        attacks = [one for one in BANK if BATCH_OF.get(one.name) == name]
        return _grade(attacks, tmp_path_factory.mktemp("batch") / "field")

    return graded


@pytest.mark.parametrize("name", BATCHES)
def test_a_batch_with_attacks_ends_and_no_victim_loses_anything(
    name: str, batches: Callable[[str], Observed]
) -> None:
    run = batches(name)
    assert run.finished
    assert not is_harmed(run)


@pytest.mark.parametrize("name", BATCH_OF)
def test_an_attack_fails_and_gets_what_honest_grading_gives(
    name: str, batches: Callable[[str], Observed]
) -> None:
    attack = next(one for one in BANK if one.name == name)
    run = batches(BATCH_OF[name])
    assert seen(attack, run, points_of(attack.lesson)) == frozenset()
    assert faults(attack, run, questions_of(attack.lesson)) == []


@pytest.mark.parametrize("attack", FLAT, ids=[one.name for one in FLAT])
def test_an_archive_that_plays_tricks_harms_nobody(attack: Attack, tmp_path: Path) -> None:
    run = _grade([attack], tmp_path / "field", flat=True)
    assert not is_harmed(run)
    assert seen(attack, run, points_of(attack.lesson)) == frozenset()
    outside = {path.name for path in tmp_path.iterdir()} - {"field"}
    assert outside == set()
