"""Every example in a docstring says what really comes out."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import foedus

MODULES = [
    module.name
    for module in pkgutil.walk_packages(foedus.__path__, "foedus.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_the_public_functions_have_examples() -> None:
    """More than one a module; the lessons' rooms are data of the course, no library."""
    library = [name for name in MODULES if not name.startswith("foedus.lessons.")]
    tried = sum(doctest.testmod(import_module(name)).attempted for name in library)
    assert tried > len(library)
