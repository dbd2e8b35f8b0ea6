"""Who has come and gone in the groups, whose term runs out, and which independent schools were asked. [F22-F28]"""

from datetime import date, timedelta

from core.organisations.models import Area
from core.people.models import RoleAssignment
from core.roles import AREA_LEADERS, Role
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from groups.choices import STEERING_KINDS
from groups.models import Forum, Membership
from groups.seats import schools, services
from groups.seats.services import Mandate

UNIT = Mandate("unit", "Beslutar om mottagningens tid och arbetssätt")
PAEDIATRICS, HABILITATION = "Barn- och ungdomsmedicinsk mottagning", "Habilitering"
SPEAKER = "Fristående skolor"


def make_seats(found: Found, today: date) -> int:
    """The home group's seats, and the schools of every group that has one. Returns how many schools were asked."""
    _come_and_gone(found, today)
    _runs_out(found, today)
    return sum(_asked(found, speaker, today) for speaker in found.all(Role.INDEPENDENT_SCHOOL_REP))


def _leader(found: Found, area: Area) -> RoleAssignment | None:
    return found.one(*AREA_LEADERS, area=area)


def _group(found: Found, area: Area) -> Forum:
    return Forum.objects.get(region=found.region, area=area, kind__in=STEERING_KINDS)


def _come_and_gone(found: Found, today: date) -> None:
    """A paediatric clinic's manager who left four months ago, with nobody since; one whose term ends in forty days.

    The first left before the group met that month: whoever sits there as it meets is to pass it on.
    """
    leader, left = _leader(found, found.home), found.one(Role.UNIT_MANAGER, unit_type="bumm")
    stays = found.one(Role.UNIT_MANAGER, unit_type="habilitation")
    if leader is None or left is None or stays is None:
        return
    began, last = today - timedelta(days=400), today - timedelta(days=125)
    with on(began, acting_for(leader)) as by:
        forum = _group(found, found.home)
        seat = services.seat_member(
            forum, by=by, person=left, valid_from=began, seat_label=PAEDIATRICS, mandate=Mandate("limited")
        )
        services.seat_member(
            forum, by=by, person=stays, valid_from=began, valid_to=today + timedelta(days=40), seat_label=HABILITATION,
            mandate=UNIT,
        )  # fmt: skip
    with on(last - timedelta(days=14), acting_for(leader)) as by:
        services.end_membership(seat, by=by, on=last)


def _runs_out(found: Found, today: date) -> None:
    """A head who leaves the county part's group, and whose place nobody has been named for."""
    leader = _leader(found, found.home)
    head = found.one(Role.SCHOOL_PRINCIPAL_HEAD)
    if leader is None or head is None or leader.role != Role.GROUP_COORDINATOR:
        return
    with on(today - timedelta(days=7), acting_for(leader)) as by:
        seat = Membership.objects.get(forum=_group(found, found.home), assignment=head)
        services.end_membership(seat, by=by, on=today + timedelta(days=45))


def _asked(found: Found, speaker: RoleAssignment, today: date) -> int:
    """The speaker's own school takes part with a seat; each other school of the area has been invited, and waits."""
    unit = speaker.unit
    area = next(iter(found.places.areas_of(unit)), None) if unit else None
    leader = _leader(found, area) if area else None
    if unit is None or area is None or leader is None:
        return 0
    with on(today - timedelta(days=200), acting_for(leader)) as by:
        forum = _group(found, area)
        near = list(schools.policies.schools_of(forum, today))
        for school in near:
            schools.invite_school(forum, by=by, school=school, on=today - timedelta(days=200))
    with on(today - timedelta(days=170), acting_for(leader)) as by:
        day = today - timedelta(days=170)
        schools.note_answer(forum, by=by, school=unit.principal, answer="joins", on=day)
        services.seat_member(
            forum, by=by, person=speaker, valid_from=day, seat_label=SPEAKER, mandate=Mandate("limited")
        )
    return len(near)
