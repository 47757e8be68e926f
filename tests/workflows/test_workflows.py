"""The workflows name commands that exist, and may do no more than they need."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from foedus import cli
from foedus.editions.building import COURSE

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = COURSE / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PROJECT = tomllib.loads((COURSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MAY_WRITE = {
    ("release.yml", "publish"): {"contents": "write"},
    ("release.yml", "pages"): {"pages": "write", "id-token": "write"},
}

each_file = pytest.mark.parametrize("name", [path.name for path in FILES])


def workflow(name: str) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return loaded


def jobs(name: str) -> dict[str, Any]:
    found: dict[str, Any] = workflow(name)["jobs"]
    return found


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in jobs(name).values():
        yield from job.get("steps", ())


def scripts() -> Iterator[str]:
    """Give each line of each script, with continued lines joined."""
    for path in FILES:
        for step in steps(path.name):
            yield from step.get("run", "").replace("\\\n", " ").splitlines()


def words_after(command: str) -> list[list[str]]:
    """Return what follows a command wherever a script calls it, up to a pipe."""
    calls = []
    for line in scripts():
        words = shlex.split(line.partition("|")[0])
        if command in words:
            calls.append(words[words.index(command) + 1 :])
    return calls


def test_the_four_workflows_are_there() -> None:
    assert {path.name for path in FILES} == {"ci.yml", "nightly.yml", "links.yml", "release.yml"}


def test_the_scripts_call_what_the_command_line_has() -> None:
    calls = words_after("foedus")
    assert {tuple(words[:2]) for words in calls} >= {("data", "links"), ("data", "check")}
    assert {words[0] for words in calls} == {"colab", "data", "release", "site"}
    for words in calls:
        cli._parser().parse_args(words)  # ends the test where it does not know a word


def test_the_extras_that_are_asked_for_exist() -> None:
    asked = {words[0] for words in words_after("--extra")}
    asked |= {found for line in scripts() for found in re.findall(r"\.\[(\w+)\]", line)}
    assert asked == {"site", "test"}
    assert asked <= set(PROJECT["optional-dependencies"])


def test_ci_is_the_script_that_everybody_runs() -> None:
    assert list(steps("ci.yml"))[-1]["run"] == "bash .ci/run"
    assert (COURSE / ".ci" / "run").is_file()


def test_the_nightly_run_has_each_python_that_we_name() -> None:
    named = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if ":: 3." in one]
    assert jobs("nightly.yml")["newest"]["strategy"]["matrix"]["python"] == named


def test_the_nightly_run_leaves_the_last_day_out() -> None:
    installs = [line for line in scripts() if " uv " in line and "--editable" in line]
    assert len(installs) == 1
    assert "uv --no-config pip install" in installs[0]


def test_the_nightly_run_gets_the_same_accessibility_checker() -> None:
    npm = next(line.strip() for line in scripts() if line.startswith("npm "))
    assert npm in (COURSE / ".ci" / "run").read_text(encoding="utf-8")


@each_file
def test_a_workflow_may_read_and_what_may_write_says_so(name: str) -> None:
    assert workflow(name)["permissions"] == {"contents": "read"}
    for job, what in jobs(name).items():
        assert what.get("permissions") == MAY_WRITE.get((name, job))


@each_file
def test_actions_are_pinned_to_a_commit(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert uses
    for action, comment in uses:
        if action.startswith("./"):
            assert (COURSE / action).is_file()
        else:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)


def test_one_action_has_one_version() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    uses = {found for text in texts for found in re.findall(r"uses: (actions/\S+)", text)}
    assert len(uses) == len({one.partition("@")[0] for one in uses})


@each_file
def test_no_secret_is_used_and_no_token_is_left_behind(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "secrets" not in text
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@each_file
def test_scripts_hold_no_value_from_outside(name: str) -> None:
    """A tag's or branch's name put into a script's text would be run as part of it."""
    assert not [step for step in steps(name) if "${{" in step.get("run", "")]


@each_file
def test_runs_end_and_do_not_meet(name: str) -> None:
    assert workflow(name)["concurrency"]["group"]
    for job in jobs(name).values():
        assert "uses" in job or job["timeout-minutes"] <= 120
