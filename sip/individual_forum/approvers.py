"""Who approves the minutes of a sitting: two persons, one who wrote and one who was there. [security 2, 001:L325-327]

The table of rights says that the recorder writes and the chair approves. The convenor leads the sitting and mostly
writes alone, so what must hold is that whoever has written any of the text, a heading or a decision, approves none of
it. Who may: another convenor appointed in the same district, who stands in [001:L386-388], or a manager who was called
and came, for every unit's manager takes part with a mandate to decide [P-83]. Where the convenor is alone in the
district it is thus one of the managers. Persons are compared, not roles: a convenor is a unit manager too.
"""

from collections.abc import Iterable, Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, together, within
from core.people.models import RoleAssignment
from core.people.queries import live_assignments
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import UNIT_LEADERS, Role
from core.ui import dates
from groups.meetings.called import Attendance
from sip.individual_forum.models import Call, Decision, Minutes, MinutesSection
from sip.individual_forum.states import MinutesStatus


def written_by(minutes: Minutes) -> set:
    """The assignments that have written any of the text."""
    sections = MinutesSection.objects.filter(minutes=minutes)
    decisions = Decision.objects.filter(occasion_id=minutes.occasion_id)
    together(sections, decisions)
    return writers_of(sections, decisions)


def writers_of(sections: Iterable[MinutesSection], decisions: Iterable[Decision]) -> set:
    """The same, of what a page has read already."""
    saved = {one for section in sections for one in (*section.writers, section.saved_by_id) if one}
    return saved | {decision.decided_by_id for decision in decisions}


def approvers(minutes: Minutes, written: set | None = None) -> RoleAssignmentQuerySet:
    """Who may approve these minutes now: convenors of the district and managers who were there, writers excepted.

    Nobody when the case is closed; the database says so also to who sees it no more. `written` as `written_by` says.
    """
    came = Call.objects.filter(occasion_id=minutes.occasion_id, attendance=Attendance.PRESENT)
    convenes = Q(role=Role.FORUM_CONVENOR, district_id=minutes.case.district_id)
    was_there = Q(role__in=UNIT_LEADERS, pk__in=came.values("assignment_id"))
    written = written_by(minutes) if written is None else written
    wrote = RoleAssignment.objects.filter(pk__in=written).values("person_id")
    goes_on = Minutes.objects.filter(within("case_id", "followed_case_ids"), pk=minutes.pk)
    found = live_assignments(minutes.region_id, clock.today()).filter(Exists(goes_on), convenes | was_there)
    return found.exclude(person_id__in=wrote).with_names().order_by("person__family_name", "person__given_name", "id")


def can_approve_minutes(acting: Acting, minutes: Minutes) -> bool:
    """Who was there or convenes, and has written nothing of it, while the case is open. [security 2]"""
    if minutes.status != MinutesStatus.DRAFTED:
        return False
    return approvers(minutes).filter(pk=acting.assignment_id).exists()


def with_progress(acting: Acting, found: QuerySet[Minutes]) -> QuerySet[Minutes]:
    """Minutes with `is_written`, every heading that must be, and `is_own`, whether the acting person wrote of it."""
    mine = ArraySubquery(RoleAssignment.objects.filter(person_id=acting.person_id).values("pk"))
    rows = MinutesSection.objects.filter(minutes=OuterRef("pk"))
    made = Decision.objects.filter(occasion=OuterRef("occasion"), decided_by__person_id=acting.person_id)
    wrote = rows.filter(Q(writers__overlap=mine) | Q(saved_by__person_id=acting.person_id))
    return found.annotate(
        is_written=~Exists(rows.filter(required=True, text__regex=r"^\s*$")),
        is_own=ExpressionWrapper(Exists(wrote) | Exists(made), output_field=BooleanField()),
    )


def approval(acting: Acting, minutes: Minutes, written: set) -> Iterator[Asks | dict]:
    """For the page: who has written, who may approve and whether the reader does; of approved minutes, who did."""
    wrote = RoleAssignment.objects.filter(pk__in=written).select_related("person")
    is_open = minutes.status == MinutesStatus.DRAFTED
    found = approvers(minutes, written) if is_open else RoleAssignment.objects.none()
    yield Asks(wrote, found)
    may = is_open and any(one.pk == acting.assignment_id for one in found)
    yield {
        "is_open": is_open,
        "may": may,
        "people": [{"name": str(one.person), "detail": _as(one)} for one in found],
        "wrote": ", ".join(sorted({str(one.person) for one in wrote})),
        "by": str(minutes.approved_by.person) if minutes.approved_by else "",
        "at": dates.moment(minutes.approved_at) if minutes.approved_at else "",
    }


def _as(one: RoleAssignment) -> str:
    return f"{one.get_role_display()}, {one.unit.name}" if one.unit else str(one.get_role_display())


def has_written(acting: Acting, minutes: Minutes) -> bool:
    wrote = RoleAssignment.objects.filter(pk__in=written_by(minutes))
    return wrote.filter(person_id=acting.person_id).exists()


def why_another(minutes: Minutes) -> str:
    """Why who has written does not approve, and who may."""
    names = [str(one.person) for one in approvers(minutes)]
    if not names:
        return _(
            "Du har skrivit i protokollet, så någon annan ska godkänna det. Ingen annan kan göra det nu: be "
            "administratören utse en ersättare för dig som sammankallande."
        )
    words = _("Du har skrivit i protokollet, så någon annan ska godkänna det. Det kan %(names)s göra.")
    return words % {"names": _either(names)}


def _either(names: list[str]) -> str:
    *others, last = names
    return _("%(others)s eller %(last)s") % {"others": ", ".join(others), "last": last} if others else last
