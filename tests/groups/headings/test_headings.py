"""A group's own standing headings: on each new agenda after the region's, and what was not taken up in one press."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import Refused, WrongState
from core.regions.profile import profile_of
from groups.declared import templates
from groups.headings import services
from groups.headings.order import arranged
from groups.headings.services import Words
from groups.meetings.services import agenda, calling, holding, writing
from groups.models import AgendaItem, StandingHeading
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups.lifting.test_pages import client_of
from tests.groups.meetings import table as t

NUMBER = "121212-1212"  # of the published test series
SECTIONS = [
    {"key": key, "heading": heading, "help": ""}
    for key, heading in (("opening", "Öppnas"), ("matters", "Frågor"), ("next", "Nästa möte"))
]


@pytest.mark.parametrize(
    ("sections", "own", "expected"),
    [
        (SECTIONS, ["Läget"], ["Öppnas", "Frågor", "Läget", "Nästa möte"]),
        (SECTIONS, ["nästa möte", "Läget"], ["Öppnas", "Frågor", "Läget", "Nästa möte"]),
        (SECTIONS[:1], ["Läget"], ["Öppnas", "Läget"]),
        ([], ["Läget", "Laget runt"], ["Läget", "Laget runt"]),
    ],
)
def test_the_groups_own_come_after_the_heading_of_the_questions_and_none_stands_twice(sections, own, expected):
    rows = [StandingHeading(title=title) for title in own]
    assert [one.title for one in arranged(sections, rows)] == expected


@pytest.fixture
def templated(town):
    """The steering group's table, with the templates of the region's own profile."""
    with as_loader():
        templates.apply(town.region, profile_of(town.region.pk))
    return town


def added(town, title: str = "Laget runt", who: str = "chair", *, is_for_planned: bool = False, **more):
    with t.as_(town, who) as me:
        words = Words(title, **more)
        return services.add_heading(town.steering, by=me, words=words, is_for_planned=is_for_planned)


def origins(meeting) -> list[tuple[str, str]]:
    return [(one.title, one.origin) for one in t.items_of(meeting)]


def own(meeting) -> list[str]:
    return [title for title, origin in origins(meeting) if origin == "group"]


def test_new_agendas_have_them_in_the_groups_order_until_they_are_ended(templated):
    first, second = added(templated, background="Två minuter var.", minutes=10), added(templated, "Inflöde av ärenden")
    meeting = t.planned(templated)
    assert origins(meeting)[2:6] == [
        ("Frågor och beslut", "template"),
        ("Laget runt", "group"),
        ("Inflöde av ärenden", "group"),
        ("Frågor utanför mandatet", "template"),
    ]
    item = t.items_of(meeting)[3]
    assert (item.background, item.minutes, item.purpose) == ("Två minuter var.", 10, "discuss")
    t.with_item(templated, meeting, "Ny fråga")
    assert [title for title, _origin in origins(meeting)][3:7] == [
        "Laget runt", "Inflöde av ärenden", "Ny fråga", "Frågor utanför mandatet"
    ]  # fmt: skip
    with t.as_(templated, "chair") as me:
        services.move_heading(second, by=me, up=True)
        services.move_heading(second, by=me, up=True)
        services.change_heading(first, by=me, words=Words("Vad händer hos oss?", "inform"))
    assert own(t.planned(templated, when=t.ahead(20))) == ["Inflöde av ärenden", "Vad händer hos oss?"]
    with t.as_(templated, "chair") as me:
        services.end_heading(second, by=me)
        with pytest.raises(WrongState):
            services.end_heading(second, by=me)
    assert own(t.planned(templated, when=t.ahead(30))) == ["Vad händer hos oss?"]
    assert own(meeting) == ["Laget runt", "Inflöde av ärenden"]
    assert acts_on(first.pk) == {"standing_heading.added", "standing_heading.changed"}
    assert acts_on(second.pk) == {
        "standing_heading.added", "standing_heading.put_elsewhere", "standing_heading.ended"
    }  # fmt: skip


def test_one_added_late_comes_on_planned_agendas_once_and_not_on_those_called(templated):
    planned, called = t.planned(templated), t.planned(templated, when=t.ahead(20))
    t.with_item(templated, planned, "Laget runt")
    later = t.planned(templated, when=t.ahead(30))
    with t.as_(templated, "chair") as me:
        calling.call_meeting(called, by=me)
    added(templated, is_for_planned=True)
    added(templated, "Inflöde av ärenden")
    assert [own(one) for one in (planned, called, later)] == [[], [], ["Laget runt"]]
    assert [title for title, _origin in origins(later)][3:5] == ["Laget runt", "Frågor utanför mandatet"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (Words(" "), "title"),
        (Words(f"Om {NUMBER}"), "title"),
        (Words("Läget", background=f"Om {NUMBER}"), "background"),
        (Words("Läget", purpose="annat"), "purpose"),
        (Words("Läget", minutes=481), "minutes"),
        (Words("laget runt"), "title"),
        (Words("NÄSTA MÖTE"), "title"),
    ],
)
def test_what_is_lacking_names_somebody_or_stands_already_is_refused(templated, words, field):
    added(templated)
    other = added(templated, "Inflöde av ärenden")
    with t.as_(templated, "chair") as me:
        for act in (services.add_heading, services.change_heading):
            thing = templated.steering if act is services.add_heading else other
            with pytest.raises(Refused) as refused:
                act(thing, by=me, words=words)
            assert refused.value.field == field
    with as_loader():
        assert StandingHeading.objects.filter(title="Inflöde av ärenden", minutes=None).count() == 1
        assert StandingHeading.objects.count() == 2


def test_only_who_convenes_sets_them_and_the_database_holds_it(town):
    heading = added(town)
    for who in ("bup_head", "other_chair", "worker", "secretariat"):
        with pytest.raises(PermissionDenied):
            added(town, "Inflöde", who)
    with t.as_(town, "bup_head") as me:
        for act in (services.end_heading, lambda one, by: services.move_heading(one, by=by, up=True)):
            with pytest.raises(PermissionDenied):
                act(heading, by=me)
        assert StandingHeading.objects.filter(pk=heading.pk).update(title="x") == 0
        row = StandingHeading(
            region=town.region, forum=town.steering, order=2, title="x", added_by=town.people["bup_head"]
        )
        with pytest.raises(Error), transaction.atomic():
            row.save(force_insert=True)
    with t.as_(town, "worker"):
        assert not StandingHeading.objects.exists()


def rest(town, meeting, who: str = "chair") -> int:
    with t.as_(town, who) as me:
        return writing.close_untouched(meeting, by=me)


def test_in_one_press_headings_were_not_taken_up_and_questions_come_back(templated):
    added(templated)
    meeting = t.planned(templated)
    for title in ("Skolnärvaro", "Beslutad fråga", "Antecknad fråga"):
        t.with_item(templated, meeting, title)
    t.with_item(templated, meeting, "Sluten", is_confidential=True)
    with t.as_(templated, "chair") as me:
        meeting = calling.call_meeting(meeting, by=me)
    with pytest.raises(WrongState):
        rest(templated, meeting)
    meeting = t.held(templated, meeting)
    items = {one.title: one for one in t.items_of(meeting)}
    with t.as_(templated, "chair") as me:
        writing.decide(items["Beslutad fråga"], by=me, text="Vi gör så.")
        writing.save_note(items["Antecknad fråga"], by=me, text="Vi talade om det.", version=0)
        writing.save_note(items["Mötet öppnas"], by=me, text="Alla är här.", version=0)
    with pytest.raises(PermissionDenied):
        rest(templated, meeting, "bup_head")
    assert rest(templated, meeting) == 10
    outcomes = {one.title: one.outcome for one in t.items_of(meeting)}
    assert {outcomes[one] for one in ("Laget runt", "Nästa möte", "Hinder för samverkan")} == {"not_taken"}
    assert [outcomes[one] for one in ("Skolnärvaro", "Sluten", "Beslutad fråga")] == ["carried", "carried", "decided"]
    assert [outcomes[one] for one in ("Antecknad fråga", "Mötet öppnas")] == ["none", "none"]
    assert "item.closed" in acts_on(items["Laget runt"].pk)
    with pytest.raises(Refused):
        rest(templated, meeting)
    with t.as_(templated, "chair") as me:
        with pytest.raises(Refused, match="Mötet öppnas, Antecknad fråga"):
            holding.hand_in(meeting, by=me, approvers=[templated.people["bup_head"]])
        for title in ("Antecknad fråga", "Mötet öppnas"):
            writing.set_outcome(items[title], by=me, outcome="noted")
        meeting = holding.hand_in(meeting, by=me, approvers=[templated.people["bup_head"]])
    with pytest.raises(WrongState):
        rest(templated, meeting)
    again = t.planned(templated, when=t.ahead(20))
    with t.as_(templated, "chair") as me:
        calling.call_meeting(again, by=me)
    assert {one.title for one in t.items_of(again) if one.carried_from_id} == {"Skolnärvaro", "Sluten"}


def test_a_question_that_has_taken_a_headings_place_is_carried_and_keeps_its_place_from_the_next(templated):
    meeting = t.planned(templated)
    for background in ("Skolskjutsarna.", "Lokalerna."):
        with t.as_(templated, "chair") as me:
            agenda.add_item(meeting, by=me, topic=agenda.Topic("Hinder för samverkan", background=background))
    found = [one for one in t.items_of(meeting) if one.title == "Hinder för samverkan"]
    assert sorted(one.background.splitlines()[-1] for one in found) == ["Lokalerna.", "Skolskjutsarna."]
    assert [one.origin for one in found] == ["", ""]


def test_the_page_shows_where_each_comes_from_and_keeps_what_was_typed(templated):
    chair, bup = client_of(templated, "chair"), client_of(templated, "bup_head")
    listed = reverse("groups:heading_list", args=[templated.steering.pk])
    assert listed in chair.get(reverse("groups:forum_detail", args=[templated.steering.pk])).content.decode()
    new = reverse("groups:heading_new", args=[templated.steering.pk])
    refused = chair.post(new, {"title": "Nästa möte", "purpose": "inform", "minutes": "10", "background": "Två ord."})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="Nästa möte"' in text
    assert "Två ord." in text
    assert text.count("Rubriken står redan i regionens mall.") == 2
    done = chair.post(new, {"title": "Laget runt", "purpose": "inform"})
    assert (done.status_code, done.url) == (302, listed)
    added(templated, "Inflöde")
    lines = {one["title"]: one for one in chair.get(listed).context["lines"]}
    assert lines["Laget runt"]["origin"] == "Gruppens stående punkt"
    assert lines["Nästa möte"]["origin"] == "Regionens mall"
    assert [(lines[one]["up"], lines[one]["down"]) for one in ("Laget runt", "Inflöde")] == [
        (False, True),
        (True, False),
    ]
    key = lines["Inflöde"]["id"]
    assert chair.post(reverse("groups:heading_move", args=[key, "upp"])).url == listed
    assert [one["title"] for one in chair.get(listed).context["lines"] if one["id"]] == ["Inflöde", "Laget runt"]
    assert not any(one.get("may") for one in bup.get(listed).context["lines"])
    assert bup.get(new).status_code == 403
    assert bup.post(reverse("groups:heading_move", args=[key, "ned"])).status_code == 403
    assert client_of(templated, "worker").get(listed).status_code == 404
    meeting = t.planned(templated)
    assert "Gruppens stående punkt" in chair.get(reverse("groups:meeting_detail", args=[meeting.pk])).content.decode()


def test_the_press_stands_where_the_minutes_are_written(templated):
    meeting, chair = t.held(templated), client_of(templated, "chair")
    write, press = (reverse(f"groups:meeting_{name}", args=[meeting.pk]) for name in ("write", "rest"))
    assert "Inget är skrivet om 9 punkter." in chair.get(write).content.decode()
    assert client_of(templated, "bup_head").post(press).status_code == 403
    assert "9 punkter är avslutade." in chair.post(press, follow=True).content.decode()
    assert press not in chair.get(write).content.decode()
    assert chair.post(press).url == write


def test_more_headings_cost_no_more(town):
    counts, chair = [], client_of(town, "chair")
    url = reverse("groups:heading_list", args=[town.steering.pk])
    for number in range(3):
        added(town, f"Punkt {number}")
        with CaptureQueriesContext(connection) as queries:
            chair.get(url)
        counts.append(len(queries))
    assert counts[1] == counts[2]
    with as_loader():
        assert AgendaItem.objects.count() == 0
