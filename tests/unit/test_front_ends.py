"""Links lead where they say, whatever the address; an address that cannot be used is explained."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from foedus.cli import main
from foedus.front_ends.addresses import (
    AddressError,
    binder_link,
    codespaces_link,
    colab_link,
    github_file,
    hub_link,
    live_link,
    page_link,
    repository_at,
)
from foedus.front_ends.places import Places, ways_to
from foedus.lessons import rooms
from foedus.website.ways import ways

HUB = "https://hub.uni.example"
GITHUB = "https://github.com/owner/course"
GITLAB = "https://gitlab.com/school/history/course"
LESSON = "notebooks/00_start_here.ipynb"
ODD = "odd & wide/50 % + #2?=ü.ipynb"
COURSE = Path(__file__).parents[2]


def query(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


@pytest.mark.parametrize(
    "address",
    [GITHUB, f"{GITHUB}/", f"{GITHUB}.git", "https://www.github.com/owner/course"],
)
def test_a_repository_is_the_same_however_its_address_is_copied(address: str) -> None:
    assert repository_at(address).address == GITHUB


def test_binder_opens_the_notebook_in_jupyterlab_from_either_forge() -> None:
    assert urlsplit(binder_link(GITHUB, "main", LESSON)).path == "/v2/gh/owner/course/main"
    gitlab = urlsplit(binder_link(GITLAB, "main", LESSON))
    assert gitlab.path == "/v2/gl/school%2Fhistory%2Fcourse/main"
    assert query(gitlab.geturl()) == {"urlpath": f"lab/tree/{LESSON}"}


def test_a_branch_with_a_slash_is_one_part_of_binders_path() -> None:
    path = urlsplit(binder_link(GITHUB, "term/2026", LESSON)).path
    assert path.endswith("/owner/course/term%2F2026")


def test_another_binderhub_can_be_named() -> None:
    link = binder_link(GITHUB, "main", LESSON, hub="https://binder.uni.example/b/")
    assert link.startswith("https://binder.uni.example/b/v2/gh/owner/")


def test_nbgitpuller_clones_the_repository_and_opens_the_file_inside_its_folder() -> None:
    link = hub_link(f"{HUB}/jupyter/", f"{GITLAB}.git", "term/2026", LESSON)
    assert urlsplit(link).path == "/jupyter/hub/user-redirect/git-pull"
    assert query(link) == {
        "repo": GITLAB,
        "branch": "term/2026",
        "urlpath": f"lab/tree/course/{LESSON}",
    }


def test_nbgitpuller_takes_a_repository_from_any_host() -> None:
    own = "https://git.uni.example:8443/groups/course.git"
    found = query(hub_link(HUB, own, "main", LESSON))
    assert found["repo"] == own
    assert found["urlpath"] == f"lab/tree/course.git/{LESSON}"  # nbgitpuller's folder


@pytest.mark.parametrize(
    "link",
    [
        binder_link(GITHUB, "a&b=c", ODD),
        hub_link(HUB, GITHUB, "a&b=c", ODD),
        colab_link(GITHUB, "a&b=c", ODD),
        page_link("https://course.example", ODD),
        live_link("https://course.example", ODD),
    ],
)
def test_no_character_of_a_path_ends_the_link_or_adds_to_it(link: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9:/?&=%._~-]+", link)
    assert not urlsplit(link).fragment
    assert set(query(link)) <= {"repo", "branch", "urlpath", "path"}
    assert ODD.removesuffix(".ipynb") in unquote(unquote(link))


def test_inside_jupyters_own_address_the_path_is_escaped_too() -> None:
    """The server continues its address with `urlpath`, where a bare # would end it."""
    path = query(hub_link(HUB, GITHUB, "main", ODD))["urlpath"]
    assert unquote(path) == f"lab/tree/course/{ODD}"
    assert not {"#", "?", " "} & set(path)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("github.com/owner/course", "does not begin with https://"),
        ("http://github.com/owner/course", "does not begin with https://"),
        ("git@github.com:owner/course.git", "does not begin with https://"),
        ("https://github.com/owner", "an owner and a name"),
        ("https://github.com/owner/course/tree/main", "an owner and a name"),
        ("https://gitlab.com/owner/course/-/tree/main", "the repository's first page"),
        ("https://github.com/owner/../course", "the repository's first page"),
        ("https://github.com/owner/course?tab=readme", "a question mark"),
        ("https://github.com/owner/my course", "a space"),
        ("https://someone:secret@github.com/owner/course", "a name or password"),
        ("https://forge.example/owner/course", "on forge.example"),
        ("https://github.com.evil.example/owner/course", "on github.com.evil.example"),
        ("https://github.com:99999/owner/course", "cannot be read"),
        ("https://[github.com/owner/course", "cannot be read"),
        ("https:///owner/course", "names no host"),
        ("https://github.com/owner/course\n", "a space"),
        ("", "does not begin with https://"),
    ],
)
def test_a_bad_repository_is_refused_with_the_reason(address: str, why: str) -> None:
    with pytest.raises(AddressError, match=re.escape(why)) as caught:
        repository_at(address)
    assert "https://github.com/OWNER/NAME" in str(caught.value)


