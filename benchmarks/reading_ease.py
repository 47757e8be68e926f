"""How hard the prose is to read, a lesson and a page at a time.

    python -m benchmarks.reading_ease

prints a table for RESULTS.md, then the hardest sentences.
"""

from itertools import chain
from pathlib import Path

from foedus.editions.reading_ease import Ease, ease, lesson_prose, prose
from foedus.lessons import rooms

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("glossary.md", "how-we-know.md", "instructors-guide.md", "grading.md", "website.md")
HARDEST = 10


def row(name: str, counts: Ease) -> str:
    pace = counts.words / counts.sentences
    return (
        f"| {name} | {counts.sentences:,} | {counts.words:,} | {pace:.1f} "
        f"| {counts.flesch:.0f} | {counts.grade:.1f} |"
    )


def main() -> None:
    lessons = {one.number: lesson_prose(one) for one in rooms()}
    pages = {name: prose([(DOCS / name).read_text(encoding="utf-8")]) for name in PAGES}
    print("| text | sentences | words | words a sentence | reading ease | grade |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, found in (lessons | pages).items():
        print(row(name, ease(found)))
    print(f"\nThe {HARDEST} hardest sentences of the lessons:\n")
    every = sorted(chain.from_iterable(lessons.values()), key=lambda one: -ease([one]).grade)
    for sentence in every[:HARDEST]:
        print(f"- {ease([sentence]).grade:.0f}: {sentence}")


if __name__ == "__main__":
    main()
