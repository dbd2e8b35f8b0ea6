"""Leave to read one report: given with a reason and an end by the secretariat, compared with the clock at each look."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused
from core.notices.models import Notice
from deviations import policies, services
from deviations.models import DeviationAnswer, DeviationReport, DeviationReportGrant
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations.build import at_secretariat, do, sent
from tests.groups import build as b

TODAY = clock.today()
REASON = "Granskar rutinen åt sekretariatet"


def give(town, report, *, to=None, reason=REASON, until=None, by=None) -> DeviationReportGrant:
    acting = b.acting_for(by or town.officer)
    until = until or TODAY + timedelta(days=7)
    with acting_as(acting):
        return services.grant(report, by=acting, to=to or town.support, reason=reason, until=until)


def sees(assignment, report) -> bool:
    acting = b.acting_for(assignment)
    with acting_as(acting):
        return policies.can_view(acting, report)


def test_leave_opens_one_report_for_one_person_for_its_time(north):
    report, other = at_secretariat(north), at_secretariat(north)
    assert not sees(north.support, report)
    give(north, report)
    assert [sees(north.support, one) for one in (report, other)] == [True, False]
    assert not sees(north.steerer, report)
    last_day = clock.now() + timedelta(days=7)
    with clock.moved_to(last_day):
        assert sees(north.support, report)
    with clock.moved_to(last_day + timedelta(days=1)):
        assert not sees(north.support, report)
    with as_loader():
        acts = AuditEvent.objects.filter(object_id=report.pk, act="deviation.leave_given")
        assert acts.count() == 1
        told = Notice.objects.get(kind="deviation_readable", channel="in_app")
        assert (told.recipient_id, told.about_id) == (north.support.pk, report.pk)


def test_leave_is_for_the_person_under_any_assignment_in_the_region(north):
    with as_loader():
        second = b.make_assignment(
            north.region, "working_member", "Support Prov", unit=north.third, area=north.area, user=north.support.user
        )
    report = at_secretariat(north)
    give(north, report)
    assert sees(second, report)


def test_leave_lets_one_read_and_do_nothing(north):
    report = at_secretariat(north)
    give(north, report)
    acting = b.acting_for(north.support)
    with acting_as(acting):
        assert policies.report_verbs(acting, report) == set()
        assert DeviationReport.objects.filter(pk=report.pk).update(pattern="x") == 0
        with pytest.raises(PermissionDenied):
            services.answer(report, by=acting, text="Svar.")
        with pytest.raises(DatabaseError), transaction.atomic():
            DeviationAnswer.objects.create(
                region=north.region, report=report, kind="answer", level="", text="x", by=north.support
            )


def test_leave_is_taken_back_at_once_and_can_be_given_again(north):
    report = at_secretariat(north)
    given = give(north, report)
    acting = b.acting_for(north.officer)
    with acting_as(acting):
        services.end_grant(given, by=acting)
    assert not sees(north.support, report)
    give(north, report, reason="En gång till")
    assert sees(north.support, report)
    with as_loader():
        assert DeviationReportGrant.objects.get().reason == "En gång till"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": "officer"}, "to"),
        ({"to": "nobody"}, "to"),
        ({"reason": "  "}, "reason"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": TODAY + timedelta(days=91)}, "until"),
        ({"again": True}, "to"),
    ],
)
def test_leave_without_bounds_or_reason_is_refused(north, changes, field):
    report = at_secretariat(north)
    if "to" in changes:
        with as_loader():
            nobody = b.make_assignment(north.region, "caseworker", "Utan Konto", unit=north.third)
            nobody.user = None
            nobody.save()
        changes = {"to": nobody if changes["to"] == "nobody" else north.officer}
    if changes.pop("again", False):
        give(north, report)
    with pytest.raises(Refused) as refused:
        give(north, report, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize("who", ["head", "chair", "reporter", "admin", "regional"])
def test_only_the_secretariat_gives_leave(north, who):
    report = at_secretariat(north)
    giver = getattr(north, who)
    with pytest.raises(PermissionDenied):
        give(north, report, by=giver)
    with acting_as(b.acting_for(giver)), pytest.raises(DatabaseError), transaction.atomic():
        DeviationReportGrant.objects.create(
            region=north.region,
            content_object=report,
            user=north.support.user,
            permission_id=_permission(),
            giver=giver,
            reason="Själv",
            valid_until=clock.now() + timedelta(days=1),
        )


def _permission() -> int:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=policies.READ).pk


def test_what_has_not_come_to_the_secretariat_is_not_its_to_show(north):
    with pytest.raises(PermissionDenied):
        give(north, sent(north))


def test_the_page_gives_leave_by_address_and_shows_what_was_given(client, north):
    report = at_secretariat(north)
    with as_loader():
        north.support.person.email = "stod@exempel.se"
        north.support.person.save()
    url = reverse("deviations:grant", args=[report.pk])
    sign_in(client, north.officer)
    wrong = client.post(url, {"to": "ingen@exempel.se", "reason": REASON, "until": TODAY.isoformat()})
    assert wrong.status_code == 422
    assert REASON in wrong.content.decode()
    assert "Ingen i regionen har ett konto" in wrong.content.decode()
    assert client.post(url, {"to": "STOD@exempel.se", "reason": REASON, "until": TODAY.isoformat()}).status_code == 302
    assert REASON in client.get(url).content.decode()

    sign_in(client, north.support)
    mine = client.get(reverse("deviations:my_list")).content.decode()
    assert report.code in mine
    assert client.get(reverse("deviations:detail", args=[report.pk])).status_code == 200

    with as_loader():
        given = DeviationReportGrant.objects.get()
    end = reverse("deviations:end_grant", args=[given.pk])
    assert client.post(end).status_code == 404
    sign_in(client, north.officer)
    assert client.post(end).status_code == 302
    sign_in(client, north.support)
    assert client.get(reverse("deviations:detail", args=[report.pk])).status_code == 404


def test_others_do_not_reach_the_page_that_gives_leave(client, north):
    report = at_secretariat(north)
    url = reverse("deviations:grant", args=[report.pk])
    for who in (north.head, north.chair, north.stranger, north.admin):
        sign_in(client, who)
        assert client.get(url).status_code == 404


def test_a_copy_that_one_has_leave_for_is_read_whole(copying):
    """The switch copies statistics; leave to read is given for what has come whole."""
    report = at_secretariat(copying)
    give(copying, report)
    acting = b.acting_for(copying.support)
    with acting_as(acting):
        assert not policies.sees_statistics_only(acting, report)
    do("withdraw", report, copying.reporter, reason="settled")
    assert sees(copying.support, report)
