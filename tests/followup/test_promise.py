"""Any world: each figure is what plain counting gives, and opens exactly its rows that the reader may see. [security 7]

The worlds are made by chance from a seed. The counting here knows the rules of domain 7 and nothing of our SQL.
"""

import html
import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from core.access import acting_as
from core.organisations.models import AreaDistrict
from core.ui.numbers import number as as_text
from deviations.models import DeviationReport
from deviations.policies import visible_reports
from followup.indicators.rows import SEX, parts_of, rows_of
from followup.indicators.year import area_year
from followup.suppress import FEW
from followup.views.kinds import kind_of
from followup.work.rows import MODEL_OF
from sip.cases.models import CaseChild, ChildCase, ForumCase
from sip.cases.policies import visible_forum_cases
from sip.individual_forum.models import Occasion
from sip.plans.models import SipPlan
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.followup import town as t
from tests.followup import working as w

FIRST, LAST, AS_OF, ALLOWED = date(t.YEAR, 1, 1), date(t.YEAR, 12, 31), t.COUNTED_ON, 14
READERS = ("chair", "convenor", "other_convenor", "steering_bup", "secretary", "member")
SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 24))]


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
    children = [t.child(town, random.choice((town.city, town.care))) for _number in range(random.randint(15, 30))]
    for _number in range(random.randint(25, 45)):
        some_case(town, random, children)
    reports: list = []
    for _number in range(random.randint(10, 25)):
        some_report(town, random, days, reports)
    for _number in range(random.randint(12, 30)):
        some_plan(town, random, children)
    w.some_work(town, random, w.groups_of(town))
    return World(town, t.collected_counting(town), days)


SEXES = ("girl", "boy", "other", "unknown")
BY_SEX = ("held", "escalated", "outcome", "called_in_time", "called_late", "called_counted")
BY_SEX += ("plans", "sip_needs", "sip_offered", "sip_unoffered")


def plain_counts(world) -> dict[str, set]:
    """The keys of the rows of each number, by the rules as they are written."""
    with as_loader():
        cases = list(ForumCase.objects.all())
    raised = _on(world, cases, "raised_on")
    called, sat = (_judged(cases, raised, field) for field in ("convened_on", "held_on"))
    found = {
        "held": _on(world, cases, "held_on"),
        "raised": raised,
        "convened": _on(world, cases, "convened_on"),
        "sittings": _sittings(world, cases),
        "escalated": _on(world, cases, "escalated_on"),
        "outcome": _on(world, cases, "outcome_on"),
        "resolved": _on(world, cases, "outcome_on", first_outcome="resolved"),
        "unresolved": _on(world, cases, "outcome_on", first_outcome="unresolved"),
        "decided": _on(world, cases, "decided_on"),
        **_timed("called", *called),
        **_timed("sat", *sat),
        "called_waiting": raised - called[0] - called[1],
        **_plans(world),
        **_reports(world),
        **w.plain_work(world.town, world.town.area),
    }
    with as_loader():
        sex = {case.pk: case.sex for case in (*cases, *SipPlan.objects.all())}
    found |= {f"{cell}.{one}": {pk for pk in found[cell] if sex[pk] == one} for cell in BY_SEX for one in SEXES}
    return found


def _plans(world) -> dict[str, set]:
    with as_loader():
        plans = list(SipPlan.objects.all())
    needs = _on(world, [plan for plan in plans if plan.status != "not_needed"], "need_noticed_on")
    offered = {plan.pk for plan in plans if plan.pk in needs and (plan.offered_on or date.max) <= AS_OF}
    return {
        "plans": _on(world, plans, "activated_on"),
        "sip_needs": needs,
        "sip_offered": offered,
        "sip_unoffered": needs - offered,
    }


def _on(world, cases, field, **same) -> set:
    """The day lies in the year, on a day when the district lay in the area."""
    return {
        case.pk
        for case in cases
        if (day := getattr(case, field))
        and world.days[case.district_id][0] <= day <= world.days[case.district_id][1]
        and all(getattr(case, name) == value for name, value in same.items())
    }


def _judged(cases, raised, field) -> tuple[set, set]:
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


def _timed(kind, in_time, late) -> dict[str, set]:
    return {f"{kind}_in_time": in_time, f"{kind}_late": late, f"{kind}_counted": in_time | late}


def _sittings(world, cases) -> set:
    """Each sitting by its own day, also when the case's first lies in another year."""
    first_last = {case.pk: world.days[case.district_id] for case in cases}
    with as_loader():
        sittings = list(Occasion.objects.filter(status="held"))
    return {
        one.pk
        for one in sittings
        if first_last[one.case_id][0] <= timezone.localdate(one.held_at) <= first_last[one.case_id][1]
    }


