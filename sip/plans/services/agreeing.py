"""Agree on the plan: it is complete, frozen as a version, and its follow-up has a day. [SM-1, F81]"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.organisations.models import Principal, Unit
from core.people.models import RoleAssignment
from core.regions.profile import profile_of
from sip.cases.services import participants
from sip.plans import contents, deadlines, policies, states
from sip.plans.choices import Change, Label, PlanPart
from sip.plans.frozen import content_of, hash_of
from sip.plans.models import PlanSection, PlanVersion, PlanVoice, SipPlan
from sip.plans.queries import covered_units, holder_of, live_consents, live_measures
from sip.plans.services.inviting import unit_of
from sip.plans.services.people import give_part, let_in
from sip.plans.services.telling import must_be_told

HEALTH = frozenset(
    "bup bumm habilitation maternity_health child_health primary_care first_line_mental_health youth_clinic "
    "youth_addiction_clinic dental_care adult_psychiatry addiction_care".split()
)
SOCIAL = frozenset(
    {"social_services", "family_services", "lss_services", "social_welfare_board", "district_administration"}
)

FIELDS = {"c3": "said_no_others", "c4": "responsible_principal", "c5": "main_responsible", "c6": "next_follow_up_on"}


@dataclass(frozen=True)
class Agreed:
    """What is settled when the plan is agreed: who answers, and when it is followed up. [C4-C6]"""

    responsible_principal: Principal
    main_responsible: RoleAssignment
    next_follow_up_on: date
    said_no_others: bool = False


def facts_of(plan: SipPlan, agreed: Agreed | None = None) -> contents.Facts:
    """What the plan says now, and what is about to be settled, for the table of contents."""
    today = clock.today()
    holder = holder_of(plan, PlanPart.MAIN_RESPONSIBLE)
    return contents.Facts(
        today=today,
        measures=tuple(live_measures(plan)),
        said_no_others=agreed.said_no_others if agreed else False,
        responsible_principal=agreed.responsible_principal if agreed else plan.responsible_principal_id,
        main_responsible=agreed.main_responsible if agreed else holder,
        next_follow_up_on=agreed.next_follow_up_on if agreed else plan.next_follow_up_on,
        follow_up_max_days=follow_up_max_days(plan),
        voices=tuple(PlanVoice.objects.filter(case_id=plan.pk, replaced_at__isnull=True)),
        open_sections=tuple(PlanSection.objects.filter(case_id=plan.pk, text="")),
    )


def follow_up_max_days(plan: SipPlan) -> int:
    """The longest that the area's profile lets a plan run before it is followed up."""
    profile = profile_of(plan.region_id, clock.today(), area_id=plan.area_id)
    return profile.sip_follow_up_max_days or contents.Facts.follow_up_max_days


def longest_day(plan: SipPlan) -> date:
    """The last day that the follow-up may be set to. [C6]"""
    return clock.today() + timedelta(days=follow_up_max_days(plan))


def must_have(plan: SipPlan, agreed: Agreed) -> list[contents.Lack]:
    """All that stops the plan from being agreed as it would be settled."""
    return [lack for lack in contents.lacking(facts_of(plan, agreed)) if lack.must]


@transaction.atomic
def agree(plan: SipPlan, *, by: Acting, agreed: Agreed) -> PlanVersion:
    """The plan is agreed and runs: its content is complete, frozen as version one, and its follow-up has a day.

    The consent must still live. Raises WrongState, PermissionDenied, Refused with the first thing that lacks.
    """
    plan = lock(plan)
    states.ACTIVATE.guard(plan)
    require(policies.can_agree(by, plan))
    settle(plan, agreed, by)
    today = clock.today()
    plan.status, plan.activated_on = states.ACTIVATE.target, today
    plan.save(update_fields=["status", "activated_on", "label", "responsible_principal", "next_follow_up_on"])
    version = freeze(plan, by)
    start_clock(plan, by, agreed, today)
    audit.record("plan.agreed", plan, by=by)
    tell_agreed(plan, by)
    return version


def settle(plan: SipPlan, agreed: Agreed, by: Acting) -> None:
    """Check all that must hold, then write who answers and when. The order of the checks is the plan's own."""
    today = clock.today()
    if not live_consents(plan, today).exists():
        raise Refused(_("Det finns inget samtycke som gäller. Registrera familjens samtycke först."))
    lacks = must_have(plan, agreed)
    if lacks:
        raise Refused(str(lacks[0].sentence), field=FIELDS.get(lacks[0].code))
    let_in(plan, agreed.main_responsible, by=by)
    give_part(plan, PlanPart.MAIN_RESPONSIBLE, agreed.main_responsible, by=by)
    plan.responsible_principal, plan.next_follow_up_on = agreed.responsible_principal, agreed.next_follow_up_on
    plan.label = label_of(plan)


def label_of(plan: SipPlan) -> str:
    """SIP by the law's condition or the region's wider one; else the same work as a cooperation plan. [X-12]"""
    today = clock.today()
    units = Unit.objects.filter(pk__in=covered_units(plan, today))
    if profile_of(plan.region_id, today, area_id=plan.area_id).sip_condition == "any_two_principals":
        meets = len(set(units.values_list("principal_id", flat=True))) > 1
    else:
        kinds = set(units.values_list("unit_type", flat=True))
        meets = bool(kinds & HEALTH and kinds & SOCIAL)
    return Label.SIP if meets else Label.COOPERATION


def freeze(plan: SipPlan, by: Acting) -> PlanVersion:
    content = content_of(plan)
    last = PlanVersion.objects.filter(case_id=plan.pk).aggregate(last=Max("number"))["last"]
    version = PlanVersion(
        region_id=plan.region_id,
        case_id=plan.pk,
        number=(last or 0) + 1,
        agreed_on=clock.today(),
        content=content,
        sha256=hash_of(content),
        agreed_by_id=by.assignment_id,
    )
    version.save(force_insert=True)
    audit.record("plan.version_frozen", version, by=by)
    must_be_told(plan, Change.VERSION, by=by, number=version.number)
    return version


def start_clock(plan: SipPlan, by: Acting, agreed: Agreed, on: date) -> None:
    deadlines.start(
        deadlines.FOLLOWED_UP,
        plan,
        by=by,
        owner=agreed.main_responsible.pk,
        unit_id=unit_of(agreed.main_responsible),
        on=on,
        due_on=agreed.next_follow_up_on,
    )


def tell_agreed(plan: SipPlan, by: Acting) -> None:
    to = {*participants(plan)} - {by.assignment_id}
    notify("plan_agreed", to=to, by=by, about_kind="case", about_id=plan.pk, case_id=plan.pk)
