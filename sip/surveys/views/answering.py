"""For child and guardian, without sign-in: the code, the questions, the thanks. Nothing here names anybody. [I-40]

The code travels in the form, not in an address; only the link of the sheet has it, and that page does no more than ask
for a language. A wrong, a used and a too old code are answered alike.
"""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import pace
from core.people.limits import address_of
from sip.family import texts
from sip.family.forms import LanguageForm
from sip.surveys import codes, services
from sip.surveys.forms import AnswerForm


def _page(request, template, language, context=None, *, status=200):
    """`language` is chosen by the reader for this page; the address and the form carry it."""
    shown = {"language": language, "languages": texts.languages(), **(context or {})}
    return render(request, f"sip/survey/{template}.html", shown, status=status)


def _ask_code(request, language, *, problem="", status=200):
    return _page(request, "start", language, {"problem": problem}, status=status)


@require_GET
def survey_start(request):
    """Type the code that stands on the paper."""
    return _ask_code(request, LanguageForm(request.GET).language)


@require_GET
def survey_link(request, code):
    """The sheet's link: choose a language and go on. The code is not tried here, so a preview uses nothing."""
    return _page(request, "language", texts.language(texts.SWEDISH), {"code": code})


def _opened(request):
    """(language, code, questions, answer): what the code opens, or the page that says why not."""
    language = LanguageForm(request.POST).language
    code = codes.read(request.POST.get("kod", "")[:60])
    seconds = pace.wait("survey", address_of(request), codes.hashes_of(code)[0]) if code else 0
    if seconds:
        response = _ask_code(request, language, problem="survey.wait", status=429)
        response.headers["Retry-After"] = str(seconds)
        return language, code, None, response
    asked = services.opened_by_code(code) if code else None
    refusal = None if asked else _ask_code(request, language, problem="survey.wrong_code", status=422)
    return language, code, asked, refusal


def _questions(request, language, code, asked, form, *, status=200):
    context = {"code": code, "asked": asked, "intro": asked.intro, "form": form, "questions": form.questions}
    return _page(request, "questions", language, context, status=status)


@require_POST
def survey_questions(request):
    """The questions that the code opens."""
    language, code, asked, refusal = _opened(request)
    if refusal is not None:
        return refusal
    return _questions(request, language, code, asked, AnswerForm(asked, language))


@require_POST
def survey_answer(request):
    """Takes the answers and uses the code up; what was chosen stands when something is missing."""
    language, code, asked, refusal = _opened(request)
    if refusal is not None:
        return refusal
    form = AnswerForm(asked, language, request.POST)
    if not form.is_valid():
        return _questions(request, language, code, asked, form, status=422)
    if not services.answer_survey(code, form.cleaned_data):
        return _ask_code(request, language, problem="survey.wrong_code", status=422)
    return redirect(f"{reverse('sip:survey_thanks')}?sprak={language.code}")


@require_GET
def survey_thanks(request):
    return _page(request, "thanks", LanguageForm(request.GET).language)
