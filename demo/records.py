"""Records whose time has gone: two that nobody has written in for years, one of them held. [security 6]"""

from datetime import date, datetime, timedelta
from random import Random

from core.roles import Role
from demo import names
from demo.county.making import loader_of_this_session
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from demo.story import at
from sip.models import Child, Contact, NeedAssessment
from sip.retention import policies, services
from sip.retention.states import S

SILENT = timedelta(days=2100)  # five years and nine months
OLD = 2
WHY = "Tillsynen av skolan är inte avslutad. Akten ska vara kvar tills beslutet har vunnit laga kraft."


def put_old(found: Found, random: Random, today: date) -> int:
    """Children that a school registered long ago and nobody has worked with since; how many.

    The log is younger than they are, so they are written as the loader.
    """
    teacher = found.one(Role.CASEWORKER, unit_type="school")
    if teacher is None or found.one(Role.RECORDS_OFFICER) is None:
        return 0
    with loader_of_this_session():
        for number in range(OLD):
            _put(teacher, random, at(today - SILENT - timedelta(days=40 * number)), number)
    return OLD


def _put(teacher, random: Random, when: datetime, number: int) -> None:
    given, family = names.child(random)
    common = {"region_id": teacher.region_id, "created_at": when}
    child = Child.objects.create(
        **common, principal_id=teacher.unit.principal_id, given_name=given, family_name=family, sex="girl",
        birth_date=date(when.year - 13, 3, 12 + number), created_by=teacher,
    )  # fmt: skip
    Contact.objects.create(
        **common,
        child=child,
        assignment=teacher,
        unit=teacher.unit,
        valid_from=when,
        valid_to=when + timedelta(hours=1),
    )
    NeedAssessment.objects.create(
        **common, child=child, unit=teacher.unit, noticed_on=when.date(), need="Behöver läxhjälp.", assessed_by=teacher,
        position="none",
    )  # fmt: skip


def hold_one(found: Found, today: date) -> None:
    """One of what the night has proposed is stopped; the others wait for two answers."""
    officer = found.one(Role.RECORDS_OFFICER)
    if officer is None:
        return
    with on(today, acting_for(officer)) as by:
        waiting = policies.visible_proposals(by).filter(status=S.PROPOSED).order_by("due_on", "id").first()
        if waiting is not None:
            services.place_hold(waiting, by=by, reason="legal", words=WHY)
