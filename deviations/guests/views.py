"""Invite, close; and the page of the one invited, who signs in as nobody. A wrong, used and old address are alike."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import pace, require
from core.errors import Refused
from core.people.limits import address_of
from core.ui import errors
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from deviations import policies
from deviations.guests import services
from deviations.guests.forms import GuestForm, InviteForm

PAGE = require_http_methods(["GET", "POST"])


@PAGE
@send_once
def guest_invite(request):
    """The address, shown this once."""
    require(policies.can_report(request.acting))
    form, address = InviteForm(request.POST or None), ""
    if request.method == "POST":
        if not form.is_valid():
            return refuse(request, "deviations/guest_invite.html", form, {"days": services.DAYS})
        token = services.invite(by=request.acting, **form.cleaned_data)
        address = settings.BASE_URL + reverse("deviations:guest", args=[token])
    context = {"form": form, "address": address, "days": services.DAYS}
    return render_page(request, "deviations/guest_invite.html", context)


@require_POST
def guest_end(request, pk):
    guest = get_object_or_404(services.own_guests(request.acting), pk=pk)
    services.end_guest(guest, by=request.acting)
    messages.success(request, _("Inbjudan är avslutad."))
    return redirect("deviations:my_list")


@PAGE
def guest(request, token):
    """Three questions for whoever holds the address."""
    seconds = pace.wait("guest", address_of(request), services.hash_of(token))
    if seconds:
        return errors.too_many(request, seconds)
    found = services.asked(token)
    if found is None:
        raise Http404
    form = GuestForm(request.POST or None, known=found)
    context = {"unit": found[0], "asked_by": found[1]}
    if request.method == "GET":
        return render_page(request, "deviations/guest.html", {"form": form, "traces": {}, **context})
    if form.is_valid():
        try:
            if services.tell(token, **form.facts()):
                return redirect("deviations:guest_thanks")
            raise Http404
        except Refused as refused:
            form.take(refused)
    return refuse(request, "deviations/guest.html", form, {"traces": form.traces(), **context})


@require_GET
def guest_thanks(request):
    return render_page(request, "deviations/guest_thanks.html", {})
