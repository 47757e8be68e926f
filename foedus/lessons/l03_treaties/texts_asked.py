"""Questions 03.1 to 03.4: what a clause says, and when it binds."""

from typing import Final

from foedus.checking import Collection, Mapping, Misconception, Question, Text
from foedus.checking.reading import Items, Pairs, Plain
from foedus.lessons.l03_treaties import values as v
from foedus.lessons.l03_treaties.parameters import Since

__all__ = ["TEXTS_ASKED", "waiting"]

_ARTICLE_3: Final = "russia-iran-2025-art-3-3"


def _promise() -> str:
    return str(v.clauses().set_index("id").loc[_ARTICLE_3, "clause_type"])


def _of_type(query: str) -> list[str]:
    return list(v.clauses().query(query)["id"])


def _is_word_for_alliance(read: Plain) -> bool:
    return isinstance(read, str) and read.strip().lower() in {
        "alliance",
        "strategic-partnership",
        "strategic partnership",
    }


def _is_of_ties(read: Plain) -> bool:
    return isinstance(read, Items | Pairs) and not set(v.ties()["id"]).isdisjoint(read.entries)


def _labels_repeat(read: Plain) -> bool:
    return isinstance(read, Pairs) and len(set(read.keys)) < len(read.keys)


def waiting(p: Since) -> Question:
    """Ask question 03.4."""
    return Question(
        id="03.4",
        title="Days of waiting",
        objective="in-force",
        prompt=(
            f"Take the treaties in `clauses` that were signed on or after `{p.date}`, each tie "
            "once. For each, count the whole days from signature to entry into force; for one "
            "that is not in force, the days from signature to 22 June 2025 [~]. Assign `waiting`, "
            "a Series or dict: the id of the tie as label, the days (a number) as value."
        ),
        variable="waiting",
        expected=lambda: v.waited(p.date),
        judge=Mapping(),
        misconceptions=(
            Misconception(
                "treaty-twice",
                "`waiting` has a label that stands twice: a treaty with two clauses has two rows. "
                "Keep each tie once before you subtract.",
                matches=_labels_repeat,
            ),
            Misconception(
                "open-dropped",
                "`waiting` lacks the treaty that is not in force. Its date is missing: give it "
                "the day on which you stop counting.",
                value=lambda: v.waited(p.date, fill=False),
            ),
            Misconception(
                "open-as-nothing",
                "`waiting` gives the treaty that is not in force no day of waiting at all. It has "
                "waited since its signature: fill the missing date, not the missing number.",
                value=lambda: v.waited(p.date, fill=False).reindex(
                    v.waited(p.date).index, fill_value=0
                ),
            ),
            Misconception(
                "all-to-today",
                "`waiting` counts every treaty up to the article's day. One that entered into "
                "force stopped waiting then.",
                value=lambda: v.waited(p.date, end="today"),
            ),
            Misconception(
                "time-in-force",
                "`waiting` counts how long the treaties have been in force. The wait lies before "
                "that: from which column to which?",
                value=lambda: v.waited(p.date, start="in_force_from", end="today"),
            ),
            Misconception(
                "minus-sign",
                "`waiting` has negative days: the earlier date was subtracted in the wrong place.",
                value=lambda: -v.waited(p.date),
            ),
            Misconception(
                "clauses-as-labels",
                "`waiting` is labelled by clause, so a treaty with two clauses comes twice. Use "
                "the column `tie`.",
                value=lambda: v.waited(p.date, label="id"),
            ),
            Misconception(
                "all-years",
                "`waiting` holds treaties of all years. Keep those signed since the date in the "
                "question.",
                value=lambda: v.waited("1800-01-01"),
            ),
        ),
        hints=(
            "A wait has two ends; where the second is missing, the wait is not over.",
            "Filter by `signed`, keep each tie once, fill the missing date with `DAY`, subtract.",
            "`.dt.days` turns differences into numbers; `set_index('tie')` makes the labels.",
        ),
        minutes=5,
        points=3,
        level="apply",
        review="lesson 03, section 'Signed, ratified, in force'",
        afterword="Nothing in these numbers says why a treaty waits.",
    )


