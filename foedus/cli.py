"""The command ``foedus``: open the course, judge notebooks, build the editions, check the data."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

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
        return _fail(f"{error.name} is not installed; run: pip install 'foedus[authors,site]'")
    except KeyboardInterrupt:
        return _fail("stopped")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="foedus", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    lab = commands.add_parser(
        "lab", help="open the course in JupyterLab (further options go to JupyterLab)"
    )
    lab.set_defaults(run=_lab)

    _add_grading(commands)
    build = commands.add_parser(
        "build", help="make notebooks/, exercises/, solutions/ and the instructor's guide"
    )
    build.add_argument(
        "lessons", nargs="*", metavar="LESSON", help="numbers such as 02, or guide; all if none"
    )
    build.add_argument("--check", action="store_true", help="change nothing; fail on a difference")
    build.set_defaults(run=_build)

    website = commands.add_parser("site", help="write the course as a static website")
    website.add_argument("out", type=Path, help="a new folder, or one that this command wrote")
    website.add_argument(
        "--lite",
        default="public",
        metavar="CASE",
        help="Python in the browser: public (packages from Pyodide's public distribution), "
        "the FOLDER of a full distribution, reduced (registry packages alone), or none",
    )
    _add_places(website, required=False)
    website.set_defaults(run=_site)

    shown = commands.add_parser("badges", help="print badges that open each lesson elsewhere")
    _add_places(shown)
    shown.add_argument("--site", default="", metavar="URL", help="the course's website")
    shown.set_defaults(run=_badges)
    colab = commands.add_parser("colab", help="write the edition for Google Colab, for a branch")
    colab.add_argument("out", type=Path, help="a new folder, or one that this command wrote")
    _add_places(colab)
    colab.set_defaults(run=_colab, colab_branch="colab")

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
    _add_links(tasks)

    words = commands.add_parser("words", help="collect the words to translate; begin a language")
    words.add_argument("languages", nargs="*", metavar="LANGUAGE", help="such as fa")
    words.add_argument("--check", action="store_true", help="change nothing; fail on a difference")
    words.set_defaults(run=_words)
    return parser


def _add_places(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the addresses of a published copy."""
    command.add_argument(
        "--repository",
        required=required,
        default="",
        metavar="URL",
        help="https://github.com/OWNER/NAME, or GitLab",
    )
    command.add_argument("--branch", default="main", help="the branch with the course")
    command.add_argument(
        "--colab-branch", default="", metavar="BRANCH", help="the branch that foedus colab filled"
    )
    command.add_argument("--hub", default="", metavar="URL", help="a JupyterHub with nbgitpuller")


def _add_links(tasks: Any) -> None:  # noqa: ANN401 (argparse hides its type)
    links = tasks.add_parser("links", help="say whether the sources' addresses still answer")
    links.add_argument("folder", nargs="?", type=Path, help="the course's own tables by default")
    way = links.add_mutually_exclusive_group()
    way.add_argument(
        "--refresh", action="store_true", help="ask every address, politely; needs internet"
    )
    way.add_argument(
        "--sync", action="store_true", help="bring the list in line with sources.csv; ask nobody"
    )
    links.set_defaults(run=_data_links)


def _add_grading(commands: Any) -> None:  # noqa: ANN401 (argparse hides its type)
    """Add what judges notebooks: `check` for a learner, `grade` and `report` for an instructor."""
    check = commands.add_parser("check", help="run your notebook afresh and say what is right")
    check.add_argument("notebook", type=Path, help="an exercise, such as exercises/02_….ipynb")
    check.set_defaults(run=_check)

    grade = commands.add_parser("grade", help="judge a folder or zip of submissions")
    grade.add_argument(
        "submissions", type=Path, help="nbgrader's layout, or as an LMS hands it out"
    )
    grade.add_argument("--out", type=Path, required=True, help="the folder of the results")
    grade.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, help="workers")
    grade.add_argument(
        "--dask",
        default="",
        metavar="ADDRESS",
        help="have the workers of a Dask cluster judge: its scheduler, tcp://host:8786",
    )
    grade.add_argument("--memory", type=_count, default=1024, metavar="MB", help="for a notebook")
    grade.set_defaults(run=_grade)

    report = commands.add_parser("report", help="write the results of a graded folder again")
    report.add_argument("out", type=Path, help="the folder of the results")
    report.set_defaults(run=_report)
    for command in (grade, report):
        command.add_argument("--roster", type=Path, metavar="CSV", help="the class list")
        command.add_argument(
            "--hints", type=int, choices=range(4), default=0, help="hints shown in the feedback"
        )
        command.add_argument(
            "--lessons-at", default="", metavar="URL", help="where feedback links to lessons"
        )
    release = commands.add_parser("release", help="write what students get, without answers")
    release.add_argument("folder", type=Path, help="a new folder, or a file that ends in .zip")
    release.add_argument("lessons", nargs="*", metavar="LESSON", help="numbers; all if none")
    release.set_defaults(run=_release)
    for command in (grade, report, release):
        command.add_argument(
            "--variants",
            type=Path,
            metavar="CSV",
            help="the class list: a variant for each student",
        )
        command.add_argument(
            "--salt", default="", metavar="WORD", help="deals other variants; keep it for grading"
        )
    for command in (check, grade):
        command.add_argument(
            "--timeout", type=_count, default=20, metavar="S", help="seconds for a cell"
        )
        command.add_argument(
            "--engine",
            choices=("quick", "kernel"),
            default="quick",
            help="kernel: a real Jupyter kernel, slower, for comparison",
        )
    grade.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run submissions without protection, if you trust every one of them",
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of at least 1")
    return number


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


