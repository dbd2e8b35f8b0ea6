"""Let a colleague in, and leave."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.access import require
from core.ui.once import send_once
from core.ui.verbs import confirm_page
from sip.children.views.verbs import PAGE, Words, child_or_404, verb_page
from sip.contacts import policies, services
from sip.contacts.forms import LetInForm


@PAGE
@send_once
def contact_add(request, pk):
    child = child_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=LetInForm(request.acting, child, request.POST or None),
        act=lambda facts: services.let_in(child, by=request.acting, **facts),
        words=Words(
            _("Lägg till en kollega"),
            _("Lägg till"),
            _("Kollegan ser nu barnet."),
            _("Kollegan ser det ni har skrivit om barnet, lika mycket som du."),
        ),
        may=policies.can_let_in(request.acting, child),
    )


@PAGE
@send_once
def contact_leave(request, pk):
    """One's own part ends; the page of the child may be gone with it."""
    child = child_or_404(request, pk)
    require(policies.can_leave(request.acting, child))
    words = {
        "title": _now("Jag arbetar inte längre med barnet"),
        "text": _now("När du avslutar ser du barnet bara om du leder enheten eller deltar i ett ärende."),
        "verb": _now("Avsluta mitt arbete med barnet"),
        "back_url": reverse("sip:child_detail", args=[child.pk]),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.leave(child, by=request.acting),
        done=_now("Du arbetar inte längre med barnet."),
        to=lambda _contact: reverse("sip:child_list"),
    )
