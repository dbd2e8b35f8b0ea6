"""The kinds of rows behind numbers: whose they are to read, and how one stands in the list."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import badges, dates
from deviations.policies import visible_reports
from followup.indicators.rows import DEVIATIONS, PLANS, SITTINGS, parts_of
from followup.presenting import marks
from followup.views.group_kinds import KINDS
from followup.views.kind import Kind
from followup.work.rows import MODEL_OF
from sip.cases.policies import identified_forum_cases, visible_forum_cases
from sip.individual_forum.policies import visible_sittings
from sip.plans.policies import identified_plans, visible_plans


def kind_of(cell: str) -> Kind:
    if cell in MODEL_OF:
        return KINDS[MODEL_OF[cell]]
    total = parts_of(cell)[0]
    if total in PLANS:
        return OF_PLANS
    return REPORTS if total in DEVIATIONS else SAT if total in SITTINGS else CASES


def _cases(acting: Acting, *, by_sex: bool) -> QuerySet:
    """Whose sex is told only to those who may know who the child is: on a case it is there for statistics alone."""
    found = identified_forum_cases(acting) if by_sex else visible_forum_cases(acting)
    return found.select_related("case", "district").order_by("-raised_on", "case_id")


def _case_row(case) -> dict:
    day = dates.day(case.held_on) if case.held_on else marks.DASH
    return {
        "pk": case.pk,
        "case": case.pk,
        "cells": [
            {"text": case.case.code, "url": reverse("sip:case_detail", args=[case.pk])},
            {"badge": case.get_status_display(), "is": badges.MEANINGS.get(case.status, ""), "label": _("Läge")},
            {"text": case.district.name, "label": _("Stadsdel")},
            {"text": dates.day(case.raised_on), "label": _("Väckt")},
            {"text": day, "label": _("Första mötet")},
        ],
    }


def _sittings(acting: Acting, *, by_sex: bool) -> QuerySet:
    return visible_sittings(acting).select_related("case__district").order_by("-held_at", "pk")


def _sitting_row(sitting) -> dict:
    return {
        "pk": sitting.pk,
        "case": sitting.case_id,
        "cells": [
            {"text": sitting.case.code, "url": reverse("sip:case_detail", args=[sitting.case_id])},
            {"text": dates.day(timezone.localdate(sitting.held_at)), "label": _("Hölls")},
            {"text": str(sitting.number), "label": _("Möte i ärendet")},
            {"text": sitting.case.district.name, "label": _("Stadsdel")},
        ],
    }


def _plans(acting: Acting, *, by_sex: bool) -> QuerySet:
    found = identified_plans(acting) if by_sex else visible_plans(acting)
    return found.select_related("case", "district").order_by("-need_noticed_on", "case_id")


def _plan_row(plan) -> dict:
    offered = dates.day(plan.offered_on) if plan.offered_on else marks.DASH
    return {
        "pk": plan.pk,
        "case": plan.pk,
        "cells": [
            {"text": plan.case.code, "url": reverse("sip:plan_detail", args=[plan.pk])},
            {"badge": plan.get_status_display(), "is": badges.MEANINGS.get(plan.status, ""), "label": _("Läge")},
            {"text": plan.district.name, "label": _("Stadsdel")},
            {"text": dates.day(plan.need_noticed_on), "label": _("Behovet uppmärksammades")},
            {"text": offered, "label": _("Erbjuden")},
        ],
    }


def _reports(acting: Acting, *, by_sex: bool) -> QuerySet:
    return visible_reports(acting).for_list()


def _report_row(report) -> dict:
    return {
        "pk": report.pk,
        "cells": [
            {"text": report.code, "url": reverse("deviations:detail", args=[report.pk])},
            {"badge": report.get_status_display(), "is": badges.MEANINGS.get(report.status, ""), "label": _("Läge")},
            {"text": dates.day(report.first_sent_on), "label": _("Skickad")},
            {"text": report.unit.name, "label": _("Från")},
        ],
    }


CASES = Kind(
    "sip.forumcase", _cases, lambda: [_("Kod"), _("Läge"), _("Stadsdel"), _("Väckt"), _("Första mötet")], _case_row
)
OF_PLANS = Kind(
    "sip.sipplan",
    _plans,
    lambda: [_("Kod"), _("Läge"), _("Stadsdel"), _("Behovet uppmärksammades"), _("Erbjuden")],
    _plan_row,
)
SAT = Kind("sip.occasion", _sittings, lambda: [_("Kod"), _("Hölls"), _("Möte i ärendet"), _("Stadsdel")], _sitting_row)
REPORTS = Kind(
    "deviations.deviationreport",
    _reports,
    lambda: [_("Kod"), _("Läge"), _("Skickad"), _("Från")],
    _report_row,
    is_of_cases=False,
)
