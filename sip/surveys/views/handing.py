"""For the one who leads the plan: hand the survey out, print its sheet, hand the tablet over. [P-49, F134]"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import audit
from core.access import require, together
from core.documents.render import file_name
from core.errors import Refused, WrongState
from core.papers import hand_out, says_why_not
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import render_page
from sip.family.forms import LanguageForm
from sip.family.printing import family_pdf
from sip.plans import policies as plans
from sip.plans.views.found import readable_or_404
from sip.surveys import codes, policies, qr, rows, services

LEAVES_NOTHING = '"cache", "storage"'  # the cookie of the session is gone with the session


def _meeting_or_404(request, pk):
    """The meeting and the surveys handed out after it, asked together."""
    meetings = plans.visible_meetings(request.acting).filter(pk=pk)
    given = policies.visible_codes(request.acting).filter(meeting_id=pk)
    together(meetings, given)
    if not meetings:
        raise Http404
    return meetings[0], list(given)


@require_http_methods(["GET", "POST"])
@send_once
def survey_hand_out(request, pk):
    """Who may be asked after this meeting, to whom it is handed out; a POST hands it out to one."""
    meeting, given = _meeting_or_404(request, pk)
    plan = readable_or_404(request, meeting.case_id)
    require(policies.may_hand_out(request.acting, plan))
    why_not = ""
    if request.method == "POST":
        try:
            made = services.hand_out_survey(meeting, by=request.acting, to=request.POST.get("till", ""))
        except (Refused, WrongState) as refusal:
            why_not = str(refusal)
        else:
            return redirect("sip:survey_sheet", made.pk)
    context = {
        "plan": plan,
        "code": plan.case.code,
        "meeting": meeting,
        "when": dates.moment(meeting.starts_at),
        "name": rows.survey_name(plan),
        "words": rows.said_of(given) if given else "",
        "may_hand_out": policies.can_hand_out(request.acting, plan, meeting),
        "people": rows.respondent_rows(services.respondents(request.acting, plan), given),
        "why_not": why_not,
        "days": settings.SURVEY_CODE_DAYS,
    }
    audit.record("survey.read", meeting, by=request.acting, case_id=plan.pk)
    return render_page(request, "sip/survey/hand_out.html", context, status=422 if why_not else 200)


def _survey_or_404(request, pk):
    row = get_object_or_404(policies.visible_codes(request.acting), pk=pk)
    plan = readable_or_404(request, row.case_id)
    require(policies.may_hand_out(request.acting, plan))
    return row, plan


def _sheet(row, language) -> dict:
    code = services.paper_code(row)
    if not code:
        return {"language": language, "is_over": True}
    link = settings.BASE_URL.rstrip("/") + reverse("sip:survey_link", args=[code])
    return {
        "language": language,
        "title": language.say("survey.title"),
        "code_words": codes.spaced(code),
        "qr": qr.draw(link),
        "page": settings.BASE_URL.partition("://")[2].rstrip("/") + reverse("sip:survey_start"),
        "last_day": row.expires_on,
    }


@require_GET
def survey_sheet(request, pk):
    """The sheet to give away, in the family's language: a picture to scan, an address and a code. It names nobody."""
    row, plan = _survey_or_404(request, pk)
    form = LanguageForm(request.GET)
    context = {"row": row, "plan": plan, "plan_code": plan.case.code, "form": form, **_sheet(row, form.language)}
    audit.record("survey.read", row, by=request.acting, case_id=row.case_id)
    return render_page(request, "sip/survey/sheet.html", context)


@require_GET
@says_why_not
def survey_sheet_pdf(request, pk):
    """The same as a tagged PDF. Its name and title tell neither the plan nor the code."""
    row, _plan = _survey_or_404(request, pk)
    language = LanguageForm(request.GET).language
    context = _sheet(row, language)
    if "is_over" in context:
        raise Refused(_("Koden är använd eller för gammal."))
    title = language.plain("survey.title")
    pdf = family_pdf("documents/_family_survey.html", context, title=title, to=language, on=row.opened_on)
    audit.record("survey.printed", row, by=request.acting, case_id=row.case_id, reason=row.kind)
    return hand_out(pdf, file_name("enkat", row.kind))


@require_POST
def survey_tablet(request, pk):
    """The worker is signed out of this device, and it shows the survey alone: there is no way back but to sign in."""
    row, plan = _survey_or_404(request, pk)
    try:
        code = services.open_on_tablet(row, by=request.acting)
    except WrongState as refusal:
        messages.error(request, str(refusal))
        return redirect(plan)
    logout(request)
    response = redirect("sip:survey_link", code)
    response.headers["Clear-Site-Data"] = LEAVES_NOTHING
    return response
