"""Any world: each figure is what plain counting gives, and opens exactly its rows that the reader may see. [security 7]

The worlds are made by chance from a seed. The counting here knows the rules of domain 7 and nothing of our SQL.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse

from core.access import acting_as
from core.organisations.models import AreaDistrict
from core.ui.numbers import number as as_text
from deviations.models import DeviationReport
from deviations.policies import visible_reports
from followup.indicators.formulas import FORMULAS
from followup.suppress import FEW
from sip.cases.models import ForumCase
from sip.cases.policies import visible_forum_cases
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.followup import town as t

FIRST, LAST, AS_OF, ALLOWED = date(t.YEAR, 1, 1), date(t.YEAR, 12, 31), t.COUNTED_ON, 14
READERS = ("chair", "convenor", "other_convenor", "steering_bup", "secretary", "member")
SEEDS = [1, 2, 3, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(4, 24))]


def some_case(town, random: Random) -> None:
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
    t.forum_case(
        town,
        raised_on=raised,
        noticed=noticed,
        sex=random.choice(("girl", "boy", "girl", "boy", "other", "unknown")),
        district=random.choice((town.east, town.west)),
        sittings=random.randint(1, 2),
        **facts,
    )


def some_report(town, random: Random) -> None:
    sent = FIRST + timedelta(days=random.randint(-30, 380))
    facts: dict = {"category": random.choice(("absence", "routine", "transition"))}
    if random.random() < 0.3:
        facts |= {"level": "secretariat", "status": "submitted", "is_principled": True, "principled_reason": "Alla"}
        facts |= {"submitted_on": sent + timedelta(days=random.randint(1, 40)), "reacted_on": sent}
    elif random.random() < 0.3:
        facts |= {"status": "closed", "closed_on": sent + timedelta(days=random.randint(2, 60)), "reacted_on": sent}
    elif random.random() < 0.4:
        back = sent + timedelta(days=4)
        reacted = random.choice((None, sent + timedelta(days=1), back + timedelta(days=1)))
        facts |= {"status": "withdrawn", "withdrawn_on": back, "withdraw_reason": "settled", "reacted_on": reacted}
    t.deviation(town, sent, area=random.choice((town.area, town.area, town.other_area)), **facts)


@dataclass(frozen=True)
class World:
    """What was counted, the year's figures as shown, and on which days each district lay in the area."""

    town: object
    counting: object
    days: dict


@pytest.fixture(params=SEEDS)
def world(request, town) -> World:
    random = Random(request.param)
    days = {town.east.pk: (FIRST, LAST), town.west.pk: (FIRST, LAST)}
    if random.random() < 0.7:  # the western district moves to another area in the middle of the year
        moved = date(t.YEAR, random.randint(3, 10), 1)
        with as_loader():
            AreaDistrict.objects.filter(district=town.west).update(valid_to=moved - timedelta(days=1))
            AreaDistrict.objects.create(region=town.region, area=town.other_area, district=town.west, valid_from=moved)
        days[town.west.pk] = (FIRST, moved - timedelta(days=1))
    for _number in range(random.randint(25, 45)):
        some_case(town, random)
    for _number in range(random.randint(10, 25)):
        some_report(town, random)
    return World(town, t.collected_counting(town), days)


def plain_counts(world) -> dict[str, set]:
    """The keys of the rows of each number, by the rules as they are written."""
    with as_loader():
        cases, reports = list(ForumCase.objects.all()), list(DeviationReport.objects.filter(area=world.town.area))

    def of(field, **same):
        return {
            case.pk
            for case in cases
            if (day := getattr(case, field))
            and world.days[case.district_id][0] <= day <= world.days[case.district_id][1]
            and all(getattr(case, name) == value for name, value in same.items())
        }

    def judged(field):
        in_time, late = set(), set()
        for case in cases:
            if case.pk not in raised:
                continue
            last_day = case.need_noticed_on + timedelta(days=ALLOWED)
            if done := getattr(case, field):
                (in_time if done <= last_day else late).add(case.pk)
            elif (case.ended_on or AS_OF) > last_day:
                late.add(case.pk)
        return in_time, late

    raised = of("raised_on")
    in_time, late = judged("convened_on")

    def reported(field):
        return {one.pk for one in reports if (day := getattr(one, field)) and FIRST <= day <= LAST}

    taken_back = {
        one.pk
        for one in reports
        if one.status == "withdrawn" and (one.reacted_on is None or one.reacted_on > one.withdrawn_on)
    }
    return {
        "held": of("held_on"),
        "raised": raised,
        "convened": of("convened_on"),
        "escalated": of("escalated_on"),
        "outcome": of("outcome_on"),
        "resolved": of("outcome_on", first_outcome="resolved"),
        "unresolved": of("outcome_on", first_outcome="unresolved"),
        "decided": of("decided_on"),
        "called_in_time": in_time,
        "called_late": late,
        "called_counted": in_time | late,
        "sent": reported("first_sent_on") - taken_back,
        "submitted": reported("submitted_on"),
        "closed": reported("closed_on"),
    }


