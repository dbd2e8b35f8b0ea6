"""Choose a file, look through what it would do, take it in or throw it away."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.access import fresh
from core.errors import Refused, WrongState
from core.files.pages import file_page, sent_with_files
from core.finding.spreadsheets import FORMATS
from core.intake import policies, services
from core.intake.columns import COLUMNS, IntakeKind
from core.intake.forms import FileForm, TakeInForm
from core.intake.lines import Outcome, fingerprint
from core.intake.people import ONE_AT_A_TIME
from core.intake.table import FIELD
from core.organisations.choices import UnitType
from core.organisations.models import StructureChange
from core.people.models import RoleBatch
from core.people.scopes import GRANTABLE
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.verbs import PAGE

START, REVIEW = "core/intake/start.html", "core/intake/review.html"
TEMPLATES = ("xlsx", "csv")
WAITS_AT: dict[type, str] = {RoleBatch: "people:batch_answer", StructureChange: "organisations:change_decide"}


@send_once
@PAGE
def start(request):
    """Which file; what its columns are, and a template for each kind."""
    form = FileForm(*sent_with_files(request), initial={"kind": IntakeKind.PEOPLE})
    context = {
        "kinds": [{"code": kind.value, "label": kind.label, "columns": COLUMNS[kind]} for kind in IntakeKind],
        "templates": TEMPLATES,
        "lists": [
            {"title": _("Rollernas namn"), "names": [label for role, label in GRANTABLE if role not in ONE_AT_A_TIME]},
            {"title": _("Verksamhetstypernas namn"), "names": UnitType.labels},
        ],
    }
    return file_page(
        request,
        START,
        form,
        context,
        name=FIELD,
        act=lambda: services.read_file(form.cleaned_data["kind"], form.table, by=request.acting),
        done=_("Filen är läst. Inget är sparat än."),
        to=lambda draft: reverse("intake:review", args=[draft.pk]),
    )


@require_GET
def template(request, kind, ending):
    """An empty file with the headings."""
    if kind not in IntakeKind.values or ending not in TEMPLATES:
        raise Http404
    write, media_type = FORMATS[ending]
    response = HttpResponse(write([[str(column.heading) for column in COLUMNS[kind]]]), content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="mall-{kind}.{ending}"'
    return response


def _shown(acting, draft):
    """Rows to mend first, then what the file adds and changes; what stays as it is lies folded."""
    lines = services.lines_of(draft, by=acting, today=clock.today())
    counts = Counter(line.outcome for line in lines)
    return {
        "draft": draft,
        "groups": [
            {"outcome": one, "count": counts[one], "lines": [line for line in lines if line.outcome == one]}
            for one in Outcome
            if counts[one]
        ],
        "wrong": counts[Outcome.WRONG],
        "does": counts[Outcome.NEW] + counts[Outcome.CHANGED],
        "waits": any(line.waits for line in lines),
        "seen": fingerprint(lines),
    }


@send_once
@require_http_methods(["GET", "POST"])
def review(request, pk):
    """What each row would do; confirmed, all of it is done, or nothing."""
    draft = get_object_or_404(policies.visible_drafts(request.acting), pk=pk)
    shown = _shown(request.acting, draft)
    if request.method == "GET":
        form = TakeInForm(request=request, initial={"seen": shown["seen"]})
        return render_page(request, REVIEW, {"form": form, **shown})
    form = TakeInForm(request.POST, request=request)
    if not form.is_valid():
        return refuse(request, REVIEW, form, shown)
    try:
        waits = services.take_in(draft, seen=form.cleaned_data["seen"], by=fresh.confirmed(request, form))
    except Refused as refused:
        form.take(refused)
        form.data = {**request.POST.dict(), "seen": shown["seen"]}  # the list stands there as it is now
        return refuse(request, REVIEW, form, shown)
    except WrongState as wrong:
        messages.error(request, str(wrong))
        return redirect("intake:start")
    done = _("Filen är inläst. Ändringarna väntar på en annan administratör.") if waits else _("Filen är inläst.")
    messages.success(request, done)
    return redirect(WAITS_AT[type(waits)], pk=waits.pk) if waits else redirect("people:person_list")


@require_POST
def discard(request, pk):
    """Nothing is taken in."""
    draft = get_object_or_404(policies.visible_drafts(request.acting), pk=pk)
    try:
        services.discard(draft, by=request.acting)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Filen är slängd. Inget ur den är sparat."))
    return redirect("intake:start")
