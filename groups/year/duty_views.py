"""What a group is to see to this year: told by the portal where it knows, else noted by who leads the group. [F46]"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core import clock
from core.access import require, together
from core.ui import dates
from core.ui.forms import Form, LongText, Picks
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.said import said
from core.ui.verbs import ACT, PAGE, act_page, sent
from core.workdays import local_today
from groups.year import proofs
from groups.year import register_policies as may
from groups.year.duties import Sources, duties_of
from groups.year.duty_models import DutyNote, DutyState
from groups.year.register_views import own_forum_or_404, where
from groups.year.services import duties as services
from groups.year.services.duties import Saying

IS = {DutyState.KEPT: "ok", DutyState.PARTLY: "soon", DutyState.NOT_KEPT: "late"}


class DutyForm(Form):
    state = forms.ChoiceField(label=gettext_lazy("Gör gruppen det?"), choices=DutyState.choices, widget=Picks)
    text = LongText(label=gettext_lazy("Hur vet ni det?"), max_length=2000, rows=3)
    proof = forms.ChoiceField(label=gettext_lazy("Var syns det?"), required=False)

    def __init__(self, acting: Any, forum: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proofs = proofs.Proofs(acting, forum)
        self.fields["proof"].choices = self.proofs.choices

    def choice_rows(self) -> list[QuerySet]:
        return [*super().choice_rows(), *self.proofs.rows.values()]

    def facts(self) -> dict:
        return {"saying": Saying(**self.cleaned_data)}


@require_GET
def duty_list(request, pk):
    forum, acting, today = own_forum_or_404(request, pk), request.acting, clock.today()
    notes = DutyNote.objects.filter(forum=forum, year__gte=today.year - 1)
    notes = notes.select_related("noted_by__person", *proofs.PAGES).order_by("-created_at")
    sources = Sources(acting, forum, today)
    together(notes, *sources.asks())
    rows = [_row(one, forum, sources, notes, today.year) for one in duties_of(forum)]
    return render_page(
        request, "groups/duty_list.html", {"rows": rows, "forum": forum, "year": today.year, **where(forum)}
    )


def _row(duty, forum, sources: Sources, notes, year: int) -> dict[str, Any]:
    row = {
        "title": said(duty.label),
        "state": _("Inte noterat"),
        "is": "",
        "detail": "",
        "by": "",
        "link": None,
        "note": "",
    }
    if told := sources.told(duty):
        link = {"label": _("Visa"), "url": told.url} if told.url else None
        return row | {"state": told.state.label, "is": IS[told.state], "detail": told.detail, "link": link,
                      "by": _("Portalen räknar själv")}  # fmt: skip
    if forum.is_led:
        row["note"] = reverse("groups:duty_note", args=[forum.pk, duty.key])
    mine = [one for one in notes if one.duty == duty.key]
    now = next((one for one in mine if one.year == year), None)
    if now:
        day = dates.day(local_today(now.created_at))
        by = _("Noterat av %(person)s %(day)s") % {"person": now.noted_by.person, "day": day}
        return row | {"state": now.get_state_display(), "is": IS[DutyState(now.state)], "detail": now.text, "by": by,
                      "link": proofs.shown(now)}  # fmt: skip
    if mine:
        row["by"] = _("%(year)d: %(state)s") % {"year": mine[0].year, "state": mine[0].get_state_display().lower()}
    return row


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
