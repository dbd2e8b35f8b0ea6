"""The kinds of rows behind numbers of cases, plans and reports; those of the groups' work stand in `group_kinds`."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ui import dates
from deviations.models import DeviationReport
from deviations.policies import visible_reports
from followup.indicators.rows import DEVIATIONS, FORUM, PLANS, SITTINGS, parts_of
from followup.views import group_kinds
from followup.views.kind import Kind, day, page
from sip.cases.models import ForumCase
from sip.cases.policies import identified_forum_cases, visible_forum_cases
from sip.individual_forum.models import Occasion
from sip.individual_forum.policies import visible_sittings
from sip.plans.models import SipPlan
from sip.plans.policies import identified_plans, visible_plans

# Sex is told only to those who may know who the child is: on a case it is there for statistics alone.
CASES = Kind(
    ForumCase,
    visible_forum_cases,
    _("Kod"),
    attrgetter("case.code"),
    page("sip:case_detail", "pk"),
    (
        (_("Stadsdel"), attrgetter("district.name")),
        (_("Väckt"), day("raised_on")),
        (_("Första mötet"), day("held_on")),
    ),
    rows_by_sex=identified_forum_cases,
    listed=lambda rows: rows.select_related("case", "district").order_by("-raised_on", "case_id"),
    case="pk",
    is_code=True,
)
SAT = Kind(
    Occasion,
    visible_sittings,
    _("Kod"),
    attrgetter("case.code"),
    page("sip:case_detail", "case_id"),
    (
        (_("Hölls"), lambda one: dates.day(timezone.localdate(one.held_at))),
        (_("Möte i ärendet"), lambda one: str(one.number)),
        (_("Stadsdel"), attrgetter("case.district.name")),
    ),
    has_state=False,
    listed=lambda rows: rows.select_related("case__district").order_by("-held_at", "pk"),
    case="case_id",
    is_code=True,
)
OF_PLANS = Kind(
    SipPlan,
    visible_plans,
    _("Kod"),
    attrgetter("case.code"),
    page("sip:plan_detail", "pk"),
    (
        (_("Stadsdel"), attrgetter("district.name")),
        (_("Behovet uppmärksammades"), day("need_noticed_on")),
        (_("Erbjuden"), day("offered_on")),
    ),
    rows_by_sex=identified_plans,
    listed=lambda rows: rows.select_related("case", "district").order_by("-need_noticed_on", "case_id"),
    case="pk",
    is_code=True,
)
REPORTS = Kind(
    DeviationReport,
    visible_reports,
    _("Kod"),
    attrgetter("code"),
    page("deviations:detail", "pk"),
    ((_("Skickad"), day("first_sent_on")), (_("Från"), attrgetter("unit.name"))),
    listed=lambda rows: rows.for_list(),
    is_code=True,
)
KINDS = {
    **dict.fromkeys(FORUM, CASES),
    **dict.fromkeys(SITTINGS, SAT),
    **dict.fromkeys(PLANS, OF_PLANS),
    **dict.fromkeys(DEVIATIONS, REPORTS),
    **group_kinds.KINDS,
}


def kind_of(cell: str) -> Kind:
    """By the total that the cell is of, or a part of. Raises KeyError for one that counts no rows."""
    return KINDS[parts_of(cell)[0]]
