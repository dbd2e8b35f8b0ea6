"""Information for child and guardian to take home: read, print, or fetch as PDF, in their language. [F112][CS-19]"""

from functools import cache

from django.http import Http404
from django.views.decorators.http import require_GET

from core import clock
from core.documents.render import file_name
from core.papers import hand_out, says_why_not
from core.regions.profile import profile_of
from core.ui import dates
from core.ui.pages import render_page
from sip.family import texts
from sip.family.forms import LanguageForm
from sip.family.presenting import SHEETS, Sheet, sheet_parts, sheets_of
from sip.family.printing import family_pdf
from sip.family.routes import WORKERS


@require_GET
def sheet_list(request):
    """The sheets there are, and in which languages; none of a forum that the region does not have."""
    has_forum = profile_of(request.acting.region_id, clock.today()).has_individual_forum
    return render_page(
        request,
        "sip/family/sheet_list.html",
        {
            "sheets": sheets_of(has_forum=has_forum),
            "languages": texts.languages(),
            "is_worker": request.acting.role in WORKERS,
        },
    )


@require_GET
def sheet(request, slug):
    """One sheet, to read on the screen or print from there."""
    form = LanguageForm(request.GET)
    return render_page(request, "sip/family/sheet.html", {"form": form, **_context(_sheet_or_404(slug), form.language)})


@require_GET
@says_why_not
def sheet_pdf(request, slug):
    """The same sheet as a tagged PDF; it names nobody."""
    found, chosen = _sheet_or_404(slug), LanguageForm(request.GET).language
    return hand_out(_pdf(found.slug, chosen.code), file_name(found.slug, chosen.code))


@cache
def _pdf(slug: str, code: str) -> bytes:
    """Made once a process: the same for everybody, and as many as there are sheets and languages."""
    found, to = SHEETS[slug], texts.language(code)
    title = to.plain(found.title)
    return family_pdf("documents/_family_sheet.html", _context(found, to), title=title, to=to, on=to.changed_on)


@require_GET
def family_languages(request):
    """Which translations a person has read through, and which still wait for it."""
    rows = [{"language": one, "changed": dates.day(one.changed_on)} for one in texts.languages()]
    waiting = sum(not one.reviewed for one in texts.languages())
    return render_page(request, "sip/family/languages.html", {"rows": rows, "waiting": waiting})


def _sheet_or_404(slug: str) -> Sheet:
    if slug not in SHEETS:
        raise Http404
    return SHEETS[slug]


def _context(found: Sheet, to: texts.Language) -> dict:
    return {"sheet": found, "language": to, "title": to.say(found.title), "parts": sheet_parts(found, to)}