TEXTS_ASKED: Final = (
    Question(
        id="03.1",
        title="The promise of Article 3",
        objective="anatomy",
        prompt=(
            f"Read the row `{_ARTICLE_3}` of `clauses`: its trigger, its obligation, its words. "
            "Which promise is it? Assign `promise` (a str): `defense`, `neutrality`, "
            "`nonaggression`, `consultation` or `none`."
        ),
        variable="promise",
        expected=_promise,
        judge=Text(
            ignore_case=True,
            ignore_space=True,
            choices=("defense", "neutrality", "nonaggression", "consultation", "none"),
        ),
        misconceptions=(
            Misconception(
                "help-read-into-it",
                "`promise` says that help is owed to the one attacked. Read the obligation once "
                "more: whom does it speak of, and what must that one not get?",
                value=lambda: "defense",
            ),
            Misconception(
                "force-between-the-two",
                "`promise` names a ban on force between the two parties. This clause waits until "
                "a third side attacks: who does what then?",
                value=lambda: "nonaggression",
            ),
            Misconception(
                "the-other-clause",
                "`promise` fits another clause of the same treaty, on common threats. Look at the "
                "article number in the id.",
                value=lambda: "consultation",
            ),
            Misconception(
                "nothing-owed",
                "`promise` says that the clause belongs to none of the types. To owe no action is "
                "not to owe nothing: abstaining can be a duty.",
                value=lambda: "none",
            ),
            Misconception(
                "title-for-clause",
                "`promise` repeats a title or a headline. Choose one of the five words of the "
                "prompt, by what the clause obliges to.",
                matches=_is_word_for_alliance,
            ),
        ),
        hints=(
            "A type names what must be done once the trigger has come.",
            "Print the row with `clauses.set_index('id').loc[...]` and read `obligation`.",
            "The clause names the aggressor and what that side must not receive.",
        ),
        minutes=2,
        points=1,
        level="recall",
        review="lesson 03, section 'Take a clause apart'",
        afterword="The German-Soviet treaty of 1990 holds the same promise.",
    ),
    Question(
        id="03.2",
        title="Help, size open",
        objective="anatomy",
        prompt=(
            "Which clauses on file promise `defense`, but leave to each side whether or what to "
            "do (`automatic` is `no`)? Assign their ids to `open_help` (a list or Series of str)."
        ),
        variable="open_help",
        expected=v.help_left_open,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "turned-round",
                "`open_help` holds the clauses of defence that fix the duty themselves. The other "
                "half is asked for.",
                value=lambda: _of_type("clause_type == 'defense' and automatic == 'yes'"),
            ),
            Misconception(
                "all-defence",
                "`open_help` holds every clause of defence. Ask for the second condition as well.",
                value=lambda: _of_type("clause_type == 'defense'"),
            ),
            Misconception(
                "all-left-open",
                "`open_help` holds clauses of every type that leave a choice. Keep those that "
                "promise help.",
                value=lambda: _of_type("automatic == 'no'"),
            ),
            Misconception(
                "or-for-and",
                "`open_help` holds rows for which one of the two conditions is true. `|` means "
                "or; which sign means and?",
                value=lambda: _of_type("clause_type == 'defense' or automatic == 'no'"),
            ),
            Misconception(
                "titles-not-ids",
                "`open_help` holds the titles of the right clauses. Take the column `id`.",
                value=lambda: v.help_left_open("instrument"),
            ),
        ),
        hints=(
            "How much is promised, and who fixes it, are two questions: two columns, two masks.",
            "Make one mask for each column, join them with `&`, each in its own brackets.",
            "`clauses.loc[(...) & (...), 'id']`, with `==` in both brackets.",
        ),
        minutes=3,
        points=2,
        level="understand",
        review="lesson 03, section 'Two questions, not one'",
        afterword="The most famous clause of all is among them.",
    ),
    Question(
        id="03.3",
        title="Two years after the Soviet Union",
        objective="in-force",
        prompt=(
            "Which clauses with `RUS` among their `parties` were in force on 1 January 1994 [~]? "
            "In this table `RUS` stands for the Soviet Union too [~]. "
            "Assign their ids to `bound_1994` (a list or Series of str)."
        ),
        variable="bound_1994",
        expected=v.bound,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "open-end-lost",
                "`bound_1994` has only clauses whose end is on file. A comparison with NaT is "
                "false, so a treaty that never ended has dropped out.",
                value=lambda: v.bound(without="open end"),
            ),
            Misconception(
                "later-end-lost",
                "`bound_1994` has only clauses without any end. One that ended some years later "
                "was still in force on that day.",
                value=lambda: v.bound(without="later end"),
            ),
            Misconception(
                "signed-is-not-bound",
                "`bound_1994` holds a treaty that had been signed and was not yet in force. Which "
                "column says from when it binds?",
                value=lambda: v.bound(since="signed"),
            ),
            Misconception(
                "end-forgotten",
                "`bound_1994` holds all that had ever begun, back to the tsars. Ask for the end "
                "as well.",
                value=lambda: v.bound(without="end"),
            ),
            Misconception(
                "begin-forgotten",
                "`bound_1994` holds clauses that came later. You asked whether they had ended, "
                "not whether they had begun.",
                value=lambda: v.bound(without="begin"),
            ),
            Misconception(
                "article-day",
                "`bound_1994` shows the article's day. Make a Timestamp of the day that the "
                "question names.",
                value=lambda: v.bound(v.article_day()),
            ),
            Misconception(
                "everybody",
                "`bound_1994` holds the clauses of all parties. Keep those that name `RUS`.",
                value=lambda: v.bound(without="party"),
            ),
            Misconception(
                "ties-for-clauses",
                "`bound_1994` holds ids of ties. The question is about clauses: start from the "
                "table `clauses`.",
                matches=_is_of_ties,
            ),
            Misconception(
                "one-code-asked-exactly",
                "`bound_1994` is empty. `parties` holds several codes in one text, so `== 'RUS'` "
                "is never true: `str.contains` looks inside. Check the other conditions as well.",
                matches=lambda read: isinstance(read, Items | Pairs) and not read.entries,
            ),
        ),
        hints=(
            "In force means begun and not ended, and a missing end means not ended.",
            "Make three masks: begun, not ended, and `str.contains` on `parties`; join them.",
            "`clauses['in_force_to'].isna() | (...)` is the mask that people forget.",
        ),
        minutes=4,
        points=2,
        level="apply",
        review="lesson 03, section 'Find the fault'",
        afterword="The Collective Security Treaty had been signed, and bound nobody yet.",
    ),
    waiting(Since()),
)
