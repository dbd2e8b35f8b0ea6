"""The whole child's timeline: its cases and the own record, and never more than each page tells. [issue 3.10]"""

import io
from collections import Counter

import pikepdf
import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.children.policies import visible_children, with_protection
from sip.models import Contact, ForumCase, PlacementNotice, SipPlan, Transfer
from sip.needs.services import assess_need
from sip.placements import protecting
from sip.story.events import Lane
from sip.story.of_child import whole_of
from sip.story.page import story_of
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.kept import kept
from tests.sip import placing
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.plans import town as p
from tests.sip.transfers import town as x

STORIES = ((ForumCase, "case"), (SipPlan, "plan"), (Transfer, "transfer"))


@kept
def many():
    """A child of the school in a case, a plan and a transfer; social services know it too: a plan, and a placement."""
    town = placing.with_rules(p.make_town())
    child = t.child_of(town)
    with as_loader():
        for name in ("social_worker", "colleague"):
            who = town.assignments[name]
            Contact.objects.create(region=town.region, child=child, assignment=who, unit=who.unit)
    case = t.raised(town, child=child)
    _town, plan = p.until("preparing", town, child=child)
    other, transfer = p.started(town, child=child, by=town.social_worker), x.given(town, child=child)
    placement = placing.placed(town, child=child, act="lvu")
    with acting_as(town.social_worker) as by:
        protecting.protect_residence(placement, by=by, starts_on=clock.today(), place="MÄRKE-ORT")
    with as_loader():
        PlacementNotice.objects.create(
            region=town.region, case=transfer.case, placement_id=placement.pk, kind="residence_secret",
            receiving_unit=town.bup, sent_on=clock.today(), sent_by=town.assignments["social_worker"],
        )  # fmt: skip
    return town, child, {"case": case, "plan": plan, "other": other, "transfer": transfer, "placement": placement}


def whole(acting, child):
    with acting_as(acting) as by:
        return whole_of(by, with_protection(visible_children(by), clock.today()).get(pk=child.pk))


def address(child, name: str = "child_story", query: str = "") -> str:
    return reverse(f"sip:{name}", args=[child.pk]) + query


def test_what_happened_in_all_of_it_stands_in_one_list_in_its_order(many):
    town, child, made = many
    found = whole(town.teacher, child)

    assert [event.order for event in found.events] == sorted(event.order for event in found.events)
    texts = {(event.text, event.about) for event in found.events}
    for text, name in (
        ("Ärendet väcktes", "case"), ("Planen lades upp", "plan"), ("Uppgifterna skrevs", "transfer"),
        ("Samtycke lämnades", "plan"), ("Samtycke lämnades", "transfer"),
        ("Fristen började", "case"),
    ):  # fmt: skip
        assert (text, made[name].pk) in texts
    cases = (made[name].case for name in ("case", "plan", "transfer"))
    assert {part.code for part in found.parts} == {case.code for case in cases}


def test_the_clocks_are_bars_with_the_code_of_what_they_belong_to(many):
    town, child, made = many
    spans = whole(town.teacher, child).spans

    assert f"Kalla chefer till individforum {made['case'].case.code}" in [span.label for span in spans]
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    of_placement = [span.label for span in whole(town.social_worker, child).spans]
    assert f"Begäran till tandvården {made['placement'].code}" in of_placement
    assert len(set(of_placement)) == len(of_placement)


@pytest.mark.parametrize(("who", "is_told"), [("teacher", True), ("colleague", False), ("social_worker", True)])
def test_it_tells_of_each_case_what_its_own_timeline_tells_and_of_the_others_nothing(many, who, is_told):
    """Asked page by page: what answers 200 is in it event by event, what does not is not in it at all."""
    town, child, made = many
    acting, client, expected = getattr(town, who), w.as_person(town, who), Counter()
    for model, kind in STORIES:
        with as_loader():
            ones = list(model.objects.filter(pk__in=[one.pk for one in made.values()]).select_related("case"))
        for one in ones:
            if client.get(reverse(f"sip:{kind}_story", args=[one.pk])).status_code == 200:
                with acting_as(acting.about(one.pk), whole=True) as by:
                    expected.update((event.order, event.text, event.detail, one.pk) for event in story_of(by, one)[0])
    events = [event for event in whole(acting, child).events if event.lane != Lane.CHILD]
    events = [event for event in events if event.about != made["placement"].pk]

    assert Counter((event.order, event.text, event.detail, event.about) for event in events) == expected
    assert bool(expected) is is_told


