"""The page of a notice about a placement. [F95, F96, F98]"""

from django.utils.translation import gettext as _

from core import audit
from core.access import require
from core.ui.once import send_once
from core.ui.verbs import PAGE, act_page, sent
from sip.disclosures.choices import Basis
from sip.placements import telling
from sip.placements.telling_page import SLUGS, TellForm, first_text, telling_page
from sip.placements.views import placement_or_404

PLACES = ("child__registered_district", "unit__district", "unit__principal")


@PAGE
@send_once
def placement_tell(request, pk, question):
    """Who is told, what it says, on what ground; where the family is to be asked, that page comes next."""
    placement, kind = placement_or_404(request, pk, *PLACES), SLUGS[question]
    residence = telling.residence_of(request.acting, placement)
    require(telling.can_tell(request.acting, placement, kind, residence))
    units = list(telling.receivers(placement, kind))
    form = TellForm(placement, kind, units, sent(request), initial={"text": first_text(placement, kind, residence)})
    if request.method != "POST":
        audit.record("placement.read", placement, by=request.acting)
    return act_page(
        request,
        "sip/placement_tell.html",
        form,
        telling_page(placement, kind, units),
        act=lambda: telling.tell(placement, by=request.acting, kind=kind, **form.facts()),
        done=_("Fråga nu familjen.") if request.POST.get("basis") == Basis.CONSENT else _("Beskedet är lämnat."),
        to=lambda transfer: transfer.get_absolute_url(),
    )