@pytest.mark.parametrize("branch", ["", " main", "a..b", "-x", "a b", "x.lock", "a~1", "/a", "a/"])
def test_a_bad_branch_is_refused(branch: str) -> None:
    with pytest.raises(AddressError, match="no name of a branch"):
        binder_link(GITHUB, branch, LESSON)


@pytest.mark.parametrize("path", ["", "a.py", "/a.ipynb", "../a.ipynb", "a//b.ipynb", "a\\b.ipynb"])
def test_a_bad_path_is_refused(path: str) -> None:
    with pytest.raises(AddressError, match="no path of a notebook"):
        hub_link(HUB, GITHUB, "main", path)


@pytest.mark.parametrize(
    ("hub", "why"),
    [
        ("hub.uni.example", "does not begin with"),
        (f"{HUB}/hub/home", "leave out /hub"),
        (f"{HUB}/?x=1", "a question mark"),
        ("javascript:alert(1)", "does not begin with"),
    ],
)
def test_a_bad_hub_is_refused(hub: str, why: str) -> None:
    with pytest.raises(AddressError, match=why):
        hub_link(hub, GITHUB, "main", LESSON)


@pytest.mark.parametrize("link", [colab_link, lambda *where: codespaces_link(*where[:2])])
def test_what_opens_github_only_says_so(link: object) -> None:
    assert callable(link)
    with pytest.raises(AddressError, match=re.escape("github.com only")):
        link(GITLAB, "main", LESSON)


def test_a_file_on_github_has_a_page_and_its_own_address() -> None:
    page = github_file(GITHUB, "term/2026", ODD)
    assert unquote(page) == f"{GITHUB}/blob/term/2026/{ODD}"
    assert github_file(GITHUB, "colab", "a.whl", raw=True) == f"{GITHUB}/raw/colab/a.whl"


def test_the_command_prints_badges_for_every_lesson_and_exercise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    order = ["badges", "--repository", GITHUB, "--hub", HUB, "--site", "https://course.example"]
    assert main([*order, "--colab-branch", "colab"]) == 0
    out = capsys.readouterr().out
    rows = [line for line in out.splitlines() if re.match(r"\| \d\d ", line)]
    assert len(rows) == len(rooms())
    assert len({line.count("|") for line in out.splitlines() if line.startswith("|")}) == 1
    named = re.findall(r"lab/tree/(?:course/)?((?:notebooks|exercises)/\w+\.ipynb)", unquote(out))
    assert len(named) == 2 * 2 * len(rows)
    assert all((COURSE / place).is_file() for place in named)
    assert "blob/colab/exercises/02_what_happened_when.ipynb" in out
    assert "codespaces.new/owner/course" in out


def test_each_badge_says_where_it_leads_and_shows_a_picture_of_the_course(
    capsys: pytest.CaptureFixture[str],
) -> None:
    order = ["badges", "--repository", GITHUB, "--hub", HUB, "--site", "https://course.example"]
    main([*order, "--colab-branch", "colab"])
    found = re.findall(r"\[!\[([^]]+)\]\(([^)]+)\)\]\(https://", capsys.readouterr().out)
    assert len({words for words, _ in found}) == len(found)
    pictures = {picture for _, picture in found}
    assert len(pictures) == 6  # website, browser, Binder, Colab, JupyterHub, Codespaces
    for picture in pictures:
        assert re.search("<title>.+</title>", (COURSE / picture).read_text(encoding="utf-8"))


def test_without_further_addresses_there_is_binder_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["badges", "--repository", GITLAB, "--branch", "term"]) == 0
    out = capsys.readouterr().out
    assert "/v2/gl/school%2Fhistory%2Fcourse/term" in out
    assert not re.search("colab|codespaces|user-redirect", out)


def test_the_command_says_what_is_wrong_and_prints_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["badges", "--repository", "course"]) == 2
    printed = capsys.readouterr()
    assert not printed.out
    assert "OWNER/NAME" in printed.err


def test_a_notebooks_page_links_to_where_the_course_is_published() -> None:
    places = Places(GITHUB, colab_branch="colab", hub=HUB)
    line = ways(frozenset({LESSON}), places)(LESSON)
    names = re.findall(r">([^<]+)</a>", line)
    assert names == [
        "Try it: Python in this browser",
        *(f"Open in {name}" for name in ("Binder", "Colab", "JupyterHub")),
        "Download the notebook",
    ]
    links = [html.unescape(link) for link in re.findall(r'href="(https:[^"]+)"', line)]
    assert links == list(ways_to(places, LESSON).values())


def test_a_page_of_a_copy_without_address_links_nowhere_else() -> None:
    assert "https:" not in ways(frozenset())(LESSON)


def test_a_site_for_a_bad_address_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"
    assert main(["site", str(out), "--lite", "none", "--repository", "owner/course"]) == 2
    assert "OWNER/NAME" in capsys.readouterr().err
    assert not out.exists()
