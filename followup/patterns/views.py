"""The patterns quarter by quarter, the reports behind a number, and the release by two. [F125, security 7-8]"""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.access import require
from core.access.fresh import confirmed
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from followup.forms import ReleaseForm
from followup.patterns import page, policies, services
from followup.patterns.quarters import Quarter
from followup.patterns.reports import rows_of
from followup.patterns.words import page_of, quarter_name, row_name
from followup.policies import COMPILERS, READERS
from followup.presenting import marks
from followup.views.finding_it import only
from followup.views.kinds import REPORTS
from followup.views.rows import rows_page


@require_GET
@only(READERS)
def patterns(request):
    counts = list(policies.visible_patterns(request.acting).select_related("prepared_by")[: page.SHOWN])
    asked = request.GET.get("kvartal", "")
    chosen = next((one for one in counts if f"{one.year}-{one.number}" == asked), counts[0] if counts else None)
    context = page.patterns_page(request.acting, counts, chosen) if chosen else {}
    return render_page(request, "followup/patterns.html", context)


def _count_or_404(request, pk):
    """The quarter's standing count: of one that was counted anew the earlier ones are gone."""
    found = policies.visible_patterns(request.acting).select_related("prepared_by__person")
    count = next((one for one in found if one.pk == pk), None)
    if count is None:
        raise Http404
    return count


@require_GET
@only(READERS)
def pattern_rows(request, pk):
    """The reports one may read now, and how many more there are; a hidden number opens nothing."""
    count = _count_or_404(request, pk)
    cell = request.GET.get("tal", "all")
    if cell not in count.shown:
        raise Http404
    mark = count.shown[cell]
    notes = [_("Talet %(n)s är räknat. Raderna visas som de är nu.") % {"n": marks.text(mark, count.threshold)}]
    context = {
        "place": {"area": {"name": quarter_name(count)}, "year": ""},
        "title": row_name(count, cell),
        "crumbs": [{"label": _("Mönster i avvikelserna"), "url": page_of(count)}],
        "notes": notes,
    }
    condition = rows_of(Quarter(count.year, count.number), count.base, cell)
    found = REPORTS.visible(request.acting, by_sex=False).filter(condition)
    number = mark if isinstance(mark, int) else None
    return rows_page(request, context, REPORTS, found, number, count.threshold)


@PAGE
@only(COMPILERS)
@send_once
def pattern_release(request, pk):
    """One makes the quarter ready, another person publishes it, freshly signed in."""
    count = _count_or_404(request, pk)
    require(policies.can_release(request.acting, count))
    if policies.can_publish(request.acting, count):
        form = ReleaseForm(sent(request), request=request)
        lead = _("%(who)s har gjort kvartalet klart. När du publicerar kan alla som läser uppföljningen se talen.")
        words = {"title": _("Publicera kvartalet"), "lead": lead % {"who": count.prepared_by.person}}
        done, button = _("Kvartalet är publicerat."), _("Publicera")
        act = lambda: services.publish(count, by=confirmed(request, form))  # noqa: E731  (the page's act)
    else:
        form = ReleaseForm(sent(request), request=request)
        lead = _("Har du sett igenom talen och texterna? En annan person publicerar dem och får besked nu.")
        words = {"title": _("Gör kvartalet klart att publicera"), "lead": lead}
        done, button = _("Kvartalet är klart. Någon annan publicerar det."), _("Det är klart")
        act = lambda: services.prepare(count, by=confirmed(request, form))  # noqa: E731  (the page's act)
    context = {**words, "button": button, "back": quarter_name(count), "back_url": page_of(count)}
    return act_page(request, ACT, form, context, act=act, done=done, to=lambda made: page_of(made))
