"""What the child's pages show, ready-made."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, together
from core.ui import dates
from sip.cases.models import ForumCase
from sip.cases.policies import can_raise_case, visible_forum_cases
from sip.children.models import Child, NeedAssessment
from sip.plans.policies import can_start_plan, profile_for, visible_plans
from sip.plans.rows import start_row as plan_row


def child_row(child: Child) -> dict:
    return {
        "title": child.full_name,
        "url": reverse("sip:child_detail", args=[child.pk]),
        "detail": _("Född %(day)s") % {"day": dates.day(child.birth_date)} if child.birth_date else "",
    }


def child_page(acting: Acting, child: Child) -> dict:
    """Facts, guardians, needs, and the plans and cases of one child that one may see."""
    guardians = child.guardians.filter(valid_to__isnull=True).order_by("created_at")
    needs = child.needs.select_related("unit").order_by("-noticed_on", "-created_at")
    cases = visible_forum_cases(acting).for_list().filter(case__own_children__child=child).order_by("-raised_on")
    plans = visible_plans(acting).for_list().filter(case__own_children__child=child).order_by("-need_noticed_on")
    together(guardians, needs, cases, plans)
    has_it = profile_for(child).has_individual_forum
    return {
        "child": child,
        "facts": _facts(child),
        "guardians": [{"title": guardian.name, "detail": _guardian_detail(guardian)} for guardian in guardians],
        "needs": [_need_row(need) for need in needs],
        "cases": [*(plan_row(plan) for plan in plans), *(_case_row(case) for case in cases)],
        "may_start_plan": can_start_plan(acting, child),
        "may_raise": has_it and can_raise_case(acting, child),
        "has_forum": has_it,
    }


def _facts(child: Child) -> list[dict]:
    facts = [
        {"term": _("Namn"), "text": child.full_name},
        {"term": _("Född"), "text": dates.day(child.birth_date) if child.birth_date else _("Okänt")},
        {"term": _("Kön i statistiken"), "text": child.get_sex_display()},
    ]
    if child.registered_district:
        facts.append({"term": _("Folkbokfört i"), "text": child.registered_district.name})
    if child.school_unit:
        facts.append({"term": _("Förskola eller skola"), "text": child.school_unit.name})
    return facts


def _guardian_detail(guardian) -> str:
    parts = [str(guardian.get_custody_display())]
    if guardian.interpreter_language:
        parts.append(_("behöver tolk på %(language)s") % {"language": guardian.interpreter_language})
    return ", ".join(parts)


def _need_row(need: NeedAssessment) -> dict:
    return {
        "at": dates.day(need.noticed_on),
        "iso": need.noticed_on.isoformat(),
        "title": str(need.get_position_display()),
        "detail": f"{need.unit.name}. {need.need}",
    }


def _case_row(case: ForumCase) -> dict:
    return {
        "title": case.case.code,
        "url": reverse("sip:case_detail", args=[case.pk]),
        "detail": _("Individforum %(district)s, väckt %(day)s")
        % {"district": case.district.name, "day": dates.day(case.raised_on)},
        "badge": str(case.get_status_display()),
        "badge_is": "",
    }
