"""The lessons: one room each, a folder with all that its author touches."""

import os
import re
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

__all__ = ["FURTHER_ROOMS", "Room", "room", "rooms"]

#: Environment variable: further folders of rooms, for lessons kept outside the package.
FURTHER_ROOMS: Final = "FOEDUS_LESSONS"

_OURS: Final = Path(__file__).parent
_FOLDER: Final = re.compile(r"l(\d{2})_[a-z0-9_]+")
_STEM: Final = re.compile(r"^stem: *['\"]?([a-z0-9_]+)['\"]? *$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Room:
    """One lesson's folder.

    Parameters
    ----------
    number : str
        Two digits, for example ``"02"``.
    folder : pathlib.Path
        Where `lesson.md`, `exercise.md`, `questions.py` and `answers.py` stand.

    Examples
    --------
    >>> Room("02", Path("foedus/lessons/l02_timeline")).name
    'l02_timeline'
    """

    number: str
    folder: Path

    @property
    def name(self) -> str:
        """The folder's name, which is also the name of its package."""
        return self.folder.name

    @property
    def lesson(self) -> Path:
        """The source of the lesson."""
        return self.folder / "lesson.md"

    @property
    def exercise(self) -> Path:
        """The source of the exercise; a room may have none."""
        return self.folder / "exercise.md"

    @property
    def questions(self) -> Path:
        """The module with the question specs; a room may have none."""
        return self.folder / "questions.py"

    @property
    def answers(self) -> Path:
        """The module with right and wrong answers; a student's release leaves it out."""
        return self.folder / "answers.py"

    @property
    def stem(self) -> str:
        """The file name of the room's notebooks, without suffix, from the lesson's head.

        Raises
        ------
        ValueError
            If the head of `lesson.md` has no stem.
        """
        found = _STEM.search(self.lesson.read_text(encoding="utf-8"))
        if found is None:
            raise ValueError(
                f"{self.name}/lesson.md: the head has no line 'stem: {self.number}_…'."
            )
        return found[1]

    def module(self, name: str) -> ModuleType:
        """Import a module of the room: ``questions`` or ``answers``.

        Raises
        ------
        ModuleNotFoundError
            If the room has no such module.
        """
        if self.folder.parent == _OURS:
            return import_module(f"foedus.lessons.{self.name}.{name}")
        return _module_from_file(f"{self.name}_{name}", self.folder / f"{name}.py")


def rooms() -> list[Room]:
    """Return every room, in the order of its number.

    Returns
    -------
    list of Room
        The package's own, and those in the folders that `FOEDUS_LESSONS` names.
    """
    further = os.environ.get(FURTHER_ROOMS, "")
    folders = [_OURS, *(Path(part) for part in further.split(os.pathsep) if part)]
    return sorted(
        Room(match[1], place)
        for folder in folders
        for place in folder.iterdir()
        if (match := _FOLDER.fullmatch(place.name)) and place.is_dir()
    )


def room(number: str) -> Room:
    """Return the room of a lesson.

    Raises
    ------
    ValueError
        If no lesson has this number; the message lists those there are.
    """
    found = {one.number: one for one in rooms()}
    if number not in found:
        raise ValueError(f"There is no lesson {number!r}; there are: {', '.join(found) or 'none'}.")
    return found[number]


def _module_from_file(name: str, path: Path) -> ModuleType:
    full_name = f"foedus.lessons.{name}"
    if full_name in sys.modules:
        return sys.modules[full_name]
    spec = spec_from_file_location(full_name, path)
    if spec is None or spec.loader is None or not path.exists():
        raise ModuleNotFoundError(f"{path.name} is missing in {path.parent.name}", name=full_name)
    module = sys.modules[full_name] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[full_name]  # else the next import would find half a module
        raise
    return module
