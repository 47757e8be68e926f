"""Every check cell, run in the student's notebook in four states.

Untouched, with the reference answer, with every other right answer, and with every
misconception. One kernel serves a lesson; it forgets everything between two states.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbformat import NotebookNode

from foedus.editions.building import COURSE
from foedus.editions.execute import KERNEL_ENVIRONMENT
from foedus.lessons import Room, rooms


@dataclass(frozen=True)
class State:
    """One question answered in one way, and what its check is to say."""

    room: Room
    question: str
    name: str
    code: str
    expected: str
    message: str = ""

    @property
    def id(self) -> str:
        return f"{self.question}-{self.name}"


@dataclass(frozen=True)
class Reply:
    """How a cell ended: the name of its error, if any, and all that it said."""

    error: str
    text: str


def states(room: Room) -> Iterator[State]:
    answers = room.module("answers").ANSWERS
    for question in room.module("questions").QUESTIONS:
        told = {one.name: one.message for one in question.misconceptions}
        proofs = answers[question.id]
        yield State(room, question.id, "untouched", question.stub, "not-attempted")
        yield State(room, question.id, "reference", proofs.reference, "correct")
        for name, code in proofs.others.items():
            yield State(room, question.id, f"right-{name}", code, "correct")
        for at, (code, name) in enumerate(proofs.wrong, start=1):
            title = f"misconception-{name}" + (f"-{at}" if _again(proofs.wrong, at) else "")
            yield State(room, question.id, title, code, "not-yet", told[name])


def _again(wrong: tuple[tuple[str, str], ...], at: int) -> bool:
    return wrong[at - 1][1] in {name for _, name in wrong[: at - 1]}


EXERCISES = [room for room in rooms() if room.exercise.exists()]
STATES = [state for room in EXERCISES for state in states(room)]


class Student:
    """A student's notebook in a running kernel."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.notebook: NotebookNode = nbformat.read(
            COURSE / "exercises" / f"{room.stem}.ipynb", as_version=4
        )
        self.sources = {cell.id: cell.source for cell in self.notebook.cells}
        environment = {**os.environ, **KERNEL_ENVIRONMENT}
        self.manager, self.client = start_new_kernel(
            env=environment, cwd=str(COURSE / "exercises"), extra_arguments=["--log-level=ERROR"]
        )

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def answer(self, state: State) -> Reply:
        """Start afresh, do what the question builds on, answer it, and run its check."""
        self.run("%reset -f")
        for cell in self.notebook.cells:
            if cell.cell_type == "code" and not cell.id.endswith(("-answer", "-check")):
                self.expect_quiet(cell.source)
        for code in self.before(state.question):
            self.expect_quiet(code)
        self.expect_quiet(state.code)
        number, _, count = state.question.partition(".")
        return self.run(self.sources[f"{number}-q{count}-check"])

    def before(self, question: str) -> list[str]:
        """Return the reference answers that a question builds on, first things first."""
        questions = {one.id: one for one in self.room.module("questions").QUESTIONS}
        answers = self.room.module("answers").ANSWERS
        steps: list[str] = []
        for earlier in questions[question].builds_on:
            steps += [*self.before(earlier), answers[earlier].reference]
        return steps

    def expect_quiet(self, code: str) -> None:
        reply = self.run(code)
        assert not reply.error, f"this code raised {reply.error}:\n{code}\n{reply.text}"

    def run(self, code: str) -> Reply:
        said: list[str] = []
        errors: list[str] = []

        def hear(message: dict[str, dict[str, object]]) -> None:
            content = message["content"]
            if "ename" in content:
                errors.append(str(content["ename"]))
                said.append(str(content["evalue"]))
            said.append(str(content.get("text", "")))
            said.append(str(dict(content.get("data", {})).get("text/plain", "")))

        self.client.execute_interactive(code, output_hook=hear, timeout=60, allow_stdin=False)
        return Reply(errors[0] if errors else "", "\n".join(filter(None, said)))


@pytest.fixture(scope="module")
def students() -> Iterator[dict[str, Student]]:
    classroom: dict[str, Student] = {}
    yield classroom
    for student in classroom.values():
        student.close()


def the_student(students: dict[str, Student], room: Room) -> Student:
    if room.number not in students:
        students[room.number] = Student(room)
    return students[room.number]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.id)
def test_a_check_says_what_the_answer_deserves(state: State, students: dict[str, Student]) -> None:
    reply = the_student(students, state.room).answer(state)
    said = f"{reply.error or 'no error'}: {reply.text}"
    if state.expected == "correct":
        assert not reply.error, said
        assert "Correct" in reply.text, said
    else:
        heading = "Not attempted" if state.expected == "not-attempted" else "Not yet"
        assert reply.error == "NotYet", said
        assert heading in reply.text, said
        assert state.message in reply.text, said


@pytest.mark.parametrize("room", EXERCISES, ids=lambda room: room.number)
def test_run_all_of_an_untouched_exercise_attempts_nothing_and_goes_on(
    room: Room, students: dict[str, Student]
) -> None:
    student = the_student(students, room)
    student.run("%reset -f")
    for cell in student.notebook.cells:
        if cell.cell_type == "code":
            reply = student.run(cell.source)
            if cell.id.endswith("-check"):
                assert "raises-exception" in cell.metadata.tags, cell.id
                assert reply.error == "NotYet", f"{cell.id}: {reply}"
                assert "Not attempted" in reply.text, f"{cell.id}: {reply.text}"
            else:
                assert not reply.error, f"{cell.id}: {reply}"
