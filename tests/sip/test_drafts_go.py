"""What someone began to write about a child goes fourteen days after its last word; no job reads it. [security 10]"""

from datetime import timedelta

import pytest
from django.db.utils import DatabaseError

from core import clock
from core.access import acting_as, fading
from sip.drafts.models import Draft
from sip.drafts.services import read_draft, save_draft
from tests.database import as_loader, as_role


def begun(town, kind: str) -> Draft:
    with acting_as(town.teacher):
        save_draft(town.teacher, kind, "", "step", {"question": "MÄRKE-UTKAST"})
    with as_loader():
        return Draft.objects.get(kind=kind)


def test_an_old_draft_goes_and_a_fresh_one_stays(town):
    old, fresh = begun(town, "gammalt"), begun(town, "nytt")
    with as_loader():
        Draft.objects.filter(pk=old.pk).update(saved_at=clock.now() - timedelta(days=15))
    with as_role("bus_worker"):
        assert [fading.sweep_region(town.region.pk) for _again in range(2)] == [1, 0]
    with as_loader():
        assert [one.pk for one in Draft.objects.all()] == [fresh.pk]
    with acting_as(town.teacher):
        assert read_draft(town.teacher, "nytt") == {"step": {"question": "MÄRKE-UTKAST"}}


def test_another_regions_drafts_are_not_reached(town, other_town):
    old = begun(town, "gammalt")
    with as_loader():
        Draft.objects.filter(pk=old.pk).update(saved_at=clock.now() - timedelta(days=15))
    with as_role("bus_worker"):
        assert fading.sweep_region(other_town.region.pk) == 0
    with as_loader():
        assert Draft.objects.filter(pk=old.pk).exists()


def test_the_job_reads_no_draft(town):
    begun(town, "nytt")
    with as_role("bus_worker"), pytest.raises(DatabaseError), acting_as(job=fading.JOB, region_id=town.region.pk):
        Draft.objects.first()
