"""The page where a unit's own people keep what it says of itself. [S-24, F5]"""

from dataclasses import asdict

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.organisations import policies
from core.organisations.administration.describing import ChangedMeanwhile, describe_unit, description_of, fingerprint
from core.organisations.administration.forms import DescribeForm
from core.ui.once import send_once
from core.ui.verbs import ACT, PAGE, act_page, sent


@send_once
@PAGE
def unit_describe(request, pk):
    unit = get_object_or_404(policies.visible_units(request.acting), pk=pk)
    if not policies.can_describe_unit(request.acting, unit):
        raise Http404
    form = DescribeForm(sent(request), initial={**asdict(description_of(unit)), "seen": fingerprint(unit)})
    back = reverse("organisations:unit_detail", args=[unit.pk])
    words = {
        "title": _("Ändra beskrivningen"),
        "lead": _("Det här läser alla i regionen som söker en verksamhet att samarbeta med."),
        "button": _("Spara"),
        "back": unit.name,
        "back_url": back,
    }

    def act():
        try:
            return describe_unit(unit, form.said(), seen=form.cleaned_data["seen"], by=request.acting)
        except ChangedMeanwhile as changed:  # who has read what it says now may save over it
            form.data = {**request.POST.dict(), "seen": fingerprint(changed.unit)}
            raise

    return act_page(
        request,
        ACT,
        form,
        words,
        act=act,
        done=_("Beskrivningen är sparad."),
        to=lambda unit: back,
    )
