"""Who may see, hold together and confirm a transition. [security 2, SM-8]"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.access import Acting, within
from core.roles import CASE_ROLES
from sip.cases.models import Participation
from sip.children.models import Child, Contact
from sip.children.policies import can_begin_with_child
from sip.transitions import states
from sip.transitions.models import Transition, TransitionUnit


def visible_transitions(acting: Acting) -> QuerySet[Transition]:
    """Of the own principal's children one works with, and of cases in which one may know who the child is.

    The principal's row of the child stays closed to the others: join it nowhere that they look.
    """
    in_case = Q(case_id__isnull=False) & Q(within("case_id", "visible_identity_case_ids"))
    return Transition.objects.filter(Q(within("child_id", "visible_child_ids")) | in_case, region_id=acting.region_id)


def own_transitions(acting: Acting) -> QuerySet[Transition]:
    """Those that the own unit holds together, as long as they go on."""
    return visible_transitions(acting).filter(unit_id=acting.unit_id, status__in=states.OPEN)


def works_with_children(acting: Acting) -> bool:
    return acting.is_user and acting.role in CASE_ROLES and acting.unit_id is not None


def can_add_transition(acting: Acting, child: Child) -> bool:
    """By hand, between services or school stages: whoever works with the child. [P-72]"""
    return can_begin_with_child(acting, child)


def can_keep_transition(acting: Acting, transition: Transition) -> bool:
    """The unit that holds it together."""
    return acting.is_user and acting.role in CASE_ROLES and transition.unit_id == acting.unit_id


def can_plan(acting: Acting, transition: Transition) -> bool:
    return states.PLAN.allowed_from(transition.status) and can_keep_transition(acting, transition)


def can_note_wish(acting: Acting, transition: Transition) -> bool:
    """The young person may change the wish as long as the transition goes on."""
    is_at_18 = transition.kind == states.TransitionKind.ADULT_18
    return is_at_18 and transition.is_open and can_keep_transition(acting, transition)


def can_note_meeting(acting: Acting, transition: Transition) -> bool:
    return states.MEET.allowed_from(transition.status) and can_keep_transition(acting, transition)


def can_call_meeting(acting: Acting, transition: Transition) -> bool:
    return states.CALL.allowed_from(transition.status) and can_keep_transition(acting, transition)


def can_answer_call(acting: Acting, row: TransitionUnit) -> bool:
    """The called unit itself, until the meeting is noted; else on its word as below."""
    is_called = row.called_on is not None and row.removed_on is None
    return is_called and states.CALL.allowed_from(row.transition.status) and _speaks_for(acting, row)


def _speaks_for(acting: Acting, row: TransitionUnit) -> bool:
    """The unit itself. On its word the unit that holds the transition together: for one of another principal, and for
    one of the own where nobody sees the transition. A call opens no child to anybody. [security 1]
    """
    if acting.role not in CASE_ROLES:
        return False
    if row.unit_id == acting.unit_id:
        return True
    of_another = row.unit.principal_id != acting.principal_id
    return can_keep_transition(acting, row.transition) and (of_another or not _is_seen_there(row))


def with_seen(units: QuerySet[TransitionUnit]) -> QuerySet[TransitionUnit]:
    """With `seen_there`: whether somebody of the unit works with the child or takes part in the case."""
    now = clock.now()
    contacts = Contact.objects.filter(child_id=OuterRef("child_id"), unit_id=OuterRef("unit_id"))
    parts = Participation.objects.filter(case_id=OuterRef("transition__case_id"), unit_id=OuterRef("unit_id"))
    return units.annotate(seen_there=Exists(contacts.live(now)) | Exists(parts.live(now)))


def _is_seen_there(row: TransitionUnit) -> bool:
    if not hasattr(row, "seen_there"):
        row = with_seen(TransitionUnit.objects.filter(pk=row.pk)).get()
    return row.seen_there  # type: ignore[attr-defined]


def can_confirm(acting: Acting, row: TransitionUnit) -> bool:
    """The sending unit itself; for one that may not see the transition, the unit that holds it together on its word."""
    waiting = row.part == states.UnitPart.SENDING and row.confirmed_on is None and row.removed_on is None
    return waiting and row.transition.status == states.TransitionStatus.MEETING_HELD and _speaks_for(acting, row)


def can_close(acting: Acting, transition: Transition) -> bool:
    return states.CLOSE.allowed_from(transition.status) and can_keep_transition(acting, transition)


def can_drop(acting: Acting, transition: Transition) -> bool:
    return states.DROP.allowed_from(transition.status) and can_keep_transition(acting, transition)
