"""A new consent answers what was owed for the last one that ran out, and nothing else. [DL-47, facts 9.4]"""

from datetime import timedelta

import pytest

from core import clock
from core.access import acting_as
from core.obligations.models import Obligation
from sip.consent import ending
from sip.consent.services import recording
from sip.models import Consent
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.placing import in_worker

pytestmark = pytest.mark.django_db
CODE = "DL-47B"


def asked_for(town, consents) -> None:
    """A new consent is owed for each of them."""

    def start(_at):
        with acting_as(job=ending.JOB, region_id=town.region.pk) as by:
            for one in consents:
                places = {"unit_id": town.school.pk, "area_id": town.area.pk, "district_id": town.east.pk}
                ends = {"purpose": one.purpose, "valid_from": one.valid_from, "valid_to": clock.today()}
                known = {"id": one.pk, "case_id": one.case_id, "code": "", "owner_id": town.teacher.assignment_id}
                ending._start(ending.Ending(**known, **ends, **places), by=by, lead=14)

    in_worker(start)


def test_what_was_owed_for_the_newest_that_ran_out_is_done_and_for_no_other(town):
    case, other = t.raised(town), t.raised(town)
    with as_loader():
        make_rule(town.region, CODE)
    names = ("before", "the last", "replaced", "taken back")
    consents = {name: t.consented(town, case) for name in names} | {
        "elsewhere": t.consented(town, other),
        "for managers": t.agreed(town, case),
    }
    asked_for(town, consents.values())
    ran_out = {"status": "expired", "ended_by_id": None}
    somebody = {"ended_by_id": town.teacher.assignment_id}
    stands = {  # how each has ended, and how many hours ago
        "before": (ran_out, 5),
        "the last": (ran_out, 4),
        "replaced": (ran_out | somebody, 3),
        "taken back": ({**ran_out, "status": "withdrawn"}, 2),
        "elsewhere": (ran_out, 1),
        "for managers": (ran_out, 1),
    }
    with as_loader():
        for name, (facts, hours) in stands.items():
            ended_at = clock.now() - timedelta(hours=hours)
            Consent.objects.filter(pk=consents[name].pk).update(ended_at=ended_at, **facts)

    with acting_as(town.teacher):
        recording._answer_lapsed(case, "forum_occasion", town.teacher)

    with as_loader():
        rows = {name: Obligation.objects.get(subject_id=one.pk).status for name, one in consents.items()}
    assert {name: status for name, status in rows.items() if status != "pending"} == {"the last": "met"}
