"""Links that open a notebook of the course elsewhere: Binder, Colab, Codespaces, a JupyterHub.

Pure functions of addresses: nothing is fetched. The project itself has no public address; whoever
publishes a copy gives it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn
from urllib.parse import quote, urlencode, urlsplit

__all__ = [
    "GITHUB",
    "AddressError",
    "Repository",
    "binder_link",
    "codespaces_link",
    "colab_link",
    "github_file",
    "hub_link",
    "live_link",
    "page_link",
    "repository_at",
]

GITHUB: Final = "github.com"
_GITLAB: Final = "gitlab.com"
_PART: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_NO_BRANCH: Final = re.compile(r"[\s~^:?*\[\\\x00-\x1f\x7f]|\.\.|//|@\{|^[-/.]|/\.|[/.]$|\.lock$")


class AddressError(ValueError):
    """An address from which no link can be made; the message says why and what is wanted."""


@dataclass(frozen=True)
class Repository:
    """A public repository on GitHub or GitLab.

    Parameters
    ----------
    host : str
        ``"github.com"`` or ``"gitlab.com"``.
    path : str
        Owner and name, on GitLab with the groups between them, such as ``"owner/name"``.

    Examples
    --------
    >>> Repository("github.com", "owner/course").address
    'https://github.com/owner/course'
    """

    host: str
    path: str

    @property
    def address(self) -> str:
        """Where a browser shows it and git clones it."""
        return f"https://{self.host}/{self.path}"


def repository_at(address: str) -> Repository:
    """Read the address of a repository as a browser shows it.

    Parameters
    ----------
    address : str
        Such as ``"https://github.com/owner/name"``; an ending ``/`` or ``.git`` is dropped.

    Raises
    ------
    AddressError
        If it is no repository's address on GitHub or GitLab.

    Examples
    --------
    >>> repository_at("https://gitlab.com/school/history/course.git")
    Repository(host='gitlab.com', path='school/history/course')
    >>> repository_at("git@github.com:owner/name.git")
    Traceback (most recent call last):
        ...
    foedus.front_ends.addresses.AddressError: 'git@github.com:owner/name.git' is no address of a \
