"""What is called is moved, cancelled, or more are called; one more unit is concerned. [P-83, F116]"""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.access import Acting, require
from core.ui.once import send_once
from core.ui.verbs import PAGE, act_page, sent
from sip.cases.models import ForumCase
from sip.cases.views import case_or_404, home
from sip.individual_forum import changing, policies
from sip.individual_forum.forms import CancelForm, MoveForm, NameUnitsForm, WidenForm
from sip.individual_forum.states import OccasionStatus


def _page(request, case: ForumCase, template: str, form: Any, *, act: Callable[..., Any], done: str, occasion=None):
    return act_page(
        request,
        template,
        form,
        {"case": case, "occasion": occasion},
        act=lambda: act(case, by=request.acting, **form.facts()),
        done=done,
        to=lambda _made: home(request.acting, case),
    )


def _sitting(request, pk, may: Callable[[Acting, ForumCase], bool]):
    """The case and what is called in it, for who may change it."""
    case = case_or_404(request, pk)
    require(may(request.acting, case))
    found = case.case.occasions.select_related("consent")
    return case, get_object_or_404(found, status=OccasionStatus.CALLED)


@PAGE
@send_once
def sitting_move(request, pk):
    """Another day, time or place: all who are called are asked anew."""
    case, occasion = _sitting(request, pk, policies.can_change_sitting)
    form = MoveForm(case, occasion, sent(request))
    done = _("Mötet är flyttat. De kallade har fått besked och svarar på nytt.")
    return _page(request, case, "sip/sitting_move.html", form, act=changing.move_sitting, done=done, occasion=occasion)


@PAGE
@send_once
def sitting_cancel(request, pk):
    """What is called will not be held, and why."""
    case, occasion = _sitting(request, pk, policies.can_cancel_sitting)
    form = CancelForm(case, sent(request))
    done = _("Mötet är inställt. De kallade har fått besked.")
    act = changing.cancel_sitting
    return _page(request, case, "sip/sitting_cancel.html", form, act=act, done=done, occasion=occasion)


@PAGE
@send_once
def sitting_widen(request, pk):
    """More are called to the same sitting."""
    case, occasion = _sitting(request, pk, policies.can_change_sitting)
    form = WidenForm(case, occasion, sent(request))
    done = _("Kallelsen är skickad.")
    return _page(request, case, "sip/sitting_widen.html", form, act=changing.call_more, done=done, occasion=occasion)


@PAGE
@send_once
def case_units(request, pk):
    """One more unit is concerned."""
    case = case_or_404(request, pk)
    require(policies.can_name_units(request.acting, case))
    form = NameUnitsForm(case, sent(request))
    done = _("Verksamheten finns med i ärendet. Den ser ingenting förrän den kallas.")
    return _page(request, case, "sip/case_units.html", form, act=changing.name_units, done=done)
