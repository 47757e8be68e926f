"""Right and wrong answers of question 06.4, measures on a day."""

from typing import Final

from foedus.checking import Answers

__all__ = ["DAYS_COUNTED"]

_DAYS = 'days = ["2010-06-09", "2013-01-01", "2016-01-16", "2025-06-22"]\n'
_IRAN = 'iran = sanctions[sanctions["target"] == "IRN"]\n'


def _running(mask: str, pick: str = 'sanctions["target"] == "IRN"') -> str:
    return (
        _DAYS
        + f"rows = sanctions[{pick}]\nrunning = {{}}\nfor day in days:\n"
        + f"    running[day] = int(({mask}).sum())"
    )


_BEGUN = '(rows["date_from"] <= day)'
_OPEN = 'rows["date_to"].isna()'


DAYS_COUNTED: Final = Answers(
    reference=_running(f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))'),
    alternatives={
        "cumsum": (
            _DAYS
            + _IRAN
            + 'up = pd.Series(1, index=iran["date_from"])\n'
            + 'down = pd.Series(-1, index=iran["date_to"].dropna())\n'
            + "steps = pd.concat([up, down]).groupby(level=0).sum().cumsum()\n"
            + "running = {day: steps[:day].iloc[-1] for day in days}"
        ),
        "far-away-end": (
            _DAYS
            + _IRAN
            + 'end = iran["date_to"].fillna(pd.Timestamp("2100-01-01"))\n'
            + "running = pd.Series({pd.Timestamp(day): "
            + '((iran["date_from"] <= day) & (end > day)).sum() for day in days})'
        ),
        "list-of-pairs": (
            _DAYS
            + _IRAN
            + "running = []\nfor day in pd.to_datetime(days):\n"
            + '    alive = (iran["date_from"] <= day) & ~(iran["date_to"] <= day)\n'
            + "    running.append((day, len(iran[alive])))"
        ),
    },
    wrong=(
        (_running(f'{_BEGUN} & (day < rows["date_to"])'), "open-end-lost"),
        (_running(f'{_BEGUN} & ({_OPEN} | (day <= rows["date_to"]))'), "last-day-counted"),
        (_running(_BEGUN), "nothing-ends"),
        (
            _running(f'(rows["date_from"] < day) & ({_OPEN} | (day < rows["date_to"]))'),
            "first-day-missed",
        ),
        (
            _running(
                f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))',
                '(sanctions["target"] == "IRN") & (sanctions["sender"] == "UNO")',
            ),
            "one-sender",
        ),
        (
            _running(f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))', 'sanctions["id"] != ""'),
            "every-target",
        ),
        (
            _running(f'{_BEGUN} & (rows["date_to"].fillna(pd.Timestamp(AS_OF)) > day)'),
            "ended-on-our-day",
        ),
        (
            _running(f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))')
            + '\nfor day in days:\n    alive = rows["date_from"] <= day\n'
            + f'    alive = alive & ({_OPEN} | (day < rows["date_to"]))\n'
            + '    running[day] = rows.loc[alive, "sender"].nunique()',
            "senders-counted",
        ),
        (_running(f'{_BEGUN} & (day <= rows["date_to"])'), "two-slips"),
        (
            _running(f'(rows["date_from"] < day) & ({_OPEN} | (day <= rows["date_to"]))'),
            "evening-before",
        ),
        (_running(f'{_BEGUN} & (day < rows["date_to"]) | {_OPEN}'), "brackets-missing"),
        (
            _running(
                f'{_BEGUN} & ({_OPEN} | (day < rows["date_to"]))', 'sanctions["target"] == "RUS"'
            ),
            "other-target",
        ),
        (
            _DAYS
            + _IRAN
            + "running = {}\nfor day in days:\n"
            + '    up, down = iran["date_from"] == day, iran["date_to"] == day\n'
            + "    running[day] = int(up.sum() - down.sum())",
            "steps-for-counts",
        ),
    ),
)
