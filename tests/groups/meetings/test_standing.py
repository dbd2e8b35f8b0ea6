"""The agenda that all groups of a kind share: the template's headings, each once, around the group's own. [F32, F34]"""

import pytest

from core.access import acting_as
from core.regions.profile import profile_of
from core.roles import Role
from groups.declared import templates
from groups.meetings.services import agenda, calling, planning, writing
from groups.meetings.services.standing import first_place, last_place
from groups.models import AgendaItem, MinutesTemplate
from groups.proposals import services as proposals
from groups.proposals.services import Wish
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.conftest import make_south
from tests.groups.meetings import table as t

SECTIONS = [("opening", "Öppnas"), ("matters", "Frågor"), ("obstacles", "Hinder"), ("next", "Nästa möte")]


@pytest.mark.parametrize(
    ("titles", "first", "last"),
    [
        ([], 0, 0),
        (["Öppnas", "Frågor", "Hinder", "Nästa möte"], 2, 2),
        (["Öppnas", "Frågor", "Egen", "Hinder", "Nästa möte"], 2, 3),
        (["Nästa möte", "Egen", "Frågor"], 0, 3),
        (["Egen", "Hinder"], 0, 1),
    ],
)
def test_what_is_left_comes_after_the_opening_and_what_is_new_before_the_closing(titles, first, last):
    assert (first_place(titles, SECTIONS), last_place(titles, SECTIONS)) == (first, last)


def test_without_a_heading_for_the_questions_they_come_after_all_headings():
    titles, sections = ["Öppnas", "Nästa möte"], [("opening", "Öppnas"), ("next", "Nästa möte")]
    assert first_place(titles, sections) == last_place(titles, sections) == 2
    assert first_place(["Egen"], []) == 0
    assert last_place(["Egen"], []) == 1


@pytest.fixture
def templated(town):
    """The table of a steering group, with the templates of the region's own profile."""
    with as_loader():
        templates.apply(town.region, profile_of(town.region.pk))
    return town


def titles(meeting) -> list[str]:
    return [one.title for one in t.items_of(meeting)]


def headings(region, kind: str) -> list[str]:
    with as_loader():
        return [one["heading"] for one in MinutesTemplate.objects.get(region=region, forum_kind=kind).sections]


def test_an_agenda_begins_with_the_headings_and_questions_come_between_them(templated):
    meeting = t.planned(templated)
    wanted = headings(templated.region, "steering_group")
    assert titles(meeting) == wanted
    assert len(wanted) == 8
    first, *_, last = t.items_of(meeting)
    assert (first.title, first.purpose, first.background) == (
        "Mötet öppnas", "inform", "Närvarande, ersättare och dagordning."
    )  # fmt: skip
    assert "item.added" in acts_on(last.pk)
    t.with_item(templated, meeting, "Ett")
    t.with_item(templated, meeting, "Två")
    assert titles(meeting) == [*wanted[:3], "Ett", "Två", *wanted[3:]]


def test_in_a_county_of_local_groups_it_is_that_countys_own_headings(db):
    with as_loader():
        south = make_south()
        coordinator = b.make_assignment(south.region, Role.GROUP_COORDINATOR, "Gun Samordnar", area=south.area)
        b.make_member(south.group, coordinator)
        templates.apply(south.region, profile_of(south.region.pk))
    with acting_as(b.acting_for(coordinator)) as me:
        meeting = planning.plan_meeting(south.group, by=me, when=t.ahead())
    assert titles(meeting) == headings(south.region, "local_group")
    assert "Frågor till Beredningsgrupp" in titles(meeting)


def test_a_region_without_a_template_begins_with_an_empty_agenda(templated):
    with as_loader():
        MinutesTemplate.objects.filter(forum_kind="steering_group").update(valid_from=b.START, valid_to=b.START)
    meeting = t.planned(templated)
    assert titles(meeting) == []
    t.with_item(templated, meeting, "Nästa möte")
    t.with_item(templated, meeting, "Nästa möte")
    assert titles(meeting) == ["Nästa möte", "Nästa möte"]


def test_each_meeting_of_a_year_has_them_once(templated):
    days = [t.ahead(days) for days in (5, 40)]
    with t.as_(templated, "chair") as me:
        made = planning.plan_year(templated.steering, by=me, times={f"day{n}": day for n, day in enumerate(days)})
    wanted = headings(templated.region, "steering_group")
    assert [titles(one) for one in made] == [wanted, wanted]


def test_a_heading_may_be_moved_and_removed_and_is_not_put_back(templated):
    meeting = t.planned(templated)
    wanted = headings(templated.region, "steering_group")
    items = t.items_of(meeting)
    with t.as_(templated, "chair") as me:
        agenda.remove_item(items[-1], by=me)
        agenda.move_item(items[1], by=me, up=True)
        calling.call_meeting(meeting, by=me)
    assert titles(meeting) == [wanted[1], wanted[0], *wanted[2:-1]]


def test_a_proposal_by_the_name_of_a_heading_takes_its_place(templated):
    meeting = t.planned(templated)
    wish = Wish("Hinder för samverkan", "decide", "Skolskjutsarna fungerar inte.", 20)
    with t.as_(templated, "bup_head") as me:
        proposal = proposals.propose(templated.steering, by=me, wish=wish)
    with t.as_(templated, "chair") as me:
        item = proposals.take_in(proposal, by=me, meeting=meeting)
    assert titles(meeting) == headings(templated.region, "steering_group")
    with as_loader():
        item = AgendaItem.objects.get(pk=item.pk)
    assert (item.purpose, item.minutes) == ("decide", 20)
    assert "Skolskjutsarna" in item.background
    assert "Hinder som har upptäckts" in item.background


def test_what_is_left_comes_after_the_questions_heading_and_a_heading_that_is_left_stands_once(templated):
    old = t.planned(templated, when=t.ahead(3))
    t.with_item(templated, old, "Skolnärvaro")
    with t.as_(templated, "chair") as me:
        old = calling.call_meeting(old, by=me)
    old = t.held(templated, old)
    with t.as_(templated, "chair") as me:
        for item in t.items_of(old):
            is_left = item.title in ("Skolnärvaro", "Hinder för samverkan")
            writing.set_outcome(item, by=me, outcome="carried" if is_left else "noted")
    new = t.planned(templated, when=t.ahead(20))
    t.with_item(templated, new, "Ny fråga")
    with t.as_(templated, "chair") as me:
        calling.call_meeting(new, by=me)
    wanted = headings(templated.region, "steering_group")
    assert titles(new) == [*wanted[:3], "Skolnärvaro", "Ny fråga", *wanted[3:]]
    assert [one.title for one in t.items_of(new) if one.carried_from_id] == ["Skolnärvaro", "Hinder för samverkan"]
