"""The page of what the plan is called in another system: today's, and what it was before. [F105]"""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.ui import dates
from core.ui.forms import Form
from sip.plans.models import ExternalChange, SipPlan


class ExternalForm(Form):
    reference = forms.CharField(
        label=_lazy("Planens kod i det andra systemet"),
        help_text=_lazy("Lämna tomt om planen inte längre finns där."),
        max_length=60,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, plan: SipPlan, *args: Any, **kwargs: Any) -> None:
        known = {"reference": plan.external_reference, "seen": plan.external_reference}
        super().__init__(*args, initial=known, **kwargs)


def external_page(plan: SipPlan) -> dict:
    changes = ExternalChange.objects.filter(case_id=plan.pk).select_related("changed_by__person")
    return {
        "title": _("Planen i ett annat system"),
        "lead": _("Den som arbetar i det andra systemet hittar planen med koden. Vad koden var förut står kvar här."),
        "button": _("Spara koden"),
        "back": _("SIP"),
        "back_code": plan.case.code,
        "back_url": reverse("sip:plan_detail", args=[plan.pk]),
        "changes": [_row(change) for change in changes.order_by("-created_at", "-id")],
    }


def _row(change: ExternalChange) -> dict:
    said = {"at": dates.moment(change.created_at), "who": change.changed_by.person}
    was = _("Före: %(code)s.") % {"code": change.before} if change.before else ""
    return {
        "title": change.after or _("Borttagen"),
        "detail": " ".join(part for part in (was, _("%(at)s av %(who)s.") % said, change.system) if part),
    }
