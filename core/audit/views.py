"""The reviewer's page, and the log of one case."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.audit import policies, queries, review, services
from core.audit.forms import ConclusionForm, ReviewForm
from core.audit.writing import record
from core.ui.context import address
from core.ui.pages import paginate, refuse, render_page, render_part

TEMPLATE = "core/audit/review.html"
WHOLE = 500  # lines of a case's whole log


def _reviewers_only(request):
    """For all others the page does not exist. [security 1]"""
    if not policies.can_review(request.acting):
        raise Http404


@require_GET
def log_review(request):
    """Nothing of the log before a purpose is stated; then the rows, and a row in the log that they were read."""
    _reviewers_only(request)
    if "syfte" not in request.GET and "urval" not in request.GET:
        return _review_page(request, ReviewForm(initial=ReviewForm.last_month()))
    form = ReviewForm(request.GET)
    if not form.is_valid():
        return refuse(request, TEMPLATE, form, _beside(request))
    given = form.cleaned_data
    services.open_review(by=request.acting, purpose=given["syfte"], selection=given["urval"], person=given["person"])
    rows = review.events(request.acting, given["urval"], given["fran"], given["till"], given["person"])
    page = paginate(request, rows, row=partial(review.line, query=request.GET))
    context = {
        "form": form,
        "page": page,
        "heading": review.heading(given["urval"], page.count),
        "basis": review.basis(given["syfte"], given["fran"], given["till"]),
        "has_cases": given["urval"] != review.Selection.SIGN_INS,
        "limits": review.limits(given["urval"], page.count),
        "conclusion": ConclusionForm(initial={"syfte": given["syfte"], "urval": given["urval"]}),
    }
    return render_part(request, TEMPLATE, "results", {**context, **_beside(request)})


@require_POST
def log_conclude(request):
    _reviewers_only(request)
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        first = ReviewForm(
            initial={**ReviewForm.last_month(), "syfte": request.POST.get("syfte"), "urval": request.POST.get("urval")}
        )
        return _review_page(request, first, conclusion=form, status=422)
    given = form.cleaned_data
    services.conclude_review(
        by=request.acting, purpose=given["syfte"], selection=given["urval"], conclusion=given["slutsats"]
    )
    messages.success(request, _("Granskningen är avslutad och står i loggen."))
    return redirect("audit:review")


@require_GET
def case_log(request, case_id):
    """«Vem har läst» for one case, whole; reading it is itself in the log."""
    lines = queries.case_log(request.acting, case_id, limit=WHOLE)
    if not lines:
        raise Http404
    record("log.read", by=request.acting, object_kind="sip.case", object_id=case_id, case_id=case_id)
    crumbs = [{"label": _("Ärendet"), "url": url}] if (url := address("sip:case_detail", case_id)) else []
    context = {"lines": lines, "days": queries.LOOK_BACK_DAYS, "crumbs": crumbs}
    return render_page(request, "core/audit/case_log.html", context)


def _beside(request):
    return {"earlier": review.earlier(request.acting, clock.today())}


def _review_page(request, form, *, status=200, **context):
    return render_page(request, TEMPLATE, {"form": form, **_beside(request), **context}, status=status)
