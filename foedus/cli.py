"""The command ``foedus``: open the course, build the editions, check the data."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

__all__ = ["main"]

_FIRST_LESSON = "00_*.ipynb"
# Settings for JupyterLab: it would otherwise ask the internet for news and extensions.
_JUPYTER_SETTINGS = Path(__file__).parent / "jupyter"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Parameters
    ----------
    arguments : list of str, optional
        The words after ``foedus``; those of the process by default.

    Returns
    -------
    int
        0 done, 1 done with findings, 2 could not run.
    """
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.run is not _lab:
        _parser().error(f"unknown words: {' '.join(rest)}")
    try:
        return int(options.run(options, rest))
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("foedus"):
            raise
        return _fail(f"{error.name} is not installed; run: pip install 'foedus[authors]'")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="foedus", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    lab = commands.add_parser(
        "lab", help="open the course in JupyterLab (further options go to JupyterLab)"
    )
    lab.set_defaults(run=_lab)

    build = commands.add_parser(
        "build", help="make notebooks/, exercises/, solutions/ and the instructor's guide"
    )
    build.add_argument(
        "lessons", nargs="*", metavar="LESSON", help="numbers such as 02, or guide; all if none"
    )
    build.add_argument("--check", action="store_true", help="change nothing; fail on a difference")
    build.set_defaults(run=_build)

    data = commands.add_parser("data", help="validate the tables, write their codebook and pages")
    tasks = data.add_subparsers(required=True, metavar="TASK")
    check = tasks.add_parser("check", help="validate a folder of tables")
    check.add_argument("folder", nargs="?", type=Path, help="the course's own tables by default")
    check.set_defaults(run=_data_check)
    codebook = tasks.add_parser("codebook", help="make data/CODEBOOK.md from the schema")
    codebook.add_argument("--check", action="store_true", help="fail if it is out of date")
    codebook.set_defaults(run=_data_codebook)
    pages = tasks.add_parser("pages", help="make docs/bibliography.md and docs/how-we-know.md")
    pages.add_argument("--check", action="store_true", help="fail if one is out of date")
    pages.set_defaults(run=_data_pages)
    return parser


def _lab(_: argparse.Namespace, rest: list[str]) -> int:
    """Start JupyterLab in the course's folder, on lesson 00."""
    course = _course_folder()
    if course is None:
        return _fail("no notebooks/ here or above; go to the folder of the course and try again")
    first = next(iter(sorted((course / "notebooks").glob(_FIRST_LESSON))))
    settings = [str(_JUPYTER_SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(settings)
    os.chdir(course)
    address = f"--LabApp.default_url=/lab/tree/{first.relative_to(course).as_posix()}"
    application = import_module("jupyterlab.labapp").LabApp
    application.launch_instance([address, *_root_option(), *rest])
    return 0


def _root_option() -> list[str]:
    """Let root start it too: in a container there is nobody else."""
    return ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def _build(options: argparse.Namespace, _: list[str]) -> int:
    editions = import_module("foedus.editions")
    run = editions.check if options.check else editions.build
    return int(run(options.lessons))


def _data_check(options: argparse.Namespace, _: list[str]) -> int:
    return int(import_module("foedus.validation").main_check(options.folder))


def _data_codebook(options: argparse.Namespace, _: list[str]) -> int:
    return int(import_module("foedus.codebook").main_codebook(check=options.check))


def _data_pages(options: argparse.Namespace, _: list[str]) -> int:
    return int(import_module("foedus.pages").main_pages(check=options.check))


def _course_folder() -> Path | None:
    here = Path.cwd()
    checkout = Path(__file__).resolve().parent.parent
    for folder in (here, *here.parents, checkout):
        if list((folder / "notebooks").glob(_FIRST_LESSON)):
            return folder
    return None


def _fail(message: str) -> int:
    print(f"foedus: {message}", file=sys.stderr)  # noqa: T201 - the command line speaks here
    return 2


if __name__ == "__main__":
    sys.exit(main())
