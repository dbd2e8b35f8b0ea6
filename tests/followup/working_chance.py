"""A year's work of every kind by chance, on both sides of every edge that the counting knows."""

from datetime import date, timedelta
from random import Random

from groups.models import Need, Voice
from tests.database import as_loader
from tests.followup import working as w
from tests.followup.working import FIRST, LAST


def _a_day(random: Random) -> date:
    """On either side of the year's edges."""
    return FIRST + timedelta(days=random.choice((-1, 0, 364, 365, random.randint(-60, 420))))


def some_work(town, random: Random, groups: w.Groups) -> None:
    """Of everything some, on both sides of every edge."""
    who = [name for name in ("chair", "steering_bup", "member") if name in town.assignments]
    given = {forum.pk: w.decision(town, forum) for forum in (groups.steering, groups.elsewhere)}
    for _number in range(random.randint(8, 14)):
        came = {name: random.choice(("present", "present", "absent", "stood_in", "nobody_stood_in")) for name in who}
        w.meeting(town, random.choice(groups.some), random.choice((None, _a_day(random), _a_day(random))), came)
    for _number in range(random.randint(7, 12)):
        giver = random.choice((groups.steering, groups.elsewhere))
        day = _a_day(random)
        done = day + timedelta(days=random.randint(1, 90)) if random.random() < 0.5 else None
        status = (
            random.choice(("reported", "approved", "in_progress")) if done else random.choice(("given", "cancelled"))
        )
        receiver = groups.working if giver == groups.steering else groups.regional
        more = {"given_on": day, "reported_on": done, "decided": given[giver.pk]}
        w.task(town, giver, receiver, status=status, **more)
        w.obstacle(town, random.choice(groups.some), day, kind=random.choice(("obstacle", "obstacle", "enabler")))
        ended = random.choice(("solved", "dropped"))
        w.obstacle(
            town, random.choice(groups.some), day, status=ended, ended_on=day + timedelta(days=random.randint(0, 90))
        )
        answered = day + timedelta(days=40) if random.random() < 0.5 else None
        to = random.choice((groups.regional, groups.regional, groups.working))
        w.lifted(town, groups.steering, to, day, answered_on=answered, withdrawn=not answered and random.random() < 0.3)
        kind, removed = random.choice(("training", "activity")), random.random() < 0.2
        people = {town.city: random.randint(1, 9), town.care: random.randint(1, 30)}
        w.training(town, random.choice(groups.some), _a_day(random), people, kind=kind, removed=removed)
    _some_papers(town, random, groups)
    for forum in (groups.steering, groups.working, groups.elsewhere):
        status = random.choice(("draft", "in_progress", "in_progress"))
        states = ("planned", "in_progress", "done", "dropped", "removed")
        w.plan(town, forum, status=status, activities=random.choices(states, k=random.randint(1, 6)))
    with as_loader():
        for number in range(random.randint(2, 5)):
            day, forum, by = _a_day(random), random.choice(groups.some), town.assignments["chair"]
            Need.objects.create(
                region=town.region, forum=forum, target_group=f"Målgrupp {number}", text="Stöd", known_from="Samtal",
                inventoried_on=day, next_on=day + timedelta(days=365), noted_by=by,
            )  # fmt: skip
            answer = {"status": "answered", "answer": "Ja", "influence": "decision", "answered_on": day}
            Voice.objects.create(
                region=town.region, forum=forum, organisation="Förening", title=f"Synpunkt {number}", text="Så",
                said_on=day, noted_by=by, **(answer | {"answered_by": by} if number % 2 else {}),
            )  # fmt: skip


def _some_papers(town, random: Random, groups: w.Groups) -> None:
    """Agreements and routines that hold, have been replaced, are under notice, or are for another area."""
    before, after = FIRST - timedelta(days=random.randint(1, 400)), LAST + timedelta(days=random.randint(0, 1))
    for forum in (groups.steering, groups.regional, groups.elsewhere):
        w.agreement(town, forum, random.choice((before, LAST, LAST + timedelta(days=1))))
        w.agreement(town, forum, before, status="terminated", ends_on=random.choice((LAST - timedelta(days=1), after)))
        old = w.agreement(town, forum, before, status="superseded")
        w.agreement(town, forum, random.choice((LAST, LAST + timedelta(days=1))), replaces=old)
        subject = random.choice(("sip", "absence"))
        covers = random.choice(((), (town.area,), (town.other_area,), (town.area, town.other_area)))
        last = random.choice((LAST - timedelta(days=1), LAST))
        old = w.routine(town, forum, before, valid_to=last, subject=subject, status="replaced", areas=covers)
        w.routine(town, forum, last + timedelta(days=1), of=old.routine, number=2, areas=covers)
        w.routine(town, forum, before, subject="sip", areas=covers)
        w.routine(town, forum, before, valid_to=random.choice((last, after)), status="withdrawn", areas=covers)
