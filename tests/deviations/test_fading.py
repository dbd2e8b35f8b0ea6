"""What is kept for a while only: others' drafts and invitations never show, and go when their time has gone."""

from datetime import timedelta

from core import clock
from core.access import acting_as, fading
from deviations import services
from deviations.guests import services as guests
from deviations.models import DeviationDraft, DeviationGuest
from tests.database import as_loader, as_role
from tests.deviations.build import sent
from tests.groups import build as b

LONG_AGO = clock.now() - timedelta(days=15)


def swept(town, times: int = 1) -> list[int]:
    with as_role("bus_worker"):
        return [fading.sweep_region(town.region.pk) for _again in range(times)]


def invited(town, **facts) -> DeviationGuest:
    acting = b.acting_for(town.reporter)
    with acting_as(acting):
        guests.invite(by=acting, unit_name="Utanför AB")
    with as_loader():
        guest = DeviationGuest.objects.latest("created_at")
        DeviationGuest.objects.filter(pk=guest.pk).update(**facts)
    return guest


def left(model) -> set:
    with as_loader():
        return set(model.objects.values_list("pk", flat=True))


def test_a_draft_goes_fourteen_days_after_its_last_word(north):
    acting = b.acting_for(north.reporter)
    with acting_as(acting):
        old = services.save_draft(by=acting, answers={"description": "Påbörjat"})
        fresh = services.save_draft(by=acting, answers={"description": "Nyss"}, origin="annat")
    with as_loader():
        DeviationDraft.objects.filter(pk=old.pk).update(saved_at=LONG_AGO)
    assert swept(north, 2) == [1, 0]
    assert left(DeviationDraft) == {fresh.pk}


def test_what_an_invited_unit_told_goes_when_it_was_let_be_and_stays_with_its_report(north):
    told = {"answered_at": LONG_AGO, "event_on": LONG_AGO.date(), "description": "Ingen kom.", "expires_on": LONG_AGO}
    let_be = invited(north, **told, ended_on=LONG_AGO)
    unused = invited(north, expires_on=LONG_AGO)
    kept = {
        invited(north, **told, ended_on=clock.today()).pk,
        invited(north, **told).pk,
        invited(north, **told, report=sent(north)).pk,
        invited(north).pk,
    }
    assert swept(north, 2) == [2, 0]
    assert left(DeviationGuest) == kept
    assert not {let_be.pk, unused.pk} & kept


def test_the_job_sees_nothing_of_what_is_not_to_go(north):
    acting = b.acting_for(north.reporter)
    with acting_as(acting):
        services.save_draft(by=acting, answers={"description": "Nyss"})
    invited(north)
    with as_role("bus_worker"), acting_as(job=fading.JOB, region_id=north.region.pk):
        assert not DeviationDraft.objects.values_list("pk").exists()
        assert not DeviationGuest.objects.values_list("pk").exists()
