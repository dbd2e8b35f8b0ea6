"""How one assignment stands to one report; each answer is one function. [domain 2, SM-3]"""

from core import clock
from core.access import Acting
from core.people.models import RoleAssignment
from core.roles import AREA_LEADERS, UNIT_LEADERS, Role
from deviations.ladder import SECRETARIAT
from deviations.models import DeviationReport
from deviations.states import DeviationStatus as S

WORKS_ON = {
    S.IN_PREPARATORY_GROUP: Role.PREP_MEMBER,
    S.IN_REGIONAL_GROUP: Role.REGIONAL_MEMBER,
    S.IN_MANAGERS_FORUM: Role.MANAGERS_FORUM_MEMBER,
    S.IN_POLITICAL_FORUM: Role.POLITICAL_MEMBER,
}


def leads_a_side(acting: Acting, report: DeviationReport) -> bool:
    """Leads the reporter's unit or one on the other side. [001:L331-333]"""
    if acting.role not in UNIT_LEADERS or acting.unit_id is None:
        return False
    return acting.unit_id == report.unit_id or any(side.unit_id == acting.unit_id for side in report.counterparts.all())


def leads_other_side(acting: Acting, report: DeviationReport) -> bool:
    """Leads a unit that the report is about."""
    return leads_a_side(acting, report) and acting.unit_id != report.unit_id


def handles(acting: Acting, report: DeviationReport) -> bool:
    """Has to do with what becomes of it: whoever leads a side or the area's group, or works on a rung it came to."""
    if leads_a_side(acting, report) or leads_area(acting, report) or is_officer(acting, report):
        return True
    return works_here(acting, report) or (report.status == S.IN_FORUM and convenes(acting, report))


def leads_reporters_unit(acting: Acting, report: DeviationReport) -> bool:
    return acting.role in UNIT_LEADERS and acting.unit_id is not None and acting.unit_id == report.unit_id


def reporter_has_left(report: DeviationReport) -> bool:
    """The assignment that reported is over."""
    return not RoleAssignment.objects.live(clock.today()).filter(pk=report.reporter_id).exists()


def speaks_as_reporter(acting: Acting, report: DeviationReport) -> bool:
    """The reporter, or whoever leads the unit when the reporter has left. [F126]"""
    if report.reporter_id == acting.assignment_id:
        return True
    return leads_reporters_unit(acting, report) and reporter_has_left(report)


def leads_area(acting: Acting, report: DeviationReport) -> bool:
    return acting.role in AREA_LEADERS and acting.area_id is not None and acting.area_id == report.area_id


def convenes(acting: Acting, report: DeviationReport) -> bool:
    return (
        acting.role == Role.FORUM_CONVENOR
        and acting.district_id is not None
        and (acting.district_id == report.district_id)
    )


def is_officer(acting: Acting, report: DeviationReport) -> bool:
    """At the secretariat, and the report has come there."""
    return acting.role == Role.SECRETARIAT_OFFICER and SECRETARIAT in report.levels


def works_here(acting: Acting, report: DeviationReport) -> bool:
    """Works on the upper rung where the report stands. [004:L772-776]"""
    return acting.role == WORKS_ON.get(S(report.status), "")
