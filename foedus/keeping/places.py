"""Which files are a learner's own, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from foedus.checking import progress_file

__all__ = ["EXERCISES", "LESSONS", "Places", "is_name", "is_progress", "places"]

EXERCISES: Final = "exercises"
LESSONS: Final = "notebooks"

_NAME: Final = re.compile(rf"({EXERCISES}|{LESSONS})/(?!\.)[^/\\:*?\"<>|\x00-\x1f]{{1,120}}")
_KINDS: Final = {EXERCISES: (".ipynb", ".json"), LESSONS: (".json",)}


@dataclass(frozen=True)
class Places:
    """Where a learner's files stand on this machine.

    Attributes
    ----------
    exercises, lessons : Path
        The two folders; the same one where there is no course around.
    """

    exercises: Path
    lessons: Path

    def of(self, name: str) -> Path | None:
        """Return where a file of an archive belongs; None for progress that is switched off."""
        role, _, file = name.partition("/")
        if role == EXERCISES and is_progress(name) and progress_file.chosen():
            return progress_file.place()
        return (self.exercises if role == EXERCISES else self.lessons) / file

    def files(self) -> dict[str, Path]:
        """Return the learner's files by their names in an archive."""
        found = {}
        for role, folder in ((EXERCISES, self.exercises), (LESSONS, self.lessons)):
            for path in sorted(folder.iterdir() if folder.is_dir() else ()):
                name = f"{self._role(role, path)}/{path.name}"
                if path.is_file() and not path.is_symlink() and is_name(name):
                    found[name] = path
        return self._with_chosen_progress(found)

    def _role(self, role: str, path: Path) -> str:
        """Without a course around, what lessons wrote still counts as theirs."""
        if self.exercises != self.lessons:
            return role
        theirs = path.suffix == ".ipynb" or path.name == progress_file.FILE
        return EXERCISES if theirs else LESSONS

    def _with_chosen_progress(self, found: dict[str, Path]) -> dict[str, Path]:
        """Where the environment names the progress file, that one counts and no other."""
        if not progress_file.chosen():
            return found
        path = progress_file.place()
        others = {name: one for name, one in found.items() if not is_progress(name)}
        known = path is not None and path.is_file()
        return {**others, f"{EXERCISES}/{progress_file.FILE}": path} if path and known else others


def places() -> Places:
    """Return the folders of the course that stands around the working folder."""
    here = Path.cwd()
    for folder in (here, here.parent):
        if (folder / EXERCISES).is_dir():
            lessons = folder / LESSONS
            exercises = folder / EXERCISES
            return Places(exercises, lessons if lessons.is_dir() else exercises)
    return Places(here, here)


def is_name(name: str) -> bool:
    """Tell whether a file of this name may stand in an archive.

    Examples
    --------
    >>> is_name("exercises/02_what_happened_when.ipynb"), is_name("notebooks/my_beliefs.json")
    (True, True)
    >>> is_name("exercises/../setup.py"), is_name("/etc/passwd"), is_name("exercises/run.sh")
    (False, False, False)
    """
    role = name.partition("/")[0]
    return _NAME.fullmatch(name) is not None and Path(name).suffix in _KINDS[role]


def is_progress(name: str) -> bool:
    """Tell whether a file of this name is a progress file."""
    return name.partition("/")[2] == progress_file.FILE
