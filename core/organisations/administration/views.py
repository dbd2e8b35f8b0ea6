"""The region's profile as its administrators see it, and the areas' own values. [F2]"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.access import fresh
from core.errors import Refused
from core.organisations import policies
from core.organisations.administration import keys, reading, services
from core.organisations.administration.forms import AreaChoice, ChooseForm, OverrideForm
from core.organisations.states import OverrideStatus
from core.regions.models import RegionProfile
from core.regions.profile import data_on, profile_of
from core.ui.deciding import decide_page
from core.ui.once import send_once
from core.ui.pages import refuse, render_page, render_part

PAGE = "core/regions/profile.html"
PROPOSE = "core/regions/override_propose.html"
APPROVE = "core/regions/override_approve.html"


def _require_administrator(request):
    if not policies.is_administrator(request.acting):
        raise Http404


@require_GET
def profile(request):
    """Every key with its value and file; as it stands in the region, or in the area that is chosen."""
    _require_administrator(request)
    acting, today = request.acting, clock.today()
    form = AreaChoice(request.GET, acting=acting)
    chosen = form.chosen.get("omrade")
    overrides = policies.visible_overrides(acting).select_related("area").order_by("area__name", "key", "valid_from")
    versions = list(RegionProfile.objects.filter(region_id=acting.region_id).defer("data").order_by("-version"))
    context = {
        "profile": profile_of(acting.region_id, today, area_id=chosen and chosen.pk),
        "versions": versions,
        "form": form,
        "themes": reading.themes(acting.region_id, today, chosen, versions),
        "waiting": [reading.override_row(row, acting) for row in overrides.filter(status=OverrideStatus.PROPOSED)],
        "own": [reading.override_row(row, acting) for row in overrides.filter(status=OverrideStatus.APPROVED)],
        "laws": reading.laws(acting.region_id, today),
    }
    return render_part(request, PAGE, "results", context)


@send_once
@require_http_methods(["GET", "POST"])
def override_propose(request):
    """First where and what; then the value, beside what it would lead to. The choice stands in the address."""
    _require_administrator(request)
    acting, today = request.acting, clock.today()
    choose = ChooseForm(request.GET or None, acting=acting)
    if not choose.is_valid():
        return refuse(request, PROPOSE, choose) if request.GET else render_page(request, PROPOSE, {"form": choose})
    area, key = choose.cleaned_data["omrade"], choose.cleaned_data["nyckel"]
    area_id = area and area.pk
    known = profile_of(acting.region_id, today, area_id=area_id)
    standing = reading.standing(acting, area, key, today)
    form = OverrideForm(
        request.POST or None,
        key=key,
        profile=known,
        data=data_on(acting.region_id, today, area_id),
        standing=standing and standing.value,
        request=request,
    )
    context = {
        "place": area.name if area else _("Hela regionen"),
        "label": keys.label(key),
        "now": reading.value_lines(known, key),
        "leads_to": reading.leads_to(acting, area, key),
        "form": form,
    }
    if request.method == "GET":
        return render_page(request, PROPOSE, context)
    if not form.is_valid():
        return refuse(request, PROPOSE, form, context)
    try:
        services.propose_override(area, key=key, by=fresh.confirmed(request, form), **form.values())
    except Refused as refused:
        form.take(refused)
        return refuse(request, PROPOSE, form, context)
    messages.success(request, _("Förslaget väntar på en annan administratör."))
    return redirect("regions:profile")


@send_once
@require_http_methods(["GET", "POST"])
def override_approve(request, pk):
    """The second administrator's answer; the one who proposed may only take it back."""
    override = get_object_or_404(policies.visible_overrides(request.acting).select_related("area"), pk=pk)
    context = {
        "override": override,
        "row": reading.override_row(override, request.acting),
        "leads_to": reading.leads_to(request.acting, override.area, override.key),
        "can_approve": policies.can_approve_override(request.acting, override),
        "can_decline": policies.can_decline_override(request.acting, override),
    }
    verbs = (services.approve_override, services.decline_override)
    done = (_("Värdet är beslutat."), _("Förslaget är avslaget."))
    return decide_page(request, APPROVE, override, context, verbs=verbs, done=done, to="regions:profile")
