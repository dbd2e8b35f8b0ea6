"""A consent as a paper for the family: read together, fetched as PDF with lines to sign. [F87, F106]"""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.documents.render import file_name
from core.papers import hand_out, says_why_not
from core.ui.pages import render_page
from sip.family.forms import ReaderForm, chosen_reader
from sip.family.printing import family_pdf
from sip.signatures.found import consent_or_404
from sip.signatures.readers import check_is_live, consent_reader, explained, gives


def _context(consent, family, reader, language) -> dict:
    shown = explained(consent, family, reader, language)
    return {
        "language": language,
        "title": shown.title,
        "shown": shown,
        "has_lines": shown.is_whole and gives(consent, reader),
        "name": reader.name,
    }


@require_GET
def consent_family(request, pk):
    """The paper on the screen, to read together; choose for whom and in which language."""
    consent, case, family = consent_or_404(request, pk)
    readers = list(family.readers)
    form = ReaderForm(request.GET, readers)
    reader, why_not = chosen_reader(
        form, readers, partial(consent_reader, consent), check=partial(check_is_live, consent)
    )
    context = {"consent": consent, "case": case, "form": form, "why_not": why_not}
    if reader is not None:
        context |= _context(consent, family, reader, form.language) | {"reader": reader}
    audit.record("consent.paper_read", consent, by=request.acting)
    return render_page(request, "sip/signatures/paper.html", context)


@require_GET
@says_why_not
def consent_family_pdf(request, pk):
    """The same as a tagged PDF; title and name of the file tell the code alone. [security 7]"""
    consent, case, family = consent_or_404(request, pk)
    readers = list(family.readers)
    form = ReaderForm(request.GET, readers)
    check_is_live(consent)
    reader = consent_reader(consent, readers, form.reader_key)
    pdf = family_pdf(
        "documents/_family_consent.html",
        _context(consent, family, reader, form.language),
        title=_("Samtycke %(code)s") % {"code": case.case.code},
        to=form.language,
        on=timezone.localdate(consent.created_at),
    )
    audit.record("consent.printed", consent, by=request.acting, reason=reader.key)
    return hand_out(pdf, file_name("samtycke", case.case.code))