def test_a_placement_is_told_to_the_unit_that_placed_and_to_no_other_that_knows_the_child(many):
    town, child, made = many
    own, other = whole(town.social_worker, child), whole(town.teacher, child)

    assert {part.code for part in own.parts} == {
        made["placement"].code,
        made["other"].case.code,
        made["plan"].case.code,
    }
    assert {"Placeringen beslutades", "Placeringen började"} <= {event.text for event in own.events}
    assert [event for event in other.events if event.about == made["placement"].pk] == []
    page = w.page(w.as_person(town, "teacher"), address(child))
    assert ["Placeringen" in w.words(page), made["placement"].code in page] == [False, False]


def test_of_a_secret_stay_it_tells_nothing_neither_that_somebody_was_told(many):
    town, child, _made = many
    found = whole(town.social_worker, child)
    page = w.page(w.as_person(town, "social_worker"), address(child))

    assert [event for event in found.events if "skydd" in f"{event.text}{event.detail}".lower()] == []
    assert [event for event in found.events if event.text.startswith("Besked om placeringen")] == []
    assert ["MÄRKE-ORT" in page, "Vistelseorten" in page] == [False, False]


def test_who_does_not_know_the_child_finds_no_timeline(many):
    town, child, _made = many
    for who in ("bup_manager", "convenor"):
        client = w.as_person(town, who)
        for name in ("child_story", "child_story_pdf"):
            assert client.get(address(child, name)).status_code in (403, 404)


def test_one_part_and_one_kind_are_shown_where_they_are_chosen(many):
    town, child, made = many
    client = w.as_person(town, "teacher")
    body = w.page(client, address(child, query=f"?om={made['transfer'].pk}&slag=case"))
    body = w.words(body[body.index('id="results"') :])
    there = [text in body for text in ("Uppgifterna skrevs", "Ärendet väcktes", "Underlag lämnades")]

    assert there == [True, False, False]
    assert client.get(address(child, query="?om=hej&slag=hej")).status_code == 200


def test_the_reading_is_logged_and_the_childs_page_leads_to_it(many):
    town, child, _made = many
    client = w.as_person(town, "teacher")
    assert address(child) in w.page(client, reverse("sip:child_detail", args=[child.pk]))
    w.page(client, address(child))

    assert "child.story_read" in acts_on(child.pk)


def test_the_paper_names_what_it_is_about_by_code_and_never_the_child(many):
    town, child, made = many
    answer = w.as_person(town, "teacher").get(address(child, "child_story_pdf"))

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        said = str(pdf.docinfo.get("/Title", ""))
    assert [child.family_name in part for part in (answer["Content-Disposition"], said)] == [False, False]
    assert "child.story_printed" in acts_on(child.pk)
    assert made["case"].case.code in "".join(part.name for part in whole(town.teacher, child).parts)


def test_of_a_protected_child_no_unit_is_told_with_its_needs(many):
    town, protected, _made = many  # by its secret stay
    units = []
    for child in (protected, t.child_of(town)):
        with acting_as(town.teacher) as by:
            assess_need(child, by=by, noticed_on=clock.today(), position="own_unit", need="Behov")
        told = [one for one in whole(town.teacher, child).events if one.text == "Ett behov uppmärksammades"]
        units.append({one.unit for one in told})

    assert units == [{""}, {town.school.name}]


def test_a_kind_of_its_own_is_for_the_childs_own_record_alone(many):
    town, child, made = many
    own = {event.about for event in whole(town.social_worker, child).events if event.lane == Lane.CHILD}
    page = w.page(w.as_person(town, "teacher"), reverse("sip:case_story", args=[made["case"].pk]))

    assert own == {made["placement"].pk}
    assert str(Lane.CHILD.label) not in page
