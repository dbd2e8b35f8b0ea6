"""Name what is chosen on a list, and take a name away; both lead back to the list."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.finding import saving
from core.finding.forms import SaveForm
from core.ui.once import send_once
from core.ui.verbs import ACT, PAGE, act_page, confirm_page, sent


@PAGE
@send_once
def filter_save(request):
    """`lista` is the list's address with what was chosen."""
    address = request.GET.get("lista", "")
    found = saving.read_address(address)
    if found is None:
        raise Http404
    path, query = found
    form = SaveForm(sent(request))
    words = {
        "title": _("Spara urvalet"),
        "lead": _("Det du har valt på listan får ett namn. Bara du ser det. Listan visar alltid det som gäller nu."),
        "button": _("Spara"),
        "back": _("Tillbaka till listan"),
        "back_url": f"{path}?{query}",
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: saving.save_filter(by=request.acting, path=path, query=query, **form.facts()),
        done=_("Urvalet är sparat."),
        to=lambda made: made.url,
    )


@PAGE
@send_once
def filter_remove(request, pk):
    row = get_object_or_404(saving.saved_filters(request.acting), pk=pk)
    words = {
        "title": _("Ta bort det sparade urvalet"),
        "text": row.name,
        "effects": [_("Listan är kvar som den är. Bara namnet på urvalet försvinner.")],
        "verb": _("Ta bort"),
        "back_url": row.path,
    }
    return confirm_page(
        request,
        words,
        act=lambda: saving.remove_filter(row, by=request.acting),
        done=_("Urvalet är borttaget."),
        to=lambda _made: row.path,
    )
