"""Records whose time has gone: two that nobody has written in for years, one of them held. [security 6]"""

from datetime import date, timedelta
from random import Random

from core.roles import Role
from demo import names
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from sip.children.services import register_child
from sip.retention import policies, services
from sip.retention.states import S

SILENT = timedelta(days=2100)  # five years and nine months
OLD = 2
WHY = "Tillsynen av skolan är inte avslutad. Akten ska vara kvar tills beslutet har vunnit laga kraft."


def register_old(found: Found, random: Random, today: date) -> int:
    """Children that somebody registered long ago and nobody has worked with since; how many."""
    teacher = found.one(Role.CASEWORKER, unit_type="school")
    if teacher is None or found.one(Role.RECORDS_OFFICER) is None or teacher.valid_from > today - SILENT:
        return 0
    for number in range(OLD):
        given, family = names.child(random)
        day = today - SILENT - timedelta(days=40 * number)
        with on(day, acting_for(teacher)) as by:
            born = date(day.year - 13, 3, 12 + number)  # on no day of the research sample
            register_child(by=by, given_name=given, family_name=family, birth_date=born, sex="girl")
    return OLD


def hold_one(found: Found, today: date) -> None:
    """One of what the night has proposed is stopped; the others wait for two answers."""
    officer = found.one(Role.RECORDS_OFFICER)
    if officer is None:
        return
    with on(today, acting_for(officer)) as by:
        waiting = policies.visible_proposals(by).filter(status=S.PROPOSED).order_by("due_on", "id").first()
        if waiting is not None:
            services.place_hold(waiting, by=by, reason="legal", words=WHY)
