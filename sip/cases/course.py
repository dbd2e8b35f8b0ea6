"""The case's course as a drawing: what happened when, against the two weeks. From what the page has fetched already."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.charts import Chart, Mark, timeline
from sip.cases.models import ForumCase
from sip.cases.states import ForumCaseStatus


def course(
    case: ForumCase,
    *,
    since: date | None,
    due: date | None,
    consent_on: date | None,
    sittings: Iterable[dict],
    today: date,
) -> Chart | None:
    """Nothing where no clock is kept. `since` and `due`: its first and last day.

    `consent_on`: when the first consent that the reader may see was given; `sittings` as the page shows them.
    """
    if since is None or due is None:
        return None
    marks = [Mark(_("Behovet uppmärksammades"), case.need_noticed_on), Mark(_("Ärendet väcktes"), case.raised_on)]
    if consent_on:
        waited = consent_on > case.raised_on
        first, last = (case.raised_on, consent_on) if waited else (consent_on, None)
        marks.append(Mark(_("Samtycket lämnades"), first, last, waiting=waited))
    if case.convened_on:
        marks.append(Mark(_("Kallelsen skickades"), case.convened_on))
    marks += [Mark(_named(sitting), sitting["day"]) for sitting in reversed(list(sittings))]
    later = [
        (_("Utfallet angavs"), case.outcome_on),
        (_("Lyftes till berörda chefer"), case.escalated_on),
        (_("Cheferna beslutade"), case.decided_on),
        (_ended(case), case.ended_on),
    ]
    marks += [Mark(label, day) for label, day in later if day]
    shown = case.ended_on or today
    return timeline(
        _finding(case, since, due, today),
        marks,
        key="gang",
        today=min(shown, today),
        start=case.need_noticed_on,
        due=due,
        due_words=_("Sista dag att kalla"),
    )


def _named(sitting: dict) -> str:
    return _("%(meeting)s, inställt") % {"meeting": sitting["title"]} if sitting["is_cancelled"] else sitting["title"]


def _ended(case: ForumCase) -> str:
    if case.status == ForumCaseStatus.RETURNED:
        return _("Ärendet återlämnades")
    return _("Ärendet togs ur forumet") if case.status == ForumCaseStatus.WITHDRAWN else _("Ärendet avslutades")


def _finding(case: ForumCase, since: date, due: date, today: date) -> str:
    """What the drawing says, in a sentence."""
    given = (due - since).days
    used = ((case.convened_on or case.ended_on or today) - since).days
    if case.convened_on and case.convened_on <= due:
        text = ngettext("Kallat efter %(n)d av %(all)d dagar", "Kallat efter %(n)d av %(all)d dagar", used)
    elif case.convened_on:
        text = ngettext(
            "Kallat efter %(n)d dag, gränsen är %(all)d", "Kallat efter %(n)d dagar, gränsen är %(all)d", used
        )
    elif today <= due:
        text = ngettext("%(n)d av %(all)d dagar har gått", "%(n)d av %(all)d dagar har gått", used)
    else:
        text = ngettext("%(n)d dag har gått, gränsen är %(all)d", "%(n)d dagar har gått, gränsen är %(all)d", used)
    return text % {"n": used, "all": given}
