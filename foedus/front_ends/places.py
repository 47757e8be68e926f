"""Where a copy of the course is published, and the ways that open a notebook of it."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.front_ends import addresses

__all__ = ["NOWHERE", "Places", "ways_to"]


@dataclass(frozen=True)
class Places:
    """Addresses that whoever publishes a copy gives; blank where there is none.

    Parameters
    ----------
    repository : str
        Address on GitHub or GitLab.
    branch : str
        The branch that holds the course.
    colab_branch : str
        The branch of the same repository that holds what `foedus colab` wrote.
    hub : str
        Address of a JupyterHub with nbgitpuller.
    site : str
        Address of the course's website.
    """

    repository: str = ""
    branch: str = "main"
    colab_branch: str = ""
    hub: str = ""
    site: str = ""


#: A copy without any address.
NOWHERE = Places()


def ways_to(places: Places, notebook: str) -> dict[str, str]:
    """Return the links that open a notebook, by the name of the front end.

    Parameters
    ----------
    places : Places
        Front ends for which there is no address are left out.
    notebook : str
        Its path in the course, such as ``"notebooks/00_start_here.ipynb"``.

    Raises
    ------
    foedus.front_ends.addresses.AddressError
        If an address is not usable.

    Examples
    --------
    >>> list(ways_to(Places("https://gitlab.com/school/course"), "notebooks/00_start_here.ipynb"))
    ['Binder']
    >>> ways_to(NOWHERE, "notebooks/00_start_here.ipynb")
    {}
    """
    repository, branch = places.repository, places.branch
    ways: dict[str, str] = {}
    if places.site:
        ways["Website"] = addresses.page_link(places.site, notebook)
        ways["Browser"] = addresses.live_link(places.site, notebook)
    if repository:
        ways["Binder"] = addresses.binder_link(repository, branch, notebook)
    if places.colab_branch:
        ways["Colab"] = addresses.colab_link(repository, places.colab_branch, notebook)
    if places.hub:
        ways["JupyterHub"] = addresses.hub_link(places.hub, repository, branch, notebook)
    return ways
