"""The component catalogue: every component in all its states, and the page patterns, with invented content.

For whoever builds or reviews a page. Shown in the demo and to those signed in; else it does not exist.
"""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.views.decorators.http import require_GET

from core.ui import errors, samples
from core.ui.errors import TROUBLES
from core.ui.pages import render_list, render_page


def _require_shown(request: HttpRequest) -> None:
    if not (settings.DEBUG or settings.DEMO or getattr(request, "acting", None)):
        raise Http404


@require_GET
def catalogue(request):
    """All components on one page."""
    _require_shown(request)
    return render_page(request, "ui/catalogue.html", samples.components())


@require_GET
def component(request, key):
    """One whole page of a pattern, or one error page (`fel-404`)."""
    _require_shown(request)
    status = key.removeprefix("fel-")
    if key.startswith("fel-") and status.isdecimal() and int(status) in TROUBLES:
        return errors.answer(request, int(status))
    if key == "lista":
        form = samples.SampleFilter(request.GET)
        return render_list(
            request, "ui/catalogue_list.html", rows=samples.list_rows(form), form=form, row=samples.ready_row
        )
    if key not in samples.PAGES:
        raise Http404
    template, make = samples.PAGES[key]
    context = make()
    return render_page(request, template, context, status=context.pop("status", 200))
