"""«Vem kan se anmälan»: the same relations as row security, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core import clock
from core.ui import dates
from core.ui.registry import Who
from core.ui.said import said
from deviations.ladder import INDIVIDUAL_FORUM, SECRETARIAT, Ladder
from deviations.models import DeviationReport, DeviationReportGrant

UPPER = ("preparatory_group", "managers_forum", "political_forum", "regional_group")


def who_sees(report: DeviationReport, ladder: Ladder, leaves: Iterable[DeviationReportGrant] = ()) -> list[Who]:
    """Who sees a sent report now; leaves to read are named only for those who give them, to whom they are told."""
    lines = [
        Who(_("Den som anmälde"), _("Sin egen anmälan")),
        Who(_("Cheferna i båda verksamheterna"), _("De ska lösa det")),
        Who(_("Den som leder gruppen i området"), _("För att kunna föra frågan vidare")),
    ]
    if INDIVIDUAL_FORUM in report.levels:
        lines.append(Who(_("Sammankallande för individforum"), _("Frågan har lämnats dit")))
    for rung in report.levels:
        if rung == SECRETARIAT or rung in UPPER:
            lines.append(Who(ladder.label(rung), _("Den har förts dit, utan namnet på den som anmälde")))
    if report.is_copied and SECRETARIAT not in report.levels:
        lines.append(Who(ladder.label(SECRETARIAT), _("Bara slag och verksamheter, ingen text")))
    lines += _leaves(leaves)
    return [*lines, Who(_("Ingen annan"), _("I statistik visas aldrig färre än fem"), sees=False)]


def who_will_see(ladder: Ladder) -> list[Who]:
    """The same before it is sent."""
    lines = [
        Who(_("Cheferna i båda verksamheterna"), _("När du har skickat")),
        Who(_("Den som leder gruppen i området"), _("För att kunna föra frågan vidare")),
    ]
    if ladder.has(SECRETARIAT):
        what = _("Slag och verksamheter. Texten bara om den förs vidare") if ladder.copies_all else ""
        lines.append(Who(ladder.label(SECRETARIAT), what or _("Om den förs vidare, utan ditt namn")))
    else:
        above = [said(step.label) for step in ladder.steps if step.principled]
        lines += [Who(label, _("Om den förs vidare, utan ditt namn")) for label in above[1:]]
    return [*lines, Who(_("Ingen annan"), _("I statistik visas aldrig färre än fem"), sees=False)]


def _leaves(leaves: Iterable[DeviationReportGrant]) -> list[Who]:
    live = [one for one in leaves if one.is_live(clock.now())]
    who = _("En person med särskild läsrätt")
    return [Who(who, one.reason, until=_("Till %(day)s") % {"day": dates.moment(one.valid_until)}) for one in live]
