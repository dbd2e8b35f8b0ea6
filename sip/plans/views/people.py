"""Start the work with people, let more in, end somebody's part; contacts, coordinators. [P-39, P-40, F84, F92]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.access import require
from core.ui.once import send_once
from sip.plans import policies
from sip.plans.choices import ALONE
from sip.plans.people_forms import ContactsForm, PeopleForm, coordinator_pool
from sip.plans.services import people
from sip.plans.views.found import plan_or_404
from sip.plans.views.verb import PAGE, act_page, confirm_page, sent, verb_page


@PAGE
@send_once
def plan_work(request, pk):
    return verb_page(
        request,
        pk,
        may=policies.can_start_work,
        form=PeopleForm,
        template="sip/plan_work.html",
        act=people.start_work,
        done=_("Arbetet har börjat. De som deltar har fått besked."),
    )


@PAGE
@send_once
def plan_people(request, pk):
    return verb_page(
        request,
        pk,
        may=policies.can_add_people,
        form=PeopleForm,
        template="sip/plan_people.html",
        act=people.add_people,
        done=_("De deltar nu i planen."),
    )


@PAGE
@send_once
def plan_contacts(request, pk):
    plan = plan_or_404(request, pk)
    require(policies.can_add_people(request.acting, plan))
    form = ContactsForm(plan, sent(request))
    pool = list(coordinator_pool(plan)) if request.method != "POST" else []
    return act_page(
        request,
        plan,
        "sip/plan_contacts.html",
        form,
        {"case": plan, "pool": pool},
        act=lambda: people.name_contacts(plan, by=request.acting, **form.facts()),
        done=_("Sparat."),
    )


@PAGE
@send_once
def plan_person_end(request, pk):
    """Somebody no longer takes part; one may always leave a plan oneself."""
    found = policies.visible_participations(request.acting).select_related("assignment__person", "unit")
    row = get_object_or_404(found, pk=pk)
    plan = plan_or_404(request, row.case_id)
    require(policies.can_add_people(request.acting, plan) or row.assignment_id == request.acting.assignment_id)
    name = str(row.assignment.person) if row.assignment else row.unit.name
    return confirm_page(
        request,
        plan,
        words={
            "title": _("Avsluta deltagandet för %(name)s") % {"name": name},
            "text": _("Gäller från och med nu. Det som har skrivits finns kvar."),
            "effects": [
                _("Personen ser inte längre planen."),
                _("Det personen är i planen, till exempel kontaktperson, avslutas."),
            ],
            "verb": _("Avsluta deltagandet"),
        },
        act=lambda: people.remove_person(plan, row, by=request.acting),
        done=_("Deltagandet är avslutat."),
    )


@PAGE
@send_once
def plan_part_end(request, pk):
    """Somebody is no longer contact person or coordinator."""
    found = policies.visible_parts(request.acting).exclude(part__in=ALONE).filter(valid_to__isnull=True)
    role = get_object_or_404(found.select_related("assignment__person"), pk=pk)
    plan = plan_or_404(request, role.case_id)
    require(policies.can_add_people(request.acting, plan))
    words = {"part": role.get_part_display(), "name": role.assignment.person}
    return confirm_page(
        request,
        plan,
        words={
            "title": _("%(part)s: %(name)s") % words,
            "text": _("Uppgiften avslutas nu. Personen deltar fortfarande i planen."),
            "verb": _("Avsluta uppgiften"),
        },
        act=lambda: people.end_part(plan, role.pk, by=request.acting),
        done=_("Uppgiften är avslutad."),
    )
