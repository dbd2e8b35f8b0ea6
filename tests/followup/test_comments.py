"""The members of the group have their say before the meeting, and nobody else reads it. [SM-9, F137]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import ProgrammingError

from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.notices.models import Notice
from followup import services
from followup.models import FollowUpComment
from tests.database import as_loader
from tests.followup.people import advanced, page, post
from tests.followup.region_town import act


def said(follow_up) -> list:
    with as_loader():
        return list(FollowUpComment.objects.filter(follow_up=follow_up).values_list("section", "text"))


def told(town, kind) -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind, channel="in_app").values_list("recipient", flat=True))


def test_a_member_comments_and_the_leaders_are_told(town, client):
    follow_up = advanced(town, "drafted")

    act(town, services.comment, follow_up, "steering_bup", text=" Ersättarna saknas i texten. ", section="analysis")

    assert said(follow_up) == [("analysis", "Ersättarna saknas i texten.")]
    assert told(town, "follow_up_commented") == {town.chair.assignment_id}
    with as_loader():
        assert AuditEvent.objects.filter(object_id=follow_up.pk, act="follow_up.commented").exists()
    shown = page(client, town, "member", "followup:texts").content.decode()
    assert ("Ersättarna saknas i texten." in shown, "Om: Gruppens analys" in shown) == (True, True)
    assert "Ersättarna saknas" not in page(client, town, "secretary", "followup:texts").content.decode()


def test_those_who_may_comment_are_told_that_the_texts_are_ready(town):
    follow_up = advanced(town, "collecting")
    with as_loader():
        follow_up.sections.update(text="Skrivet.")

    act(town, services.finish_texts, follow_up, "chair")

    assert told(town, "follow_up_drafted") >= {town.member.assignment_id, town.steering_bup.assignment_id}
    assert town.chair.assignment_id not in told(town, "follow_up_drafted")


@pytest.mark.parametrize("who", ["secretary", "other_chair", "political", "head", "convenor"])
def test_nobody_else_comments_or_reads_what_was_said(town, client, who):
    follow_up = advanced(town, "drafted")
    act(town, services.comment, follow_up, "member", text="Bra skrivet.")

    with acting_as(getattr(town, who)) as acting:
        assert not FollowUpComment.objects.exists()
        with pytest.raises(PermissionDenied):
            services.comment(follow_up, by=acting, text="Nej")
    assert page(client, town, who, "followup:comment").status_code == 404
    assert len(said(follow_up)) == 1


def test_out_of_turn_empty_or_about_a_child_it_is_refused_and_kept(town, client):
    follow_up = advanced(town, "drafted")
    answer = post(client, town, "member", "followup:comment", text="Barnet 19121212-1212 fick vänta", section="")
    empty = post(client, town, "member", "followup:comment", text=" ", section="")
    done = post(client, town, "member", "followup:comment", text="Bra skrivet.", section="needs")

    assert (answer.status_code, "19121212-1212" in answer.content.decode()) == (422, True)
    assert (empty.status_code, done.status_code, said(follow_up)) == (422, 302, [("needs", "Bra skrivet.")])
    with pytest.raises(Refused, match="vill säga"):
        act(town, services.comment, follow_up, "member", text=" ")
    with as_loader():
        type(follow_up).objects.filter(pk=follow_up.pk).update(status="collecting")
    with pytest.raises(WrongState):
        act(town, services.comment, follow_up, "member", text="För tidigt")
    with as_loader(), pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        FollowUpComment.objects.update(text="Ändrat")
