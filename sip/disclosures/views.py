"""The own unit's pieces, what is given and received, and what has been shared about a child. [security 1]"""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, clock
from core.access import require, together
from core.errors import Refused
from core.ui.once import send_once
from core.ui.pages import refuse, render_list, render_page
from sip.children.policies import visible_children
from sip.consent.found import subject_or_404
from sip.disclosures import policies, rows, services
from sip.disclosures.choices import PieceKind
from sip.disclosures.forms import DisclosePieceForm, FilePieceForm, PieceForm
from sip.disclosures.others import others_about
from sip.family.readers import readers_of_child


@require_GET
def pieces(request, pk):
    """«Underlag»: ours, what has been given to us, and what we have given."""
    case = subject_or_404(request, pk)
    context = rows.pieces_page(request.acting, case)
    audit.record("piece.read", case, by=request.acting, case_id=case.pk)
    return render_page(request, "sip/pieces.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def piece_write(request, pk):
    """A new version of one of the own unit's pieces."""
    case = subject_or_404(request, pk)
    require(policies.can_write_piece(request.acting, case))
    if request.method != "POST":
        kind = request.GET.get("slag", PieceKind.VIEW)
        newest = policies.own_pieces(request.acting, case).filter(kind=kind).order_by("-version").first()
        form = PieceForm(initial={"kind": kind, "text": newest.text if newest else ""})
        return render_page(request, "sip/piece_write.html", {"case": case, "form": form})
    form = PieceForm(request.POST)
    if form.is_valid():
        try:
            services.write_piece(case, by=request.acting, **form.cleaned_data)
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Underlaget är sparat hos er."))
            return redirect("sip:pieces", pk=pk)
    return refuse(request, "sip/piece_write.html", form, {"case": case})


def _own_piece_or_404(request, pk):
    own = policies.visible_pieces(request.acting).filter(unit_id=request.acting.unit_id)
    return get_object_or_404(own.select_related("unit__principal"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def piece_disclose(request, pk):
    """Choose the receiver; then the basis, from those that the law offers between the two units."""
    piece = _own_piece_or_404(request, pk)
    case = subject_or_404(request, piece.case_id)
    require(policies.can_disclose_piece(request.acting, piece, case))
    units = list(policies.receiving_units(request.acting, case))
    context = {"case": case, "piece": piece, "title": PieceKind(piece.kind).label}
    wanted = request.GET.get("till", "")
    if not wanted:
        context["receivers"] = [{"title": unit.name, "url": f"?{urlencode({'till': unit.pk})}"} for unit in units]
        return render_page(request, "sip/piece_receiver.html", context)
    to = next((unit for unit in units if str(unit.pk) == wanted), None)
    if to is None:
        raise Http404
    bases = rows.bases_between(piece.unit, [to], clock.today())
    form = DisclosePieceForm(bases, request.POST if request.method == "POST" else None)
    context["to"] = to
    if request.method != "POST":
        return render_page(request, "sip/piece_disclose.html", {**context, "form": form})
    if form.is_valid():
        try:
            services.disclose_piece(piece, by=request.acting, to=to, **form.facts())
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Underlaget är lämnat till %(unit)s.") % {"unit": to.name})
            return redirect("sip:pieces", pk=piece.case_id)
    return refuse(request, "sip/piece_disclose.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def piece_file(request, pk):
    """Take in what was given, and match it with an own child where there is one."""
    found = policies.visible_disclosures(request.acting).select_related("contribution__unit", "case")
    disclosure = get_object_or_404(found, pk=pk)
    context = {"disclosure": disclosure, "piece": disclosure.contribution, "code": disclosure.case.code}
    form = FilePieceForm(request.acting, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render_page(request, "sip/piece_file.html", {**context, "form": form})
    if form.is_valid():
        try:
            copy = services.file_piece(disclosure, by=request.acting, **form.cleaned_data)
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Er verksamhet har en egen kopia av underlaget."))
            return redirect("sip:filed_piece", pk=copy.pk)
    return refuse(request, "sip/piece_file.html", form, context)


@require_GET
def filed_pieces(request):
    """What the own unit has taken in, whatever has become of the consents."""
    copies = policies.visible_filed_pieces(request.acting).select_related("from_unit").order_by("-filed_at", "id")
    listed = partial(audit.record_listed, "piece.copies_listed", by=request.acting, object_kind="sip.filedpiece")
    return render_list(request, "sip/filed_pieces.html", rows=copies, row=rows.filed_row, shown=listed)


@require_GET
def filed_piece(request, pk):
    found = policies.visible_filed_pieces(request.acting).select_related("from_unit", "filed_by__person")
    copy = get_object_or_404(found, pk=pk)
    audit.record("piece.copy_read", copy, by=request.acting, case_id=copy.case_id)
    context = {"copy": copy, "title": PieceKind(copy.kind).label, "facts": rows.filed_facts(copy)}
    return render_page(request, "sip/filed_piece.html", context)


def _child_or_404(request, pk):
    return get_object_or_404(visible_children(request.acting).select_related("principal"), pk=pk)


@require_GET
def shared(request, pk):
    """«Vad har vi delat» about an own child."""
    child = _child_or_404(request, pk)
    found, readers = rows.shared_about(request.acting, child), readers_of_child(child)
    together(found)
    shown = rows.shared_on_page(found, others_about(child=child.pk), readers)
    context = {"child": child, "rows": shown}
    audit.record("shared.read", child, by=request.acting, child_id=child.pk)
    return render_page(request, "sip/shared.html", context)
