"""The plan's page put together: what anybody who may know of the plan sees, and what a consent opens besides."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, by_name
from core.ui import dates
from sip.cases.models import CaseDeviation, ChildCase
from sip.cases.page import log_of
from sip.cases.policies import visible_identities
from sip.consent.rows import consent_panel
from sip.deviating import report_buttons
from sip.disclosures.models import Contribution
from sip.needs.choices import Sign
from sip.needs.models import NeedAssessment
from sip.plans import meeting_rows, people_rows, policies, rows
from sip.plans.answers_page import answers_section
from sip.plans.buttons import Now, plan_buttons
from sip.plans.clock_panel import plan_clocks
from sip.plans.content_page import plan_content
from sip.plans.coordinating import lacks_coordinator
from sip.plans.models import SipPlan
from sip.plans.telling_page import telling_section
from sip.plans.verbs import plan_verbs
from sip.plans.who import who_may_see
from sip.refusals.rows import refusal_events
from sip.surveys.rows import survey_panel


def plan_page(acting: Acting, plan: SipPlan) -> dict:
    """Everything the plan's page shows to this reader. `plan` comes with its relations asked."""
    verbs, has_started = plan_verbs(acting, plan), acting.unit_id == plan.initiating_unit_id
    reads = policies.can_read_content(acting, plan)
    shown = _sections(acting, plan, verbs, reads=reads)
    beside, content, covered = shown.pop("beside"), shown["content"], shown["consent"]["covered"]
    taking_part, roles = shown["people"]
    buttons = _buttons(plan, verbs, shown["meetings"], has_consent=reads or bool(covered))
    buttons["more"] += [*(content["more"] if content else []), *report_buttons(acting, plan)]
    return {
        **shown,
        **_people(acting, taking_part, roles, may_change="add_people" in verbs),
        "plan": plan,
        "code": plan.case.code,
        "lacks_coordinator": beside["lasting"] and lacks_coordinator(plan, roles),
        "lead": rows.lead(plan, clock.today()),
        "steps": rows.step_line(plan),
        "facts": _facts(plan, beside["own_child"]),
        "has_identity": beside["has_identity"],
        "deviations": beside["deviations"],
        "buttons": buttons,
        "is_shown": reads or has_started,
        "is_closed": plan.consented_on is not None and not reads,
        "reads": reads,
        "who": who_may_see(acting, plan, taking_part, covered),
    }


def _sections(acting: Acting, plan: SipPlan, verbs: set[str], *, reads: bool) -> dict:
    """What is asked for together, by its name on the page; None for what a reader of the content alone is shown."""
    return by_name(
        beside=_beside(acting, plan),
        pieces=_pieces(plan),
        offers=rows.offer_events(plan),
        refusals=refusal_events(plan),
        consent=consent_panel(acting, plan, verbs),
        people=people_rows.people_in(plan),
        meetings=meeting_rows.meeting_sections(acting, plan),
        clocks=plan_clocks(plan.pk, clock.today()),
        log=log_of(acting, plan.pk),
        tellings=telling_section(acting, plan, may_tell=policies.can_tell_child(acting, plan)),
        survey=survey_panel(acting, plan) if reads else (),
        answers=answers_section(acting, plan) if reads else (),
        content=plan_content(acting, plan) if reads else (),
    )


def _people(acting: Acting, taking_part: list, roles: list, *, may_change: bool) -> dict:
    parts, earlier = people_rows.part_rows(roles, may_change=may_change)
    lines = people_rows.people_lines(acting, taking_part, roles, may_change=may_change)
    return {"people": lines, "parts": parts, "earlier_parts": earlier, "may_name": may_change}


def _buttons(plan: SipPlan, verbs: set[str], meetings: list[dict], *, has_consent: bool) -> dict:
    """The meeting that lies ahead adds its own verbs: to answer, to note as held, to cancel."""
    ahead = next((one for one in meetings if one["is_ahead"]), None)
    more = set()
    if ahead and ahead["own"]:
        more.add("answer")
    if ahead and plan.leads:  # type: ignore[attr-defined]
        more |= {"hold", "cancel"} if ahead["has_begun"] else {"cancel"}
    return plan_buttons(
        Now(
            plan=plan,
            verbs=verbs | more,
            ids={"plan": plan.pk, "meeting": ahead and ahead["pk"], "invitation": ahead and ahead["own"]},
            is_unanswered=bool(ahead and ahead["is_unanswered"]),
            has_consent=has_consent,
        )
    )


def _beside(acting: Acting, plan: SipPlan) -> Iterator[Asks | dict]:
    """Whether the name may be shown, the own principal's child, the codes of deviations reported from the plan."""
    identity = visible_identities(acting).filter(pk=OuterRef("pk"))
    child = Subquery(ChildCase.objects.filter(case_id=OuterRef("pk")).values("child_id")[:1])
    found = SipPlan.objects.filter(pk=plan.pk).values("pk")
    codes = CaseDeviation.objects.filter(case_id=OuterRef("pk")).order_by("created_at").values("code")
    lasting = NeedAssessment.objects.filter(child__cases__case_id=OuterRef("pk"), signs__contains=[Sign.LASTING])
    found = found.annotate(
        has_identity=Exists(identity), own_child=child, deviations=ArraySubquery(codes), lasting=Exists(lasting)
    )
    yield Asks(found)
    yield found[0]


def _pieces(plan: SipPlan) -> Iterator[Asks | list[dict]]:
    """The pieces one may read: the own unit's, and what has been disclosed to it."""
    found = Contribution.objects.filter(case_id=plan.pk).select_related("unit").order_by("created_at")
    yield Asks(found)
    yield [{"term": str(piece.get_kind_display()), "text": piece.text, "detail": piece.unit.name} for piece in found]


def _facts(plan: SipPlan, own_child) -> list[dict]:
    facts = [
        {"term": _("Startad av"), "text": plan.initiating_unit.name},
        {"term": _("Vem tog initiativet?"), "text": str(plan.get_asked_by_display())},
        {"term": _("Behovet uppmärksammades"), "text": dates.day(plan.need_noticed_on)},
    ]
    if own_child:
        page = reverse("sip:child_detail", args=[own_child])
        facts.append({"term": _("Barnet"), "text": _("Barnets sida hos er"), "url": page})
    if plan.not_needed_reason:
        facts.append({"term": _("Varför ingen SIP behövs"), "text": str(plan.get_not_needed_reason_display())})
    if plan.responsible_principal:
        facts.append({"term": _("Övergripande ansvar"), "text": plan.responsible_principal.name})
    if plan.next_follow_up_on:
        facts.append({"term": _("Planen följs upp"), "text": dates.day(plan.next_follow_up_on)})
    if plan.external_reference:
        facts.append({"term": _("Planen i ett annat system"), "text": plan.external_reference})
    return facts
