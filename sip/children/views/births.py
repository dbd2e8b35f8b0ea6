"""A child that is not born yet. [G-018, P-10, DL-49]"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import audit
from core.access import require
from core.errors import Refused
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.verbs import confirm_page
from sip.children import policies, services
from sip.children.forms.births import BirthNoteForm, ExpectedForm
from sip.children.views.verbs import PAGE, Words, child_or_404, verb_page


@PAGE
@send_once
def child_expected(request):
    """Register a child that is expected, for the own principal."""
    require(policies.can_register_child(request.acting))
    form = ExpectedForm(request.acting, request.POST or None)
    if request.method != "POST":
        return render_page(request, "sip/child_expected.html", {"form": form})
    if form.is_valid():
        try:
            child = services.register_expected(by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Barnet är registrerat."))
            return redirect("sip:child_detail", pk=child.pk)
    return refuse(request, "sip/child_expected.html", form)


@PAGE
@send_once
def birth_note(request, pk):
    child = child_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=BirthNoteForm(request.acting, child, request.POST or None),
        act=lambda facts: services.note_birth(child, by=request.acting, **facts),
        words=Words(
            _("Barnet är fött"),
            _("Spara"),
            _("Födelsen är noterad. Finns oron kvar, anmäl till socialtjänsten nu."),
            _("Fanns det oro för barnet före födelsen och oron finns kvar ska den anmälas nu."),
        ),
        context={"otherwise_url": reverse("sip:expectation_end", args=[child.pk])} if child.is_expected else None,
    )


@PAGE
@send_once
def expectation_end(request, pk):
    """The reminder of a birth is taken away. Why is not asked, and kept nowhere."""
    child = child_or_404(request, pk)
    require(policies.can_work_with_child(request.acting, child))
    page = reverse("sip:child_detail", args=[child.pk])
    audit.record("child.read", child, by=request.acting, child_id=child.pk)
    words = {
        "title": _("Barnet väntas inte längre"),
        "text": _("Portalen tar bort påminnelsen om födelsen och frågar inget mer."),
        "effects": [
            _("Du behöver inte skriva varför, och inget skäl sparas."),
            _("Samtycken som gäller det väntade barnet upphör, och inget mer lämnas ut."),
            _("Det som är antecknat hos er står kvar."),
        ],
        "verb": _("Ta bort påminnelsen"),
        "back_url": page,
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.end_expectation(child, by=request.acting),
        done=_("Påminnelsen är borttagen."),
        to=lambda _made: page,
    )
