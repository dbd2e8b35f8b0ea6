"""Who may see a case and act in it. Row security holds who sees; here stand the roles and the states. [security 2]"""

from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField, Value

from core import clock
from core.access import Acting, within
from core.roles import AREA_LEADERS, CASE_ROLES, UNIT_LEADERS, Role
from sip.cases import states
from sip.cases.models import CaseChild, ChildCase, ConcernedManager, ForumCase, Participation
from sip.cases.places import profile_for
from sip.cases.querysets import ParticipationQuerySet
from sip.cases.subjects import Subject
from sip.children.models import Child
from sip.children.policies import can_begin_with_child, visible_children
from sip.plans.models import SipPlan
from sip.transfers.models import Transfer

Met = TypeVar("Met", ForumCase, SipPlan, Transfer)


def visible_forum_cases(acting: Acting) -> QuerySet[ForumCase]:
    """Cases of the individual forum that the acting assignment may read now. [security 1-2]"""
    return ForumCase.objects.filter(within("case_id", "visible_case_ids"), region_id=acting.region_id)


def listed_forum_cases(acting: Acting) -> QuerySet[ForumCase]:
    """The same cases by row security alone: for the list, where asking the question twice is half of the page's time.

    The region is named for the index; whoever may see what is the policy of the table. [security 3, perf gate 14]
    """
    return ForumCase.objects.filter(region_id=acting.region_id)


def can_view_case(acting: Acting, case: ForumCase) -> bool:
    return visible_forum_cases(acting).filter(pk=case.pk).exists()


def visible_identities(acting: Acting) -> QuerySet[CaseChild]:
    """The children's identities in cases, where a consent or the own unit opens them. [security 2]"""
    return CaseChild.objects.filter(within("case_id", "visible_identity_case_ids"), region_id=acting.region_id)


def identified_forum_cases(acting: Acting) -> QuerySet[ForumCase]:
    """Those of the visible cases where one may know who the child is: by a consent, or as the own principal's child.

    What the case keeps of the child for statistics alone, its sex, is told by no list to anybody else. [security 2]
    """
    named = visible_identities(acting).filter(case_id=OuterRef("pk"))
    own = ChildCase.objects.filter(case_id=OuterRef("pk"), child__in=visible_children(acting))
    return visible_forum_cases(acting).filter(Exists(named) | Exists(own))


def with_relations(acting: Acting, cases: QuerySet[Met]) -> QuerySet[Met]:
    """The cases with what the acting assignment is to each, asked in the same statement: `takes_part`, `is_concerned`.

    For the page that is being answered; a service locks the case and asks anew.
    """
    return cases.annotate(
        relations_of=Value(acting.assignment_id, UUIDField()),
        has_part=Exists(own_part(acting).filter(case_id=OuterRef("pk"))),
        has_concern=Exists(ConcernedManager.objects.filter(case_id=OuterRef("pk"), assignment=acting.assignment_id)),
    )


def known(acting: Acting, case: Subject, relation: str) -> Any:
    """What `with_relations` found for this very assignment; None when it was not asked."""
    if getattr(case, "relations_of", None) != acting.assignment_id:
        return None
    return getattr(case, relation)


def own_part(acting: Acting) -> ParticipationQuerySet:
    """The acting assignment's own live participations, not merely a call."""
    own = Participation.objects.filter(
        assignment_id=acting.assignment_id, part__in=(states.Part.RAISER, states.Part.UNIT)
    )
    return own.live(clock.now())


def takes_part(acting: Acting, case: Subject) -> bool:
    """The acting assignment is a live participant of its own, not merely called. [security 2, rows 4-5]"""
    found = known(acting, case, "has_part")
    return own_part(acting).filter(case_id=case.pk).exists() if found is None else found


def is_convenor(acting: Acting, case: ForumCase) -> bool:
    """The appointed convenor of the case's district. [P-82, P-83]"""
    return acting.role == Role.FORUM_CONVENOR and acting.district_id == case.district_id


def is_concerned(acting: Acting, case: ForumCase) -> bool:
    """Named in the escalation. [P-87]"""
    found = known(acting, case, "has_concern")
    return case.case.concerned_managers.filter(assignment_id=acting.assignment_id).exists() if found is None else found


def can_raise_case(acting: Acting, child: Child) -> bool:
    """Who: caseworkers and leaders, for a child they work with. [SM-2]"""
    return can_begin_with_child(acting, child)


def has_forum(child: Child) -> bool:
    """Whether the child's area, by its profile, has an individual forum at all; else the region's own word. [cfg]"""
    return profile_for(child).has_individual_forum


def can_correct_noticed(acting: Acting, case: ForumCase) -> bool:
    """Set right the day the need was noticed, while the case is open: who raised it or has taken over, the convenor."""
    return case.is_open and (is_convenor(acting, case) or takes_part(acting, case))


def can_return_case(acting: Acting, case: ForumCase) -> bool:
    return is_convenor(acting, case) and states.RETURN.allowed_from(case.status)


def can_withdraw_case(acting: Acting, case: ForumCase) -> bool:
    """The convenor, on a party's word or when consent is withdrawn. [SM-2, CS-20]"""
    return is_convenor(acting, case) and states.WITHDRAW.allowed_from(case.status)


def can_escalate(acting: Acting, case: ForumCase) -> bool:
    return is_convenor(acting, case) and states.ESCALATE.allowed_from(case.status)


def can_decide(acting: Acting, case: ForumCase) -> bool:
    """Only the managers named in the escalation decide. [P-87]"""
    return states.DECIDE.allowed_from(case.status) and is_concerned(acting, case)


def to_receive(acting: Acting) -> QuerySet[ForumCase]:
    """Cases whose decision the acting assignment's unit raised and has not taken back yet. [P-87]

    Who: whoever takes part for that unit, and its leaders.
    """
    if acting.unit_id is None or acting.role not in CASE_ROLES:
        return ForumCase.objects.none()
    cases = visible_forum_cases(acting).filter(
        raising_unit_id=acting.unit_id,
        status__in=states.ANSWERED,
        decided_on__isnull=False,
        case__decision_receipt__isnull=True,
    )
    if acting.role in UNIT_LEADERS:
        return cases
    return cases.filter(Exists(own_part(acting).filter(case_id=OuterRef("pk"))))


def can_receive_decision(acting: Acting, case: ForumCase) -> bool:
    return to_receive(acting).filter(pk=case.pk).exists()


def can_forward_principle(acting: Acting, case: ForumCase) -> bool:
    """Who leads the group it was lifted to, named in the case. [001:L335-339]"""
    return (
        acting.role in AREA_LEADERS
        and is_concerned(acting, case)
        and states.FORWARD_PRINCIPLE.allowed_from(case.status)
    )


def can_close(acting: Acting, case: ForumCase) -> bool:
    return is_convenor(acting, case) and states.CLOSE.allowed_from(case.status)


def can_follow_up(acting: Acting, case: ForumCase) -> bool:
    """Note what came of a decision: the convenor and those who take part. [SM-2]"""
    return case.is_open and (is_convenor(acting, case) or takes_part(acting, case) or is_concerned(acting, case))


def followable(acting: Acting) -> QuerySet[ForumCase]:
    """The same asked of many cases at once, for whoever acts for a unit."""
    found = with_relations(acting, visible_forum_cases(acting).filter(status__in=states.OPEN))
    return found.filter(Q(has_part=True) | Q(has_concern=True))
