"""Worlds made by chance from a seed: cases, reports, plans and the groups' work on either side of every border."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core.organisations.models import AreaDistrict
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.working import FIRST, LAST, groups_of
from tests.followup.working_chance import some_work

AS_OF = t.COUNTED_ON


def some_case(town, random: Random, children: list) -> None:
    """A case that may lie on either side of every border: the year's, the area's, the fourteenth day."""
    raised = FIRST + timedelta(days=random.randint(-40, 375))
    noticed = random.randint(0, 12)
    facts: dict = {}
    if random.random() < 0.85:
        facts["convened_on"] = (
            raised - timedelta(days=noticed) + timedelta(days=max(noticed, random.choice((5, 14, 15, 22))))
        )
        if random.random() < 0.85:
            facts["held_on"] = facts["convened_on"] + timedelta(days=random.randint(0, 20))
    if "held_on" in facts and random.random() < 0.8:
        facts["outcome_on"] = facts["held_on"] + timedelta(days=random.randint(0, 9))
        facts["first_outcome"] = random.choice(("resolved", "unresolved"))
        facts["status"] = facts["first_outcome"]
        if facts["first_outcome"] == "unresolved" and random.random() < 0.8:
            facts["escalated_on"] = facts["outcome_on"] + timedelta(days=random.randint(0, 5))
            facts["status"] = "escalated"
            if random.random() < 0.5:
                facts["decided_on"] = facts["escalated_on"] + timedelta(days=random.randint(0, 30))
                facts["status"] = "decided"
    elif random.random() < 0.25:
        last = max(raised, *(day for day in facts.values() if isinstance(day, date))) if facts else raised
        facts |= {
            "status": "withdrawn",
            "withdraw_reason": "party",
            "ended_on": last + timedelta(days=random.randint(0, 30)),
        }
    case = t.forum_case(
        town,
        raised_on=raised,
        noticed=noticed,
        sex=random.choice(("girl", "boy", "girl", "boy", "other", "unknown")),
        district=random.choice((town.east, town.west)),
        sittings=random.randint(1, 2),
        **facts,
    )
    _of_somebody(town, case, random, children)


def _of_somebody(town, case, random: Random, children: list) -> None:
    """A child may have several cases; some cases' child the convenor may know."""
    if random.random() < 0.8:
        t.about(town, case, random.choice(children))
    if random.random() < 0.4:
        t.named(town, case)


def some_report(town, random: Random, days: dict, earlier: list) -> None:
    """Of a district, which may lie in another area by the day something happens to it, or of an area alone."""
    sent = FIRST + timedelta(days=random.randint(-30, 380))
    district = random.choice((town.east, town.west, None))
    in_the_area = sent <= days[district.pk][1] if district else random.random() < 0.7
    facts: dict = {"category": random.choice(("absence", "routine", "transition"))}
    facts["against"] = random.choice((town.bup, town.bup, town.social))
    if random.random() < 0.3:
        facts |= {"level": "secretariat", "status": "submitted", "is_principled": True, "principled_reason": "Alla"}
        facts |= {"submitted_on": sent + timedelta(days=random.randint(1, 40)), "reacted_on": sent}
    elif random.random() < 0.3:
        facts |= {"status": "closed", "closed_on": sent + timedelta(days=random.randint(2, 60)), "reacted_on": sent}
    elif random.random() < 0.4:
        back = sent + timedelta(days=4)
        reacted = random.choice((None, sent + timedelta(days=1), back + timedelta(days=1)))
        facts |= {"status": "withdrawn", "withdrawn_on": back, "withdraw_reason": "settled", "reacted_on": reacted}
    if earlier and random.random() < 0.15:
        closed = {"status": "closed", "closed_on": sent + timedelta(days=3), "reacted_on": sent}
        facts = {**closed, "category": facts["category"], "duplicate_of": random.choice(earlier)}
    area = town.area if in_the_area else town.other_area
    earlier.append(t.deviation(town, sent, area=area, district=district, **facts))


def some_plan(town, random: Random, children: list) -> None:
    """Noticed, offered, begun to run: each on either side of the year's edges, or not at all."""
    noticed = FIRST + timedelta(days=random.randint(-40, 375))
    offered = random.choice((None, noticed + timedelta(days=random.randint(0, 60)), AS_OF + timedelta(days=1)))
    begun = offered + timedelta(days=random.randint(0, 60)) if offered and random.random() < 0.7 else None
    sex, district = random.choice(("girl", "boy", "girl", "other", "unknown")), random.choice((town.east, town.west))
    status = "not_needed" if not offered and random.random() < 0.4 else None
    made = t.plan(
        town, noticed, offered_on=offered, activated_on=begun, sex=sex, district=district, status=status
    )  # fmt: skip
    if random.random() < 0.8:
        t.about_plan(town, made, random.choice(children))


@dataclass(frozen=True)
class World:
    """What was counted, the year's figures as shown, and on which days each district lay in the area."""

    town: object
    counting: object
    days: dict


def make_world(town, seed: int) -> World:
    random = Random(seed)
    days = {town.east.pk: (FIRST, LAST), town.west.pk: (FIRST, LAST)}
    if random.random() < 0.7:  # the western district moves to another area in the middle of the year
        moved = date(t.YEAR, random.randint(3, 10), 1)
        with as_loader():
            AreaDistrict.objects.filter(district=town.west).update(valid_to=moved - timedelta(days=1))
            AreaDistrict.objects.create(region=town.region, area=town.other_area, district=town.west, valid_from=moved)
        days[town.west.pk] = (FIRST, moved - timedelta(days=1))
    children = [t.child(town, random.choice((town.city, town.care))) for _number in range(random.randint(15, 30))]
    for _number in range(random.randint(25, 45)):
        some_case(town, random, children)
    reports: list = []
    for _number in range(random.randint(10, 25)):
        some_report(town, random, days, reports)
    for _number in range(random.randint(12, 30)):
        some_plan(town, random, children)
    some_work(town, random, groups_of(town))
    return World(town, t.collected_counting(town), days)
