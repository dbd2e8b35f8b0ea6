"""A transfer of information: started from the child, its page, its consent, who takes care of it, its end."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import require
from core.files.pages import file_page, sent_with_files
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import ACT, PAGE, act_page, confirm_page, sent
from sip.cases.models import ChildCase
from sip.cases.policies import visible_identities
from sip.children.views.verbs import child_or_404
from sip.consent.policies import can_record_consent
from sip.consent.rows import next_page, recorded
from sip.consent.services import record_consent
from sip.needs.policies import visible_needs
from sip.transfers import policies, services
from sip.transfers.forms import NameReceiverForm, StartTransferForm, TransferConsentForm
from sip.transfers.models import Transfer
from sip.transfers.page import transfer_page


def transfer_or_404(request, pk) -> Transfer:
    found = policies.visible_transfers(request.acting).select_related("case", "district", "starting_unit")
    return get_object_or_404(policies.with_relations(request.acting, found), pk=pk)


def _where(transfer: Transfer) -> dict:
    return {"back": _("Uppgifter till andra"), "back_url": transfer.get_absolute_url(), "back_code": transfer.case.code}


@PAGE
@send_once
def transfer_start(request, pk):
    """From the child's page, or from a need, whose day then stands ready."""
    child = child_or_404(request, pk)
    acting = request.acting
    require(policies.can_start_transfer(acting, child))
    days = visible_needs(acting).filter(child=child).order_by("-noticed_on", "-created_at")
    form = StartTransferForm(acting, child, sent(request), initial=_known(request, days))
    return act_page(
        request,
        ACT,
        form,
        {
            "title": _("Lämna uppgifter till andra verksamheter"),
            "lead": _(
                "Skriv först vad som ska lämnas. Sedan frågar ni familjen. Ingen annan får veta något innan dess."
            ),
            "button": _("Spara och gå vidare till samtycket"),
            "back": child.full_name,
            "back_url": reverse("sip:child_detail", args=[child.pk]),
        },
        act=lambda: services.start_transfer(child, by=acting, facts=form.facts()),
        done=_("Uppgifterna är sparade hos er. Fråga nu familjen."),
        to=lambda made: made.get_absolute_url(),
    )


def _known(request, days) -> dict:
    """The day of the newest need, and the unit that has asked for what is to be told."""
    return {
        "need_noticed_on": days.values_list("noticed_on", flat=True).first(),
        "units": request.GET.getlist("till"),
    }


@require_GET
def transfer_detail(request, pk):
    transfer = transfer_or_404(request, pk)
    context = transfer_page(request.acting, transfer)
    audit.record("transfer.read", transfer, by=request.acting, case_id=transfer.pk)
    return render_page(request, "sip/transfer_detail.html", context)


@require_POST
def transfer_identity(request, pk):
    """Name and birth date, shown on request; the showing is logged."""
    transfer = transfer_or_404(request, pk)
    identity = get_object_or_404(visible_identities(request.acting), pk=transfer.pk)
    audit.record("case.identity_read", transfer, by=request.acting, case_id=transfer.pk)
    return render_page(request, "sip/case_identity.html", {"case": transfer, "identity": identity})


@PAGE
@send_once
def transfer_consent(request, pk):
    """The family's answer, for the units that are named."""
    transfer = transfer_or_404(request, pk)
    require(can_record_consent(request.acting, transfer) and ChildCase.objects.filter(case_id=transfer.pk).exists())
    form = TransferConsentForm(transfer, *sent_with_files(request))
    return file_page(
        request,
        "sip/transfer_consent.html",
        form,
        {"case": transfer},
        name="paper",
        case_id=transfer.pk,
        act=lambda: record_consent(transfer, by=request.acting, **form.facts()),
        done=recorded,
        to=lambda consent: next_page(consent, transfer),
    )


@PAGE
@send_once
def transfer_receiver(request, pk):
    """The leader of a unit that was given something names who takes care of it."""
    transfer = transfer_or_404(request, pk)
    require(policies.can_name_receiver(request.acting, transfer))
    form = NameReceiverForm(request.acting, transfer, sent(request))
    return act_page(
        request,
        ACT,
        form,
        {
            "title": _("Utse vem som tar hand om uppgifterna"),
            "lead": _("Du och andra chefer i er enhet ser uppgifterna redan. Välj den som ska arbeta vidare med dem."),
            "button": _("Utse"),
            **_where(transfer),
        },
        act=lambda: services.name_receiver(transfer, by=request.acting, **form.facts()),
        done=_("Personen har fått veta att uppgifterna finns."),
        to=lambda _made: transfer.get_absolute_url(),
    )


@PAGE
@send_once
def transfer_close(request, pk):
    transfer = transfer_or_404(request, pk)
    require(policies.can_close_transfer(request.acting, transfer))
    words = {
        "title": _("Avsluta lämnandet av uppgifter"),
        "text": _("Inget mer lämnas ut härifrån."),
        "effects": [
            _("Det som har lämnats kan mottagarna läsa så länge samtycket gäller."),
            _("Vad som har lämnats, till vem och på vilken grund står kvar här och på barnets sida."),
        ],
        "verb": _("Avsluta"),
        "back_url": transfer.get_absolute_url(),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.close_transfer(transfer, by=request.acting),
        done=_("Lämnandet av uppgifter är avslutat."),
        to=lambda made: made.get_absolute_url(),
    )