def opened(client, world, code, cell) -> str:
    url = reverse("followup:rows", args=[world.town.area.pk, t.YEAR, code])
    return client.get(url, {"tal": cell, "antal": 50}).content.decode()


def keys_in(text: str) -> set[str]:
    rows = re.findall(r'<th scope="row"><a href="[^"]*/([0-9a-f-]{36})/"', text)
    assert len(rows) == len(set(rows))
    return set(rows)


def seen_by(world, who) -> set[str]:
    acting = getattr(world.town, who)
    with acting_as(acting):
        cases = visible_forum_cases(acting).values_list("pk", flat=True)
        return {str(pk) for pk in (*cases, *visible_reports(acting).values_list("pk", flat=True))}


def test_each_figure_is_the_plain_count_and_opens_its_rows(client, world):
    expected = plain_counts(world)
    with as_loader():
        figures = {figure.code: figure.shown for figure in world.counting.figures.all()}
    told = {cell: figures[code][cell] for code in figures for cell in figures[code] if cell in expected}
    assert set(told) == set(expected)
    for cell, mark in told.items():
        true = len(expected[cell])
        if isinstance(mark, int):
            assert mark == true, cell
        elif mark == FEW:
            assert 1 <= true < world.counting.threshold, cell
    assert any(isinstance(mark, int) and mark for mark in told.values())

    for who in READERS:
        sign_in(client, world.town.assignments[who])
        seen = seen_by(world, who)
        for code in figures:
            for cell in FORMULAS[code].opens(_year(world)):
                text = opened(client, world, code, cell)
                if not isinstance(told[cell], int):
                    assert (keys_in(text), "öppnas inga rader" in text) == (set(), True), (who, cell)
                    assert "till får du inte se" not in text
                    continue
                mine = {str(pk) for pk in expected[cell]} & seen
                assert keys_in(text) == mine, (who, cell)
                assert _more(text) == _left(told[cell], len(mine), world.counting.threshold), (who, cell)


def _year(world):
    from followup.presenting.cells import Cells

    with as_loader():
        return Cells(world.counting.figures.first(), world.counting).rules


def _more(text: str) -> str:
    found = re.search(r"<p>(?:Talet räknar ([^<]*) rader\. Du får inte se någon|([^<]*) till får du inte se\.)", text)
    return (found.group(1) or found.group(2)) if found else ""


def _left(number: int, seen: int, threshold: int) -> str:
    left = number - seen
    if not left:
        return ""
    return f"Färre än {threshold}" if seen and left < threshold else as_text(left)


def test_page_file_and_report_tell_the_same_and_no_more(client, world):
    """What a table hides on the page is hidden in the file to fetch and in the report's own data."""
    import csv
    import json

    from followup.report import build

    sign_in(client, world.town.assignments["chair"])
    where = [world.town.area.pk, t.YEAR]
    page = client.get(reverse("followup:year", args=where)).content.decode()
    fetched = client.get(reverse("followup:figures_csv", args=where)).content
    with t.job(world.town):
        made = build(world.town.area, t.YEAR, world.counting)

    assert made.attachments[0].content == fetched
    shown = re.findall(r'<td class="num">([^<]*)</td>', page)
    data = json.loads(made.attachments[1].content)
    rows = [row for figure in data for row in (*figure["table"]["rows"], *filter(None, [figure["table"]["foot"]]))]
    assert [cell.replace("&lt;", "<") for cell in shown] == [cell for row in rows for cell in row["cells"]]
    lines = list(csv.reader(fetched.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [line[5] for line in lines[1:]] == [cell for row in rows for cell in row["cells"]]
