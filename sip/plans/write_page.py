"""The plan's editor put together: sections, voices, goals with measures, and what lacks before it is agreed. [F81]"""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core import clock
from core.access import Acting, together
from core.ui import sections
from core.ui.sections import Typed
from sip.cases.models import CaseChild, ChildCase
from sip.cases.policies import visible_identities
from sip.children.models import Guardian
from sip.plans import contents, policies
from sip.plans.choices import PlanPart
from sip.plans.content_forms import GoalForm, MeasureForm, PlanForm, VoiceForm
from sip.plans.frozen import Rows, content_of, rows_of
from sip.plans.models import PlanSection, SipPlan
from sip.plans.services.agreeing import follow_up_max_days
from sip.plans.told import told

# Where each thing that lacks is mended: on this page, or where the plan is agreed.
ANCHORS = {
    "c1": "#insats_text",
    "c2": "#insats_text",
    "c3": "#insats_text",
    "c7": "#rost_words",
    "c7b": "#rost_words",
    "c8": "#mal_text",
    "c9": "#insatser",
}
AGREED = {"c4": "#falt_responsible_principal", "c5": "#falt_main_responsible", "c6": "#falt_next_follow_up_on"}


def write_page(acting: Acting, plan: SipPlan, *, typed: Typed | None = None, refused: PlanForm | None = None) -> dict:
    """`typed` is a section's text that was not saved, `refused` the one of the page's forms that was not taken in."""
    rows = rows_of(plan)
    names, guardians = speakers_of(acting, plan)
    forms: dict[str, Any] = {"goal_form": GoalForm(plan), "measure_form": MeasureForm(plan)}
    together(*rows.all(), names, guardians, *forms["goal_form"].choice_rows(), *forms["measure_form"].choice_rows())
    seen = ",".join(str(voice.pk) for voice in rows.voices)
    forms["voice_form"] = VoiceForm(plan, initial={"seen": seen}, **who_may_speak(names, guardians))
    if refused is not None:
        forms[_name_of(refused)] = refused
        together(*refused.choice_rows())
    return {
        "plan": plan,
        "code": plan.case.code,
        "sections": [sections.shown(row, typed, url=_save_url(row), by_family=True) for row in rows.sections],
        "told": told(content_of(plan, rows), today=clock.today()),
        "lacking": lacking_rows(acting, plan, rows),
        "may_agree": policies.can_agree(acting, plan),
        "form": refused,
        **forms,
    }


def _save_url(row: PlanSection) -> str:
    """It names the plan too: when a consent has gone the heading can no longer be asked whose it is."""
    return f"{reverse('sip:plan_section_save', args=[row.pk])}?plan={row.case_id}"


def _name_of(form: PlanForm) -> str:
    return {VoiceForm: "voice_form", GoalForm: "goal_form", MeasureForm: "measure_form"}[type(form)]


def speakers_of(acting: Acting, plan: SipPlan) -> tuple[QuerySet[CaseChild], QuerySet[Guardian]]:
    """The child as the consent opens it; the guardians on the own principal's child record, where it has one."""
    own = ChildCase.objects.filter(case_id=plan.pk).values("child_id")
    guardians = Guardian.objects.filter(child__in=own, valid_to__isnull=True).order_by("created_at")
    return visible_identities(acting).filter(case_id=plan.pk), guardians


def who_may_speak(names: Any, guardians: Any) -> dict:
    """The child by the name one may know, the guardians whom the own principal has registered."""
    child = next(iter(names), None)
    return {"child": child.given_name if child else "", "guardians": tuple(guardians)}


def facts_from(plan: SipPlan, rows: Rows) -> contents.Facts:
    """The same facts as `agreeing.facts_of` gathers, from rows that the page has read already."""
    return contents.Facts(
        today=clock.today(),
        measures=tuple(rows.measures),
        responsible_principal=plan.responsible_principal_id,
        main_responsible=next((role for role in rows.roles if role.part == PlanPart.MAIN_RESPONSIBLE), None),
        next_follow_up_on=plan.next_follow_up_on,
        follow_up_max_days=follow_up_max_days(plan),
        voices=tuple(rows.voices),
        open_sections=tuple(row for row in rows.sections if not row.text),
    )


def lacking_rows(acting: Acting, plan: SipPlan, rows: Rows, *, settled: bool = False) -> list[dict]:
    """What lacks, each with the way to its field. `settled`: what is chosen when the plan is agreed is left out."""
    facts = facts_from(plan, rows)
    if settled:
        chosen = {"responsible_principal": True, "main_responsible": True, "next_follow_up_on": facts.today}
        facts = replace(facts, said_no_others=True, **chosen)
    agree = reverse("sip:plan_agree", args=[plan.pk]) if policies.can_agree(acting, plan) else ""
    write = reverse("sip:plan_write", args=[plan.pk])
    found = []
    for lack in contents.lacking(facts):
        anchor = f"#text-{lack.section}" if lack.section else ANCHORS.get(lack.code, "")
        if settled and lack.code in AGREED:
            continue
        url = f"{agree}{AGREED[lack.code]}" if lack.code in AGREED and agree else f"{write}{anchor}" if anchor else ""
        found.append({"sentence": str(lack.sentence), "url": url, "must": lack.must})
    return found
