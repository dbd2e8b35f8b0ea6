"""Others around the child, and protected personal data. [F71, facts 9.33, 9.34]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core import audit
from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_page
from sip.children import policies, rows, services
from sip.children.forms.about import LastDayForm, LiftForm
from sip.children.forms.persons import PersonForm
from sip.children.forms.protection import ProtectionForm
from sip.children.models import Child, ChildPerson
from sip.children.views.verbs import PAGE, Words, child_or_404, verb_page

SAVE = _("Spara")


@PAGE
@send_once
def person_add(request, pk):
    child = child_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=PersonForm(request.acting, child, request.POST or None),
        act=lambda facts: services.add_person(child, by=request.acting, **facts),
        words=Words(_("Lägg till en närstående eller företrädare"), SAVE, _("Personen är tillagd.")),
    )


def _person_and_child(request, pk) -> tuple[ChildPerson, Child]:
    person = get_object_or_404(policies.visible_persons(request.acting), pk=pk)
    return person, child_or_404(request, person.child_id)


@PAGE
@send_once
def person_edit(request, pk):
    person, child = _person_and_child(request, pk)
    return verb_page(
        request,
        child,
        form=PersonForm(request.acting, child, request.POST or None, person=person),
        act=lambda facts: services.change_person(person, by=request.acting, **facts),
        words=Words(_("Ändra uppgifter om personen"), SAVE, _("Uppgifterna är sparade.")),
    )


@PAGE
@send_once
def person_end(request, pk):
    person, child = _person_and_child(request, pk)
    return verb_page(
        request,
        child,
        form=LastDayForm(request.acting, child, request.POST or None),
        act=lambda facts: services.end_person(person, by=request.acting, **facts),
        words=Words(
            _("Ta bort personen"),
            _("Ta bort personen"),
            _("Personen är borttagen."),
            _now("%(name)s visas inte längre hos barnet. Uppgiften om vem det var finns kvar.") % {"name": person.name},
        ),
    )


@PAGE
@send_once
def protection_add(request, pk):
    """The choice of an assumed identity is answered with how to go on; nothing of it is kept or logged. [facts 9.34]"""
    child = child_or_404(request, pk)
    form = ProtectionForm(request.acting, child, request.POST or None)
    if request.method == "POST" and form.is_assumed:
        require(policies.can_work_with_child(request.acting, child))
        return render_page(request, "sip/child_assumed.html", {"child": child})
    return verb_page(
        request,
        child,
        form=form,
        act=lambda facts: services.protect_child(child, by=request.acting, **facts),
        words=Words(
            _("Anteckna skyddade personuppgifter"),
            SAVE,
            _("Skyddet är antecknat."),
            _("Att inget är antecknat betyder inte att barnet saknar skydd. Fråga alltid."),
        ),
    )


@PAGE
@send_once
def protection_end(request, pk):
    protection = get_object_or_404(policies.visible_protections(request.acting), pk=pk)
    child = child_or_404(request, protection.child_id)
    return verb_page(
        request,
        child,
        form=LiftForm(request.acting, child, request.POST or None),
        act=lambda facts: services.end_protection(protection, by=request.acting, **facts),
        words=Words(_("Avsluta skyddet"), _("Avsluta skyddet"), _("Skyddet är avslutat.")),
    )


@require_POST
def child_protected(request, pk):
    """District, school and telephone numbers of a protected child, shown on request; the showing is logged."""
    child = child_or_404(request, pk)
    audit.record("child.protected_read", child, by=request.acting, child_id=child.pk)
    return render_page(request, "sip/child_protected.html", rows.protected_page(child))
