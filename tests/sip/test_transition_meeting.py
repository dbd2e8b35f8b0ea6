"""The joint meeting of a transition: called within the consent, answered by each unit, held by both sides. [F100]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.roles import Role
from sip.models import Contact, TransitionUnit
from sip.transitions import meeting, services
from tests.database import as_loader
from tests.groups import build as b
from tests.kept import kept
from tests.sip import placing as p
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.ages import acts, stored

PLACE = "Rum 3, Österskolan"


def later(days: int = 5):
    return clock.now() + timedelta(days=days)


@kept
def planned(town):
    """The school's, of a case whose consent covers school, social services and BUP."""
    p.with_rules(town)
    child = t.child_of(town)
    case = t.raised(town, child=child)
    t.consented(town, case)
    t.called(town, case)
    with acting_as(town.teacher) as by:
        made = services.add_transition(child, by=by, kind="services", on=clock.today() + timedelta(days=40))
    with as_loader():
        type(made).objects.filter(pk=made.pk).update(case_id=case.pk)
    with acting_as(town.teacher) as by:
        return services.plan_transition(made, by=by, sending=[town.social], receiving=[town.bup])


def call(town, transition, *, who="teacher", **facts):
    given = {"starts_at": later(), "place": PLACE, "units": [town.social, town.bup], **facts}
    with acting_as(getattr(town, who)) as by:
        return meeting.call_meeting(transition, by=by, **given)


def row_of(transition, unit) -> TransitionUnit:
    with as_loader():
        rows = TransitionUnit.objects.select_related("unit", "transition")
        return rows.get(transition=transition, unit=unit, removed_on=None)


def answer(town, transition, unit, reply, *, who) -> None:
    with acting_as(getattr(town, who)) as by:
        meeting.answer_call(row_of(transition, unit), by=by, reply=reply)


def test_the_called_are_told_answer_and_their_answers_stand_until_they_are_called_anew(town, planned):
    call(town, planned)
    with as_loader():
        told = set(Notice.objects.filter(kind="transition_called").values_list("recipient_id", flat=True))
    assert town.assignments["bup_manager"].pk in told
    assert town.assignments["teacher"].pk not in told
    assert row_of(planned, town.school).reply == "yes"  # the unit that calls comes

    manager, url = w.as_person(town, "bup_manager"), planned_url(planned)
    assert "Svara på kallelsen till mötet om övergången" in w.words(w.page(manager, "/"))
    assert PLACE in w.words(w.page(manager, url))
    w.send(manager, reverse("sip:transition_reply", args=[row_of(planned, town.bup).pk]), {"reply": "no"})
    assert row_of(planned, town.bup).reply == "no"
    assert "Svara på kallelsen till mötet om övergången" not in w.words(w.page(manager, "/"))
    answer(town, planned, town.bup, "yes", who="teacher")  # on its word, by telephone
    assert row_of(planned, town.bup).reply == "yes"

    call(town, planned, starts_at=later(9))
    assert (row_of(planned, town.bup).reply, row_of(planned, town.school).reply) == ("", "yes")
    assert acts(planned).count("transition.called") == 2


def planned_url(transition) -> str:
    return reverse("sip:transition_detail", args=[transition.pk])


def test_a_unit_that_no_consent_covers_is_not_called(town, planned):
    with as_loader():
        from sip.consent.models import ConsentUnit

        ConsentUnit.objects.filter(unit=town.bup).update(withdrawn_at=clock.now())
    with pytest.raises(Refused, match="Samtycket gäller inte") as refused:
        call(town, planned)
    assert refused.value.field == "units"
    call(town, planned, units=[town.social])
    assert row_of(planned, town.bup).called_on is None
    with pytest.raises(WrongState, match="inte längre kallad"):
        answer(town, planned, town.bup, "yes", who="teacher")


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"starts_at": clock.now() - timedelta(days=1)}, "day"), ({"place": " "}, "place"), ({"units": []}, "units")],
)
def test_a_call_without_time_place_or_anybody_is_refused(town, planned, facts, field):
    with pytest.raises(Refused) as refused:
        call(town, planned, **facts)
    assert refused.value.field == field
    assert stored(planned).meeting_at is None


