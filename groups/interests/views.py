"""The page where it is noted how the children's best was assessed in a decision. [F52]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.access import require
from core.ui.once import send_once
from core.ui.verbs import ACT, PAGE, act_page, sent
from groups.interests.forms import InterestsForm
from groups.interests.page import title_of
from groups.interests.services import note_interests
from groups.meetings import policies
from groups.meetings.agenda_views import at_the_table
from groups.meetings.models import ForumDecision
from groups.meetings.views import meeting_or_404


@PAGE
@send_once
def decision_interests(request, pk):
    decision = get_object_or_404(ForumDecision.objects.standing().select_related("item"), pk=pk)
    meeting = meeting_or_404(request, decision.meeting_id)
    require(policies.can_write(request.acting, meeting))
    form = InterestsForm(decision, sent(request))
    words = {
        "title": title_of(decision),
        "lead": decision.text,
        "button": _("Spara"),
        "back": _("Skriv protokollet"),
        "back_url": at_the_table(decision.item),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: note_interests(decision, by=request.acting, **form.facts()),
        done=_("Det är antecknat till beslutet."),
        to=lambda _made: words["back_url"],
    )
