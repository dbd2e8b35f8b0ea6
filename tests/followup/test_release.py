"""From the group to the region and back: sent on by another than the maker, analysed, answered. [SM-9, security 7]"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.notices.models import Notice
from followup import regional, services
from followup.models import AnnualFollowUp, RegionalReply
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.people import advanced, page, post

DAY = date(2026, 3, 2)


def act(town, service, follow_up, who, *, logged_in=timedelta(0), **facts):
    now = t.noon(DAY)
    acting = replace(getattr(town, who), logged_in_at=now - logged_in)
    with clock.moved_to(now), acting_as(acting):
        return service(follow_up, by=acting, **facts)


def made_by(follow_up, assignment):
    with as_loader():
        AnnualFollowUp.objects.filter(pk=follow_up.pk).update(made_by=assignment)


@pytest.mark.parametrize("who", ["chair", "steering_bup", "secretary", "support"])
def test_another_than_the_maker_sends_it_on(town, who):
    follow_up = advanced(town, "adopted_local")

    act(town, services.report, follow_up, who)

    row = t.row(follow_up)
    assert (row.status, row.reported_by_id) == ("reported", getattr(town, who).assignment_id)


def test_the_maker_does_not_send_it_on_under_any_assignment(town, client):
    follow_up = advanced(town, "adopted_local")
    made_by(follow_up, town.assignments["chair"])
    with as_loader():
        other = town.assignments["steering_social"]
        type(other).objects.filter(pk=other.pk).update(person=town.assignments["chair"].person)
    steering = replace(town.steering_social, person_id=town.chair.person_id)

    for acting in (town.chair, steering):
        fresh = replace(acting, logged_in_at=t.noon(DAY))
        with clock.moved_to(t.noon(DAY)), acting_as(fresh), pytest.raises(PermissionDenied):
            services.report(follow_up, by=fresh)

    text = page(client, town, "chair").content.decode()
    assert "någon annan i styrgruppen skickar den vidare" in text
    assert page(client, town, "chair", "followup:report").status_code == 403
    assert t.row(follow_up).status == "adopted_local"


def test_a_stale_login_is_asked_again_and_sends_nothing(town):
    follow_up = advanced(town, "adopted_local")

    with pytest.raises(Refused, match="mer än tio minuter") as refused:
        act(town, services.report, follow_up, "chair", logged_in=timedelta(minutes=11))
    assert (refused.value.field, t.row(follow_up).status) == ("confirm", "adopted_local")


def test_who_owes_the_release_sees_it_at_the_start(town):
    from core.access.together import side_by_side
    from followup.start import duties

    follow_up = advanced(town, "adopted_local")

    def owed(who):
        with acting_as(getattr(town, who)) as acting:
            return [duty.title for duty in side_by_side(duties(acting, DAY))[0]]

    by_member = {who: owed(who) for who in ("chair", "steering_bup", "secretary", "teacher")}
    made_by(follow_up, town.assignments["chair"])
    by_chair = {who: owed(who) for who in ("chair", "steering_bup", "secretary", "teacher")}

    send = ["Skicka årsuppföljningen vidare"]
    assert by_member == {"chair": send, "steering_bup": [], "secretary": [], "teacher": []}
    assert by_chair == {"chair": [], "steering_bup": send, "secretary": [], "teacher": []}


def test_the_region_analyses_and_answers_and_the_group_is_told(town, client):
    follow_up = advanced(town, "reported")

    act(town, regional.analyse, follow_up, "regional", text="Fler hinner kallas i tid i hela länet.")
    act(town, regional.feed_back, follow_up, "secretary", text="Vi tar er fråga om ersättare vidare.")

    with as_loader():
        told = set(
            Notice.objects.filter(kind="follow_up_answered", channel="in_app").values_list("recipient", flat=True)
        )
        acts = list(AuditEvent.objects.filter(object_id=follow_up.pk).order_by("pk").values_list("act", flat=True))
    assert t.row(follow_up).status == "fed_back"
    assert told == {town.chair.assignment_id}
    assert acts[-2:] == ["follow_up.analysed", "follow_up.fed_back"]
    text = page(client, town, "steering_bup").content.decode()
    assert text.index("Regional analys") < text.index("Fler hinner kallas") < text.index("Vi tar er fråga om ersättare")


def test_the_two_words_are_written_on_their_page_and_kept_when_refused(town, client):
    follow_up = advanced(town, "reported")

    shown = page(client, town, "secretary", "followup:reply").content.decode()
    refused = post(client, town, "secretary", "followup:reply", text="Barnet 19121212-1212 fick vänta")
    empty = post(client, town, "secretary", "followup:reply", text=" ")
    first = post(client, town, "secretary", "followup:reply", text="Analysen")
    second = post(client, town, "regional", "followup:reply", text="Svaret")
    late = post(client, town, "regional", "followup:reply", text="Ett svar till")

    assert "Vad visar den regionala analysen?" in shown
    assert (refused.status_code, "19121212-1212" in refused.content.decode()) == (422, True)
    assert (empty.status_code, "Fyll i ”Vad visar den regionala analysen?”." in empty.content.decode()) == (422, True)
    assert (first.status_code, second.status_code, late.status_code) == (302, 302, 403)
    with as_loader():
        assert list(follow_up.replies.values_list("kind", "text")) == [("analysis", "Analysen"), ("answer", "Svaret")]


@pytest.mark.parametrize("who", ["chair", "steering_bup", "member", "political", "other_chair", "head", "convenor"])
def test_nobody_else_answers_for_the_region(town, client, who):
    follow_up = advanced(town, "reported")

    with pytest.raises(PermissionDenied):
        act(town, regional.analyse, follow_up, who, text="Nej")
    assert page(client, town, who, "followup:reply").status_code == 404
    assert t.row(follow_up).status == "reported"


@pytest.mark.parametrize(("service", "status"), [(regional.analyse, "adopted_local"), (regional.feed_back, "reported")])
def test_an_answer_out_of_turn_is_refused_by_the_state(town, service, status):
    follow_up = advanced(town, status)

    with pytest.raises(WrongState):
        act(town, service, follow_up, "secretary", text="För tidigt")
    with as_loader():
        assert not RegionalReply.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "Ärendet K7-4QZM tog tid"])
def test_an_empty_word_or_one_that_points_at_a_case_is_refused(town, text):
    with pytest.raises(Refused) as refused:
        act(town, regional.analyse, advanced(town, "reported"), "secretary", text=text)
    assert refused.value.field == "text"


def test_the_database_takes_an_answer_from_the_regional_level_only_and_never_changes_it(town):
    follow_up = advanced(town, "reported")

    def insert(who):
        acting = getattr(town, who)
        with acting_as(acting), transaction.atomic():
            RegionalReply(
                region_id=acting.region_id, follow_up=follow_up, kind="analysis", text="x", by_id=acting.assignment_id,
                at=t.noon(DAY),
            ).save(force_insert=True)  # fmt: skip

    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("chair")
    insert("secretary")
    with pytest.raises(IntegrityError, match="reply_once_of_a_kind"):
        insert("secretary")
    with pytest.raises(ProgrammingError, match="append-only"), as_loader():
        RegionalReply.objects.update(text="y")
