"""Binder and Codespaces get pinned packages that satisfy the course's own requirements."""

import json
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

COURSE = Path(__file__).parents[2]
BINDER = COURSE / "binder"


def pinned() -> dict[str, Version]:
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    parts = [re.fullmatch(r"([A-Za-z0-9._-]+)==([^\s;]+)( ; .+)?", line) for line in lines]
    assert all(parts), [line for line, part in zip(lines, parts, strict=True) if not part]
    return {canonicalize_name(part[1]): Version(part[2]) for part in parts if part}


def project() -> dict[str, object]:
    content = tomllib.loads((COURSE / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, object] = content["project"]
    return found


def test_every_package_that_a_student_needs_is_pinned_to_a_version_that_fits() -> None:
    versions = pinned()
    wanted = [Requirement(one) for one in project()["dependencies"]]  # type: ignore[attr-defined]
    needed = [one for one in wanted if one.marker is None]
    assert len(needed) > 5
    assert {one.name for one in needed if versions[one.name] not in one.specifier} == set()


def test_binder_installs_nothing_of_authors_or_instructors() -> None:
    assert {"sphinx", "pytest", "nbgrader", "frictionless", "distributed"} & {*pinned()} == set()


def test_binder_runs_a_supported_python() -> None:
    python = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip()
    assert python.startswith("python-3.")
    version = python.removeprefix("python-")
    assert f"Programming Language :: Python :: {version}" in project()["classifiers"]  # type: ignore[operator]


def test_the_settings_that_binder_starts_with_are_in_the_package() -> None:
    assert "/jupyter" in (BINDER / "start").read_text(encoding="utf-8")
    assert (COURSE / "foedus" / "jupyter" / "labconfig" / "page_config.json").is_file()


def test_codespaces_installs_the_same_packages_and_opens_the_first_lesson() -> None:
    path = COURSE / ".devcontainer" / "devcontainer.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    assert "-r binder/requirements.txt" in content["postCreateCommand"]
    for opened in content["customizations"]["codespaces"]["openFiles"]:
        assert (COURSE / opened).is_file()
