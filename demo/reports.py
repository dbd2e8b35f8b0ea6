"""Deviation reports of both counties, each sent, climbed and answered by its own people on its own days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core import clock
from core.access import acting_as
from core.organisations.models import Area, Unit
from core.people.models import RoleAssignment
from demo import report_texts
from demo.people import acting_for
from demo.story import at
from deviations import services
from deviations.models import DeviationReport
from deviations.patterns import services as patterns
from deviations.patterns.policies import visible_patterns
from deviations.services.sending import Written


@dataclass(frozen=True)
class Move:
    """One verb: by whom (a part of the cast), how many days after the report was sent, with which words.

    A word is the name the service asks for, and after a colon the pool it is taken from when that has another name.
    """

    verb: str
    who: str
    after: int
    words: tuple[str, ...] = ()


TALKED = (
    Move("account", "other", 3, ("text:account",)),
    Move("sort", "own", 5),
    Move("decide_action", "own", 5, ("text:action",)),
    Move("resolve", "other", 6, ("solution",)),
)
SOLVED = (
    *TALKED,
    Move("confirm", "reporter", 8),
    Move("finish_action", "other", 10, ("outcome",)),
    Move("close", "own", 11, ("feedback",)),
)
TO_SECRETARIAT = (
    Move("mark_principled", "own", 5, ("reason",)),
    Move("submit", "leader", 12, ("suggestion",)),
)
HANDLED = (*TO_SECRETARIAT, Move("receive", "regional", 15), Move("review", "regional", 22, ("pattern",)))
TO_LOCAL_GROUP = (Move("mark_principled", "own", 7, ("reason",)),)
TO_MANAGERS_FORUM = (
    *TO_LOCAL_GROUP,
    Move("lift", "leader", 20, ("text:lift",)),
    Move("lift", "prep", 41, ("text:lift",)),
)

# What may become of a report, by a word of ours: the ladder of 001, then the one of 004.
STOCKHOLM: dict[str, tuple[Move, ...]] = {
    "open": (),
    "resolved": TALKED,
    "solved": SOLVED,
    "forum": (
        Move("refer_to_forum", "own", 8, ("text:forum",)),
        Move("resolve", "convenor", 21, ("solution",)),
        Move("close", "leader", 25, ("feedback",)),
    ),
    "principled": TO_SECRETARIAT[:1],
    "submitted": TO_SECRETARIAT,
    "reviewed": HANDLED,
    "asked": (*TO_SECRETARIAT, Move("receive", "regional", 15), Move("return_question", "regional", 16, ("question",))),
    "answered": (*HANDLED, Move("answer", "regional", 34, ("text:answer",))),
    "closed": (*HANDLED, Move("answer", "regional", 33, ("text:answer",)), Move("close", "regional", 40)),
    "assigned": (
        *HANDLED,
        Move("raise_to_bussam", "regional", 29, ("text:lift",)),
        Move("note_assignment", "regional", 62, ("text:assignment",)),
        Move("close", "regional", 70),
    ),
    "withdrawn": (Move("withdraw", "reporter", 3),),
    "duplicate": (Move("withdraw", "reporter", 0),),
}
VASTMANLAND: dict[str, tuple[Move, ...]] = {
    "open": (),
    "resolved": TALKED,
    "solved": SOLVED,
    "local": TO_LOCAL_GROUP,
    "local_solved": (
        *TO_LOCAL_GROUP,
        Move("resolve", "leader", 24, ("solution",)),
        Move("close", "leader", 30, ("feedback",)),
    ),
    "prepared": TO_MANAGERS_FORUM[:2],
    "lifted": TO_MANAGERS_FORUM,
    "answered": (*TO_MANAGERS_FORUM, Move("answer", "managers", 66, ("text:answer",)), Move("close", "leader", 75)),
    "political": (
        *TO_MANAGERS_FORUM,
        Move("lift", "managers", 63, ("text:lift",)),
        Move("answer", "political", 110, ("text:answer",)),
        Move("close", "leader", 118),
    ),
    "withdrawn": (Move("withdraw", "reporter", 4),),
}


@dataclass(frozen=True)
class Story:
    """One report: the day it was sent, its category, what became of it, and which of the casts tells it."""

    sent_on: date
    category: str
    path: str
    cast: int = 0


@dataclass(frozen=True)
class Sides:
    """Who takes part, by the words of `Move.who`; the report is about `other_unit`."""

    area: Area
    other_unit: Unit
    people: dict[str, RoleAssignment]


def tell(story: Story, sides: Sides, moves: Iterable[Move], random: Random, today: date) -> DeviationReport:
    """Send the report and let it live until today."""
    happened, effect, tried = random.choice(report_texts.HAPPENED[story.category])
    reporter = acting_for(sides.people["reporter"])
    written = Written(
        event_on=story.sent_on - timedelta(days=random.randint(1, 6)),
        area=sides.area,
        counterparts=(sides.other_unit,),
        category=story.category,
        description=happened,
        effect=effect,
        tried=tried,
        kind=kind_of(story),
    )
    with clock.moved_to(at(story.sent_on, 11)), acting_as(reporter):
        report = services.send(written, by=reporter)
    for move in moves:
        day = story.sent_on + timedelta(days=move.after)
        if day > today:
            break
        _make(report, move, story, sides, day, random)
    return report


def _make(report: DeviationReport, move: Move, story: Story, sides: Sides, day: date, random: Random) -> None:
    acting = acting_for(sides.people[move.who])
    words = {}
    for word in move.words:
        name, _colon, pool = word.partition(":")
        words[name] = random.choice(report_texts.WORDS[pool or name])
    if move.verb == "review":
        words["category"] = story.category
    if move.verb == "sort":
        words = {"kind": kind_of(story), "category": story.category, "cause": random.choice(report_texts.CAUSES)}
    if move.verb == "decide_action":
        words |= {"unit": str(sides.other_unit.pk), "due_on": day + timedelta(days=30)}
    if move.verb == "withdraw":
        words = {"reason": "duplicate" if story.path == "duplicate" else "settled"}
    with clock.moved_to(at(day, 14)), acting_as(acting):
        if move.verb == "finish_action":
            words["action"] = str(report.actions.get().pk)
        getattr(services, move.verb)(report, by=acting, **words)


def learn(officer: RoleAssignment, today: date) -> None:
    """What the secretariat has seen in several reports, and what everybody may learn of it."""
    acting = acting_for(officer)
    with clock.moved_to(at(today - timedelta(days=20), 10)), acting_as(acting):
        for name, (summary, learned) in report_texts.PATTERNS.items():
            pattern = visible_patterns(acting).filter(name=name).first()
            if pattern is not None:
                patterns.describe(pattern, by=acting, summary=summary)
                patterns.publish(pattern, by=acting, learned=learned)


def kind_of(story: Story) -> str:
    return "cost" if story.category == "disagreement" else "shortcoming"


def paths_of(code: str) -> dict[str, tuple[Move, ...]]:
    """The lives that the region's own ladder allows."""
    return STOCKHOLM if code == "stockholm" else VASTMANLAND


