"""What the child's pages show, ready-made."""

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, side_by_side, together
from core.ui import dates
from sip.cases.models import ForumCase
from sip.cases.places import profile_for
from sip.cases.policies import can_raise_case, visible_forum_cases
from sip.children import policies, sections
from sip.children.added import SECTIONS
from sip.children.barring import items_by_guardian
from sip.children.models import Child, ChildPerson, Guardian
from sip.children.querysets import not_ended
from sip.children.states import ChangeStatus
from sip.needs import rows as needs
from sip.needs.policies import own_concern_notes
from sip.needs.prompts import prompts_for
from sip.plans.policies import can_start_plan, visible_plans
from sip.plans.rows import start_row as plan_row


def child_row(child: Child) -> dict:
    """In a list: of a protected child no more than the name. [facts 9.33]"""
    row = {"title": child.full_name, "url": reverse("sip:child_detail", args=[child.pk]), "detail": ""}
    if child.is_protected:  # type: ignore[attr-defined]
        is_own = child.has_protection  # type: ignore[attr-defined]
        badge = _("Skyddade personuppgifter") if is_own else _("Skyddad vistelseort")
        return {**row, "badge": badge, "badge_is": "soon"}
    if child.birth_date:
        row["detail"] = _("Född %(day)s") % {"day": dates.day(child.birth_date)}
    return row


def child_page(acting: Acting, child: Child) -> dict:
    """Everything the child's page shows: facts, persons, needs, and the plans and cases that one may see."""
    today, protected = clock.today(), child.is_protected  # type: ignore[attr-defined]
    if child.is_expected:  # each of the verbs below asks whether it is expected still
        prefetch_related_objects([child], "expected_births")
    guardians = child.guardians.filter(valid_to__isnull=True).order_by("created_at")
    persons = child.persons.filter(valid_to__isnull=True).order_by("created_at")
    bars = child.bars.filter(not_ended(today)).order_by("created_at")
    protections = child.protections.filter(not_ended(today)).select_related("hidden_from").order_by("created_at")
    numbers = child.identifiers.order_by("valid_from", "created_at")
    changes = child.number_changes.filter(status=ChangeStatus.PROPOSED).select_related("proposed_by")
    births = child.expected_births.order_by("-created_at")
    found = child.needs.select_related("unit").newest_first()
    steps = child.checklist_steps.select_related("done_by__person")
    notes = own_concern_notes(acting).filter(child_id=child.pk)
    cases = visible_forum_cases(acting).for_list().filter(case__own_children__child=child).order_by("-raised_on")
    plans = visible_plans(acting).for_list().filter(case__own_children__child=child).order_by("-need_noticed_on")
    together(guardians, persons, bars, protections, numbers, changes, births, found, steps, notes, cases, plans)
    added = side_by_side(*(section(acting, child) for section in SECTIONS))
    has_it = profile_for(child).has_individual_forum
    barred = items_by_guardian(bars, protections, today)
    return {
        "child": child,
        "is_protected": protected,
        "protections": [sections.protection_row(one) for one in protections],
        "birth": sections.birth(child, births, today),
        "facts": sections.facts(child, hidden=protected),
        "numbers": [sections.number_row(one, hidden=protected) for one in numbers],
        "changes": [sections.change_row(acting, one) for one in changes],
        "guardians": [sections.guardian_block(one, barred[one.pk], bars, hidden=protected) for one in guardians],
        "persons": [sections.person_block(one, hidden=protected) for one in persons],
        "prompts": prompts_for(acting, (sign for need in found for sign in need.signs)),
        "own_report": needs.own_report(notes),
        "needs": [needs.need_event(need, with_unit=not protected) for need in found],
        "checklist": needs.checklist(child, steps),
        "inquiry": needs.inquiry_section(acting, child, steps),
        "cases": [
            *(plan_row(plan) for plan in plans),
            *(_case_row(case, with_district=not protected) for case in cases),
        ],
        "may_start_plan": can_start_plan(acting, child),
        "may_note_need": policies.can_register_child(acting) and not policies.is_expected_no_longer(child),
        "may_raise": has_it and can_raise_case(acting, child),
        "has_forum": has_it,
        "sections": [one for given in added for one in given],
    }


def protected_page(child: Child) -> dict:
    """What is hidden on the page of a protected child: where it is registered, its school, telephone numbers."""
    guardians = child.guardians.filter(valid_to__isnull=True).order_by("created_at")
    persons = child.persons.filter(valid_to__isnull=True).order_by("created_at")
    numbers = child.identifiers.filter(valid_to__isnull=True).order_by("valid_from")
    together(guardians, persons, numbers)
    district, school = child.registered_district, child.school_unit
    return {
        "child": child,
        "facts": [
            _hidden(child, _("Folkbokfört i"), district.name if district else _("Okänt"), "folkbokforing"),
            _hidden(child, _("Förskola eller skola"), school.name if school else _("Okänt"), "skola"),
            *({"question": one["title"], "text": one["detail"]} for one in map(sections.number_row, numbers)),
            *({"question": one.name, "text": _phone(one)} for one in (*guardians, *persons)),
        ],
    }


def _hidden(child: Child, term: str, text: str, part: str) -> dict:
    return {"question": term, "text": text, "url": reverse("sip:child_edit", args=[child.pk, part])}


def _phone(person: Guardian | ChildPerson) -> str:
    return person.phone or _("Inget telefonnummer")


def _case_row(case: ForumCase, *, with_district: bool) -> dict:
    day = dates.day(case.raised_on)
    where = _("Individforum %(district)s, väckt %(day)s") % {"district": case.district.name, "day": day}
    return {
        "title": case.case.code,
        "url": reverse("sip:case_detail", args=[case.pk]),
        "detail": where if with_district else _("Individforum, väckt %(day)s") % {"day": day},
        "badge": str(case.get_status_display()),
        "badge_is": "",
    }