def _reports(world) -> dict[str, set]:
    with as_loader():
        reports = list(DeviationReport.objects.filter(duplicate_of=None).prefetch_related("counterparts"))
        against = {one.pk: {str(side.principal_id) for side in one.counterparts.all()} for one in reports}

    def days_of(one) -> tuple[date, date]:
        """When its district lay in the area; what names none stays with the area it was written in."""
        if one.district_id:
            return world.days[one.district_id]
        return (FIRST, LAST) if one.area_id == world.town.area.pk else (LAST, FIRST)

    def of(field):
        return {one.pk for one in reports if (day := getattr(one, field)) and days_of(one)[0] <= day <= days_of(one)[1]}

    taken_back = {
        one.pk
        for one in reports
        if one.status == "withdrawn" and (one.reacted_on is None or one.reacted_on > one.withdrawn_on)
    }
    sent = of("first_sent_on") - taken_back
    found: dict[str, set] = {"sent": sent, "submitted": of("submitted_on"), "closed": of("closed_on")}
    for one in reports:
        if one.pk in sent:
            sides = {f"sent.counterpart.{principal}" for principal in against[one.pk]}
            parts = (
                f"sent.level.{one.levels[-1]}",
                f"sent.category.{one.category}",
                f"sent.principal.{one.principal_id}",
            )
            for cell in (*parts, *sides):
                found.setdefault(cell, set()).add(one.pk)
    return found


def plain_plan_children(world, begun: set) -> int:
    """By the row of the principal whose unit began the plan: the city's school, here."""
    with as_loader():
        own = dict(ChildCase.objects.filter(child__principal=world.town.city).values_list("case_id", "child_id"))
    return len({own.get(pk, pk) for pk in begun})


def plain_children(world, held: set) -> int:
    """Each principal's own rows; a case without one is a child of its own."""
    with as_loader():
        child = dict(ChildCase.objects.values_list("case_id", "child_id"))
    return len({child.get(pk, pk) for pk in held})


def opened(client, world, code, cell) -> str:
    url = reverse("followup:rows", args=[world.town.area.pk, t.YEAR, code])
    return client.get(url, {"tal": cell, "antal": 50}).content.decode()


def rows_in(text: str) -> int:
    """How many rows the page shows, none of them twice; a case may stand there by several sittings."""
    body = text[text.index("<tbody>") : text.index("</tbody>")] if "<tbody>" in text else ""
    rows = re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    assert len(rows) == len(set(rows))
    return len(rows)


def seen_by(world, who) -> set[str]:
    acting = getattr(world.town, who)
    with acting_as(acting):
        cases = set(visible_forum_cases(acting).values_list("pk", flat=True))
        plans = set(SipPlan.objects.values_list("pk", flat=True))
        work = {pk for model in set(MODEL_OF.values()) for pk in model.objects.values_list("pk", flat=True)}
        reports = visible_reports(acting).values_list("pk", flat=True)
        sittings = Occasion.objects.values_list("pk", "case_id")
        return {str(pk) for pk in (*cases, *plans, *work, *reports, *(pk for pk, case in sittings if case in cases))}


def identified_by(world, who) -> set[str]:
    """The cases whose child the reader may know; by the names themselves, as the database shows them."""
    with acting_as(getattr(world.town, who)):
        named = {*CaseChild.objects.values_list("case_id", flat=True)}
        return {str(pk) for pk in named | {*ChildCase.objects.values_list("case_id", flat=True)}}


# Nobody's rows, or answers that lead to nobody.
# Nobody's rows, or answers that lead to nobody.
NO_ROWS = ("children", "sip_children", "people", "seats_", "spider_", "groups_")


@pytest.fixture
def counted_as(world) -> tuple[dict, dict, dict]:
    """What was told of each cell, the keys it counts, and the indicators it stands under."""
    expected = plain_counts(world)
    with as_loader():
        figures = {figure.code: figure.shown for figure in world.counting.figures.all()}
    told = {cell: mark for shown in figures.values() for cell, mark in shown.items()}
    codes = {cell: [code for code, shown in figures.items() if cell in shown] for cell in told}
    return told, {cell: expected.get(cell, set()) for cell in told if not cell.startswith(NO_ROWS)}, codes


def test_each_figure_is_the_plain_count(world, counted_as):
    told, expected, _codes = counted_as
    numbers = {cell: len(keys) for cell, keys in expected.items()}
    numbers |= {"children": plain_children(world, expected["held"])}
    numbers |= {
        "sip_children": plain_plan_children(world, expected["plans"]),
        **w.plain_people(world.town, world.town.area),
    }
    counted = {cell for cell, keys in plain_counts(world).items() if keys and cell.partition(".")[0] not in ELSEWHERE}
    assert counted < set(numbers) == {cell for cell in told if not cell.startswith(("seats_", "spider_", "groups_"))}
    for cell, mark in told.items():
        if cell not in numbers:
            assert mark == 0, cell  # nobody is asked for and nobody was asked
        elif isinstance(mark, int):
            assert mark == numbers[cell], cell
        elif mark == FEW:
            assert 1 <= numbers[cell] < world.counting.threshold, cell
    assert any(isinstance(mark, int) and mark for mark in told.values())


