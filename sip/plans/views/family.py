"""The papers of an agreed version for the family: by reader and language, read together, fetched as PDF. [F87]"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core import audit, clock
from core.access import require
from core.documents.render import file_name
from core.errors import Refused
from core.papers import hand_out, says_why_not
from core.ui.pages import render_page
from sip.family.forms import ReaderForm, chosen_reader
from sip.family.printing import family_pdf
from sip.family.readers import Reader
from sip.plans import family
from sip.plans.one_page import ROOMS, Room, one_page
from sip.plans.views.found import version_or_404

OWN_PAGE = "min-plan"
PAPERS = {"planen": "documents/_family_plan.html", OWN_PAGE: "documents/_family_child.html"}


class PaperForm(ReaderForm):
    """For whom, which paper, in which language."""

    papper = forms.ChoiceField(
        label=gettext_lazy("Vilket papper?"),
        choices=[("planen", gettext_lazy("Planen")), (OWN_PAGE, gettext_lazy("Barnets egen sida"))],
    )


def _paper(request, version):
    """(form, reader, which, why not): what was asked for, or the sentence that says why it is not given."""
    readers = family.readers_of(request.acting, version.case_id)
    require(bool(readers))
    form = PaperForm(request.GET, readers)
    reader, why_not = chosen_reader(form, readers, family.plan_reader)
    return form, reader, form.chosen.get("papper") or "planen", why_not


def _context(version, reader: Reader, which: str, language, room: Room = ROOMS[0]) -> dict:
    is_childs = which == OWN_PAGE
    paper = family.child_paper(version, reader, room) if is_childs else family.plan_paper(version, reader)
    key = "child.title" if is_childs else "plan.title"
    return {"language": language, "title": language.say(key), "paper": paper, "which": which}


@require_GET
def plan_family(request, pk):
    """The paper on the screen, to read together; choose for whom and in which language."""
    version, plan = version_or_404(request, pk)
    form, reader, which, why_not = _paper(request, version)
    context = {"version": version, "plan": plan, "code": plan.case.code, "form": form, "why_not": why_not}
    if reader is not None:
        context |= _context(version, reader, which, form.language) | {"reader": reader}
    audit.record("plan.read", version, by=request.acting, case_id=version.case_id)
    return render_page(request, "sip/plan_family.html", context)


@require_GET
@says_why_not
def plan_family_pdf(request, pk):
    """The same paper as a tagged PDF; title and name of the file tell the code alone. [security 7]"""
    version, plan = version_or_404(request, pk)
    form, reader, which, why_not = _paper(request, version)
    if reader is None:
        raise Refused(why_not)

    def made(room: Room) -> bytes:
        return family_pdf(
            PAPERS[which],
            _context(version, reader, which, form.language, room),
            title=_("Plan %(code)s") % {"code": plan.case.code},
            to=form.language,
            on=clock.today() if reader.hides_times else version.agreed_on,
        )

    pdf = one_page(made) if which == OWN_PAGE else made(ROOMS[0])
    audit.record("plan.printed", version, by=request.acting, case_id=version.case_id, reason=f"{which}/{reader.key}")
    return hand_out(pdf, file_name(which, plan.case.code))
