"""What a group is to see to this year: told by the portal where it knows, else noted by who leads the group. [F46]"""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.said import said
from core.ui.verbs import ACT, PAGE, act_page, sent
from groups.year import register_policies as may
from groups.year.duties import duties_of
from groups.year.duty_forms import DutyForm
from groups.year.duty_page import duty_rows
from groups.year.finding import back_to_year, own_forum_or_404
from groups.year.services import duties as services


@require_GET
def duty_list(request, pk):
    forum, today = own_forum_or_404(request, pk), clock.today()
    rows = duty_rows(request.acting, forum, today)
    context = {"rows": rows, "forum": forum, "year": today.year, **back_to_year(forum)}
    return render_page(request, "groups/duty_list.html", context)


@PAGE
@send_once
def duty_note(request, pk, slug):
    forum = own_forum_or_404(request, pk)
    duty = next((one for one in duties_of(forum) if one.key == slug), None)
    if duty is None:
        raise Http404
    require(may.can_note_in(request.acting, forum))
    form = DutyForm(request.acting, forum, sent(request))
    url = reverse("groups:duty_list", args=[forum.pk])
    words = {
        "title": said(duty.label),
        "lead": _("Så är det i år. Det som noterades förut står kvar."),
        "button": _("Spara"),
        "back": _("Gruppens uppgifter"),
        "back_url": url,
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.note_duty(forum, by=request.acting, duty=slug, **form.facts()),
        done=_("Det är noterat."),
        to=lambda _made: url,
    )