def test_only_the_unit_that_holds_it_together_calls_and_only_the_called_answer_for_themselves(town, planned):
    with pytest.raises(PermissionDenied):
        call(town, planned, who="bup_manager")
    call(town, planned)
    for unit in (town.school, town.social):
        with pytest.raises(PermissionDenied):
            answer(town, planned, unit, "no", who="bup_manager")
    with as_loader(), pytest.raises(Error), transaction.atomic():
        TransitionUnit.objects.filter(pk=row_of(planned, town.bup).pk).update(called_on=None, reply="no")


def test_both_sides_have_been_there_when_the_meeting_is_noted_and_the_page_says_who(town, planned):
    call(town, planned)
    client, url = w.as_person(town, "teacher"), reverse("sip:transition_note", args=[planned.pk, "mote"])
    today = clock.today().isoformat()
    alone = client.post(url, {**w.key(), "on": today, "came": [str(town.school.pk)]})
    assert alone.status_code == 422
    w.send(client, url, {"on": today, "came": [str(town.school.pk), str(town.bup.pk)]})
    came = {unit: row_of(planned, unit).came for unit in (town.school, town.bup, town.social)}
    assert came == {town.school: True, town.bup: True, town.social: False}
    page = w.words(w.page(client, planned_url(planned)))
    assert page.count("Var med") == 2
    assert "Var inte med" in page
    with pytest.raises(WrongState):
        answer(town, planned, town.bup, "yes", who="bup_manager")


def test_the_call_is_sent_from_its_page_with_those_the_consent_covers_chosen_already(town, planned):
    client, url = w.as_person(town, "teacher"), reverse("sip:transition_note", args=[planned.pk, "kalla"])
    assert url in w.page(client, planned_url(planned))
    form = w.page(client, url)
    assert form.count("checked") >= 2
    day = (clock.today() + timedelta(days=6)).isoformat()
    sent = {"day": day, "at": "13.00", "place": PLACE, "units": [str(town.bup.pk)]}
    w.send(client, url, sent)
    assert stored(planned).meeting_place == PLACE


def test_without_a_case_only_the_own_principals_units_are_called(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")
        services.plan_transition(transition, by=by, sending=[town.school], receiving=[town.bup])
        assert meeting.callable_units(transition) == {town.social.pk, town.school.pk}


@pytest.fixture
def own(town, planned):
    """A second unit of the school's principal, called to the meeting; nobody there works with the child."""
    with as_loader():
        unit = b.make_unit(town.region, town.school.principal, "Gymnasiet", "school", district=town.east)
        head = b.make_assignment(town.region, Role.SCHOOL_PRINCIPAL_HEAD, "Greta Gymnasium", unit=unit)
        town.assignments["head"] = head
    with acting_as(town.teacher) as by:
        services.plan_transition(planned, by=by, sending=[town.social], receiving=[town.bup, unit])
    call(town, planned, units=[unit, town.bup])
    return unit, head


def test_for_an_own_unit_where_nobody_sees_the_transition_the_caller_notes_the_answer(town, planned, own):
    unit, head = own
    with as_loader():
        assert not Notice.objects.filter(recipient=head).exists()
    assert w.as_person(town, "head").get(planned_url(planned)).status_code == 404  # a call opens no child
    reply = reverse("sip:transition_reply", args=[row_of(planned, unit).pk])
    assert w.as_person(town, "head").post(reply, {**w.key(), "reply": "yes"}).status_code == 404
    teacher = w.as_person(town, "teacher")
    page = w.page(teacher, planned_url(planned))
    assert reply in page
    assert "Ni kan notera svaret åt dem." in w.words(page)
    w.send(teacher, reply, {"reply": "yes"})
    assert row_of(planned, unit).reply == "yes"
    with pytest.raises(PermissionDenied):
        answer(town, planned, unit, "no", who="bup_manager")


@pytest.mark.parametrize("days", [None, 3])  # also who is there in somebody's place
def test_where_somebody_of_the_own_unit_sees_it_the_unit_answers_itself(town, planned, own, days):
    unit, head = own
    with as_loader():
        until = {"valid_to": days and later(days)}
        Contact.objects.create(region=town.region, child_id=planned.child_id, assignment=head, unit=unit, **until)
    reply = reverse("sip:transition_reply", args=[row_of(planned, unit).pk])
    assert reply not in w.page(w.as_person(town, "teacher"), planned_url(planned))
    with pytest.raises(PermissionDenied):
        answer(town, planned, unit, "yes", who="teacher")
    w.send(w.as_person(town, "head"), reply, {"reply": "no"})
    assert row_of(planned, unit).reply == "no"