def stories(code: str, today: date) -> list[Story]:
    """The year before last, last year and this one; the latest stand where somebody at the door can act on them."""
    past, now = (_STOCKHOLM_PAST, _STOCKHOLM_NOW) if code == "stockholm" else (_VASTMANLAND_PAST, _VASTMANLAND_NOW)
    found = []
    for back, year in ((2, past[:1]), (1, past[1:2]), (0, past[2:])):
        first = date(today.year - back, 1, 1)
        last = date(today.year - back, 11, 30) if back else today - timedelta(days=130)
        found += _spread(first, last, year[0])
    found += [Story(today - timedelta(days=days), category, path, cast) for days, category, path, cast in now]
    return found


def _spread(first: date, last: date, year: tuple[tuple[str, str], ...]) -> list[Story]:
    """The year's reports at even distances; none when its days have not come yet."""
    days = (last - first).days
    if days < len(year):
        return []
    return [
        Story(first + timedelta(days=10 + number * (days - 10) // len(year)), category, path, number)
        for number, (category, path) in enumerate(year)
    ]


_STOCKHOLM_PAST = (
    (
        ("absence", "solved"),
        ("unclear_responsibility", "closed"),
        ("routine", "solved"),
        ("disagreement", "forum"),
        ("absence", "withdrawn"),
        ("transition", "solved"),
    ),
    (
        ("absence", "solved"),
        ("missing_mandate", "solved"),
        ("absence", "assigned"),
        ("unclear_responsibility", "solved"),
        ("absence", "duplicate"),
        ("disagreement", "forum"),
        ("delayed_measure", "solved"),
        ("absence", "closed"),
        ("sip_not_offered", "resolved"),
        ("routine", "solved"),
    ),
    (
        ("absence", "closed"),
        ("information_secrecy", "solved"),
        ("unclear_responsibility", "solved"),
        ("disagreement", "answered"),
        ("absence", "solved"),
    ),
)
_STOCKHOLM_NOW = (
    (60, "absence", "reviewed", 0),
    (30, "unclear_responsibility", "asked", 0),
    (14, "absence", "submitted", 0),
    (9, "disagreement", "principled", 1),
    (3, "delayed_measure", "open", 0),
)
_VASTMANLAND_PAST = (
    (("absence", "solved"), ("disagreement", "local_solved"), ("routine", "solved"), ("transition", "answered")),
    (
        ("absence", "solved"),
        ("unclear_responsibility", "local_solved"),
        ("disagreement", "political"),
        ("absence", "solved"),
        ("absence", "withdrawn"),
        ("sip_not_offered", "answered"),
    ),
    (("absence", "solved"), ("delayed_measure", "solved"), ("disagreement", "local_solved")),
)
_VASTMANLAND_NOW = (
    (90, "disagreement", "political", 0),
    (50, "disagreement", "lifted", 0),
    (28, "unclear_responsibility", "prepared", 0),
    (12, "absence", "local", 0),
    (4, "routine", "open", 0),
)