def _site(options: argparse.Namespace, _: list[str]) -> int:
    website = import_module("foedus.website")
    return int(website.site(website.Order(options.out, options.lite, _places(options))))


def _badges(options: argparse.Namespace, _: list[str]) -> int:
    return int(import_module("foedus.front_ends.badges").main_badges(_places(options)))


def _colab(options: argparse.Namespace, _: list[str]) -> int:
    colab = import_module("foedus.front_ends.colab")
    return int(colab.main_colab(_places(options), options.out))


def _places(options: argparse.Namespace) -> Any:  # noqa: ANN401 (imported when needed)
    given = ("repository", "branch", "colab_branch", "hub", "site")
    named = {name: value for name in given if (value := getattr(options, name, ""))}
    return import_module("foedus.front_ends.places").Places(**named)


def _data_check(options: argparse.Namespace, _: list[str]) -> int:
    return int(import_module("foedus.validation").main_check(options.folder))


def _data_codebook(options: argparse.Namespace, _: list[str]) -> int:
    return int(import_module("foedus.codebook").main_codebook(check=options.check))


def _data_pages(options: argparse.Namespace, _: list[str]) -> int:
    return int(import_module("foedus.pages").main_pages(check=options.check))


def _words(options: argparse.Namespace, _: list[str]) -> int:
    extraction = import_module("foedus.wording.extraction")
    return int(extraction.main_words(options.languages, check=options.check))


def _data_links(options: argparse.Namespace, _: list[str]) -> int:
    main_links = import_module("foedus.links").main_links
    return int(main_links(options.folder, refresh=options.refresh, sync=options.sync))


def _check(options: argparse.Namespace, _: list[str]) -> int:
    checking = _grading("check")
    return int(
        checking.check(
            options.notebook,
            solutions=_solutions(),
            seconds=float(options.timeout),
            kernel=options.engine == "kernel",
        )
    )


def _grade(options: argparse.Namespace, _: list[str]) -> int:
    if options.engine == "kernel" and not options.no_sandbox:
        return _fail("a kernel runs without a sandbox: say --no-sandbox too if you trust them all")
    grading = _grading("grade")
    engine = _grading("engine")
    settings = engine.Settings(
        solutions=_solutions(),
        jobs=options.jobs,
        seconds=float(options.timeout),
        memory_mb=options.memory,
        sandbox=not options.no_sandbox,
        kernel=options.engine == "kernel",
        cluster=options.dask,
    )
    return int(grading.grade(grading.Order(options.submissions, settings, _wanted(options))))


def _report(options: argparse.Namespace, _: list[str]) -> int:
    grading = _grading("grade")
    return int(grading.rewrite(options.out, _wanted(options)))


def _grading(name: str) -> Any:  # noqa: ANN401 (imported when it is used)
    """Import a module of the grader, and what it needs, without what it does not."""
    import_module("foedus.grading.quick_imports").spare_web_grammar()
    return import_module(f"foedus.grading.{name}")


def _wanted(options: argparse.Namespace) -> Any:  # noqa: ANN401 (imported when it is used)
    wanted = _grading("wanted")
    roster = options.variants or options.roster
    salt = options.salt if options.variants else None
    return wanted.Wanted(options.out, options.hints, roster, options.lessons_at, salt)


def _release(options: argparse.Namespace, _: list[str]) -> int:
    releasing = import_module("foedus.releasing")
    return int(
        releasing.release(
            options.folder,
            lessons=options.lessons or None,
            variants=options.variants,
            salt=options.salt,
        )
    )


def _solutions() -> Path | None:
    course = _course_folder()
    return course / "solutions" if course and (course / "solutions").is_dir() else None


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