# What stands in the year's work, but under no indicator of this region.
ELSEWHERE = {
    *("tasks_given", "tasks_reported", "tasks_waiting", "voices", "voices_answered", "lifted_answered", "lift_answers"),
    *("sip_needs", "sip_offered", "sip_unoffered"),
    *("activities", "activities_done", "activities_dropped", "activities_left", "years", "parts", "parts_meet"),
}


def test_each_number_opens_exactly_its_rows(client, world, counted_as):
    """Every cell for every reader by what the page reads; and as a page, all totals and some of the parts."""
    told, expected, codes = counted_as
    random, met = Random(len(told)), 0
    for who in READERS:
        sign_in(client, world.town.assignments[who])
        seen, identified = seen_by(world, who), identified_by(world, who)
        parts = [cell for cell in expected if "." in cell]
        work = random.sample([cell for cell in expected if cell in MODEL_OF], 2)
        totals = [cell for cell in expected if "." not in cell and cell not in MODEL_OF]
        asked = {*totals, *work, *random.sample(parts, 6)}
        for cell, keys in expected.items():
            mine = {str(pk) for pk in keys} & seen
            if cell.startswith(BY_SEX) and "." in cell:
                mine &= identified
                met += len(mine)
            assert _read(world, who, cell) == mine, (who, cell)
            if cell in asked:
                _assert_page(opened(client, world, codes[cell][0], cell), told[cell], mine, world.counting.threshold)
    assert met, "no reader met a row by its sex: the world proves nothing of it"


def _read(world, who, cell) -> set[str]:
    """The rows of the cell as the page reads them; the page itself asks first whether the number is shown."""
    acting = getattr(world.town, who)
    with acting_as(acting):
        year = area_year(world.town.area, t.YEAR, AS_OF)
        found = kind_of(cell).visible(acting, by_sex=parts_of(cell)[1] == SEX).filter(rows_of(year, cell))
        return {str(pk) for pk in found.values_list("pk", flat=True)}


def _assert_page(text: str, mark, mine: set[str], threshold: int) -> None:
    if not isinstance(mark, int):
        assert (rows_in(text), "öppnas inga rader" in text, _more(text)) == (0, True, "")
        return
    assert rows_in(text) == len(mine)
    assert _more(text) == _left(mark, len(mine), threshold)


def test_every_number_on_the_page_is_open_hidden_nought_or_has_no_rows(client, world, counted_as):
    """The page's links are the cells told by a number; each opens; nothing else of the page's numbers is left bare."""
    told, expected, codes = counted_as
    sign_in(client, world.town.assignments["chair"])
    where = [world.town.area.pk, t.YEAR]
    page = html.unescape(client.get(reverse("followup:year", args=where)).content.decode())
    linked = {
        (one, cell): text
        for one, cell, text in re.findall(r'<a href="[^"]*/(I-\d\d)/rader/\?tal=([^"]+)">([^<]+)</a>', page)
    }
    open_cells = [cell for cell in expected if isinstance(told[cell], int) and told[cell]]
    assert set(linked) == {(code, cell) for cell in open_cells for code in codes[cell]}
    work = set(re.findall(r'<a href="[^"]*/arbete/rader/\?tal=([^"]+)">', page))
    people = ("called", "came", "stood_in", "absent")  # guarded: told by their indicator
    of_work = {cell: keys for cell, keys in plain_counts(world).items() if cell in MODEL_OF and cell not in people}
    beside = ("sip_routines", "years", "years_analysed", "parts", "parts_meet")  # told by their indicator too
    assert work == {cell for cell, keys in of_work.items() if keys and cell not in beside}
    bare = re.findall(r'<td class="num">([^<]*)</td>', page.replace("<5", "few"))
    assert {text for text in bare if not text.endswith("%")} <= {"0", "–", "few"}


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
    shown = [re.sub("<[^>]*>", "", cell) for cell in re.findall(r'<td class="num">(.*?)</td>', page)]
    data = json.loads(made.attachments[1].content)
    rows = [row for figure in data for row in (*figure["table"]["rows"], *filter(None, [figure["table"]["foot"]]))]
    assert [cell.replace("&lt;", "<") for cell in shown] == [cell for row in rows for cell in row["cells"]]
    lines = list(csv.reader(fetched.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [line[5] for line in lines[1:]] == [cell for row in rows for cell in row["cells"]]