repository: it does not begin with https://. Write it as https://github.com/OWNER/NAME.
    """
    parts = urlsplit(_web_address(address, "a repository", "https://github.com/OWNER/NAME"))
    host = parts.netloc.lower().removeprefix("www.")
    path = parts.path.strip("/").removesuffix(".git")
    names = path.split("/")
    if host not in {GITHUB, _GITLAB}:
        _refuse(address, f"it is on {host}, and only {GITHUB} and {_GITLAB} are known here")
    if not all(map(_PART.fullmatch, names)) or "-" in names:
        _refuse(address, "it is not the address of the repository's first page")
    if len(names) < 2 or (host == GITHUB and len(names) > 2):  # noqa: PLR2004 (owner and name)
        _refuse(address, "an owner and a name are wanted after the host, and no more")
    return Repository(host, path)


def binder_link(
    repository: str, branch: str, notebook: str, *, hub: str = "https://mybinder.org"
) -> str:
    """Return the link that opens a notebook in JupyterLab on Binder.

    Parameters
    ----------
    repository : str
        Its address on GitHub or GitLab.
    branch : str
        A branch or tag.
    notebook : str
        Its path in the repository, such as ``"notebooks/00_start_here.ipynb"``.
    hub : str, optional
        The BinderHub.

    Raises
    ------
    AddressError
        If one of them cannot be part of a link.

    Examples
    --------
    >>> binder_link("https://github.com/owner/course", "main", "notebooks/00_start_here.ipynb")
    'https://mybinder.org/v2/gh/owner/course/main?urlpath=lab%2Ftree%2Fnotebooks%2F00_start_here.ipynb'
    """
    found = repository_at(repository)
    where = f"gh/{found.path}" if found.host == GITHUB else f"gl/{quote(found.path, safe='')}"
    base = _web_address(hub, "a BinderHub", "https://mybinder.org").rstrip("/")
    path = f"lab/tree/{quote(_notebook(notebook))}"
    return f"{base}/v2/{where}/{quote(_branch(branch), safe='')}?{_query(urlpath=path)}"


def colab_link(repository: str, branch: str, notebook: str) -> str:
    """Return the link that opens a notebook of a GitHub repository in Google Colab.

    Parameters
    ----------
    repository : str
        Its address on GitHub: Colab reads from no other forge.
    branch : str
        A branch or tag.
    notebook : str
        Its path in the repository, in the edition that `foedus.front_ends.colab` makes.

    Raises
    ------
    AddressError
        If one of them cannot be part of a link.

    Examples
    --------
    >>> colab_link("https://github.com/owner/course", "pages", "colab/notebooks/02.ipynb")
    'https://colab.research.google.com/github/owner/course/blob/pages/colab/notebooks/02.ipynb'
    """
    found = _on_github(repository, "Colab")
    place = quote(f"{found.path}/blob/{_branch(branch)}/{_notebook(notebook)}")
    return f"https://colab.research.google.com/github/{place}"


def github_file(repository: str, branch: str, place: str, *, raw: bool = False) -> str:
    """Return the address of a file in a GitHub repository.

    Parameters
    ----------
    repository : str
        Its address on GitHub.
    branch : str
        A branch or tag.
    place : str
        The file's path in the repository.
    raw : bool
        The file itself, not a page that shows it.

    Raises
    ------
    AddressError
        If one of them cannot be part of a link.

    Examples
    --------
    >>> github_file("https://github.com/owner/course", "main", "README.md")
    'https://github.com/owner/course/blob/main/README.md'
    """
    found = _on_github(repository, "Colab")
    return f"{found.address}/{'raw' if raw else 'blob'}/{quote(f'{_branch(branch)}/{place}')}"


def codespaces_link(repository: str, branch: str) -> str:
    """Return the link that opens the course in GitHub Codespaces, as `.devcontainer/` says.

    Parameters
    ----------
    repository : str
        Its address on GitHub.
    branch : str
        A branch.

    Raises
    ------
    AddressError
        If one of them cannot be part of a link.

    Examples
    --------
    >>> codespaces_link("https://github.com/owner/course", "main")
    'https://codespaces.new/owner/course/tree/main?quickstart=1'
    """
    found = _on_github(repository, "Codespaces")
    return f"https://codespaces.new/{found.path}/tree/{quote(_branch(branch))}?quickstart=1"


def hub_link(hub: str, repository: str, branch: str, notebook: str) -> str:
    """Return the nbgitpuller link that copies the course to a JupyterHub and opens a notebook.

    Each time it is followed it fetches what is new; what the student has changed stays.

    Parameters
    ----------
    hub : str
        Address of the JupyterHub, before ``/hub``. It needs nbgitpuller.
    repository : str
        Address that git can clone without a password: here any host will do.
    branch : str
        A branch or tag.
    notebook : str
        Its path in the repository.

    Raises
    ------
    AddressError
        If one of them cannot be part of a link.

    Examples
    --------
    >>> hub_link("https://hub.uni.example", "https://github.com/owner/course", "main", "a.ipynb")
    'https://hub.uni.example/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fowner%2Fcourse&branch=main&urlpath=lab%2Ftree%2Fcourse%2Fa.ipynb'
    """
    base = _web_address(hub, "a JupyterHub", "https://hub.uni.example").rstrip("/")
    if "/hub" in urlsplit(base).path:
        _refuse(hub, "leave out /hub and what follows", "a JupyterHub", "https://hub.uni.example")
    source = _cloned(repository)
    folder = source.rsplit("/", 1)[1]  # where nbgitpuller puts it
    path = f"lab/tree/{quote(f'{folder}/{_notebook(notebook)}')}"
    query = _query(repo=source, branch=_branch(branch), urlpath=path)
    return f"{base}/hub/user-redirect/git-pull?{query}"


def page_link(site: str, notebook: str) -> str:
    """Return the address of a notebook's page on the course's website.

    Parameters
    ----------
    site : str
        The website's address, its first page without ``index.html``.
    notebook : str
        Its path in the course.

    Raises
    ------
    AddressError
        If one of them cannot be part of a link.

    Examples
    --------
    >>> page_link("https://course.example/", "notebooks/02_what_happened_when.ipynb")
    'https://course.example/notebooks/02_what_happened_when.html'
    """
    return f"{_site(site)}/{quote(_notebook(notebook).removesuffix('.ipynb'))}.html"


def live_link(site: str, notebook: str) -> str:
    """Return the address that opens a notebook live on the course's website, in the browser alone.

    Parameters
    ----------
    site : str
        The website's address.
    notebook : str
        Its path in the course.

    Raises
    ------
    AddressError
        If one of them cannot be part of a link.

    Examples
    --------
    >>> live_link("https://course.example", "exercises/02_what_happened_when.ipynb")
    'https://course.example/lite/lab/index.html?path=exercises%2F02_what_happened_when.ipynb'
    """
    return f"{_site(site)}/lite/lab/index.html?{_query(path=_notebook(notebook))}"


def _site(site: str) -> str:
    return _web_address(site, "a website", "https://course.example").rstrip("/")


def _on_github(repository: str, what: str) -> Repository:
    found = repository_at(repository)
    if found.host != GITHUB:
        _refuse(repository, f"{what} opens repositories of {GITHUB} only")
    return found


def _cloned(repository: str) -> str:
    address = _web_address(repository, "a repository", "https://github.com/OWNER/NAME").rstrip("/")
    parts = urlsplit(address)
    if parts.netloc.lower().removeprefix("www.") in {GITHUB, _GITLAB}:
        return repository_at(address).address
    if not parts.path:
        _refuse(repository, "a path is wanted after the host")
    return address


def _web_address(text: str, what: str, wanted: str) -> str:
    """Return an address that can be continued with a path, or say what is wrong with it."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        _refuse(text, "it cannot be read", what, wanted)
    if parts.scheme not in {"https", "http"} or (what == "a repository" and parts.scheme == "http"):
        _refuse(text, "it does not begin with https://", what, wanted)
    if parts.username or parts.password:
        _refuse(text, "it holds a name or password, which a public link would show", what, wanted)
    if not re.fullmatch(r"[A-Za-z0-9.-]+", parts.hostname or "") or port == 0:
        _refuse(text, "it names no host", what, wanted)
    if parts.query or parts.fragment or re.search(r"[^!-~]|[\\<>\"'()|]", text):
        _refuse(text, "it holds a question mark, a #, a space or brackets", what, wanted)
    return text


def _branch(name: str) -> str:
    if not name or _NO_BRANCH.search(name):
        raise AddressError(f"{name!r} is no name of a branch. Give it as git shows it, like main.")
    return name


def _notebook(path: str) -> str:
    parts = path.split("/")
    if not path.endswith(".ipynb") or "\\" in path or {"", ".", ".."} & set(parts):
        raise AddressError(
            f"{path!r} is no path of a notebook in the course. "
            "Give it from the course's folder on, like notebooks/00_start_here.ipynb."
        )
    return path


def _query(**values: str) -> str:
    return urlencode(values, quote_via=quote, safe="")


def _refuse(
    text: str,
    why: str,
    what: str = "a repository",
    wanted: str = f"https://{GITHUB}/OWNER/NAME",
) -> NoReturn:
    raise AddressError(f"{text!r} is no address of {what}: {why}. Write it as {wanted}.")
