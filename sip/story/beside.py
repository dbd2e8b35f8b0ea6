"""What happens beside a plan's own course: parts given, other plans, results, surveys, its code elsewhere. [SM-1]"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import Acting, Asks
from sip.plans import policies
from sip.plans.models import ExternalChange, FiledCopy, OtherPlan, PlanMeasure, PlanRole, SipPlan
from sip.plans.register import noted_other_plans
from sip.refusals.models import Refusal
from sip.story.events import Event, Lane, by_case, happened, ids_of, said_of
from sip.surveys.models import SurveyCode
from sip.surveys.policies import visible_codes


def beside(acting: Acting, ones: Sequence[SipPlan]) -> Iterator[Asks | list[Event]]:
    """As far as one may read each of them."""
    of = {"case_id__in": ids_of(ones)}
    parts = policies.visible_parts(acting).filter(**of).select_related("assignment__person", "unit")
    others = noted_other_plans(acting).filter(**of).select_related("noted_by__person", "unit")
    followed = policies.visible_measures(acting).filter(**of, followed_up_on__isnull=False)
    handed = visible_codes(acting).filter(**of).select_related("opened_by__person")
    noes = Refusal.objects.filter(**of).select_related("noted_by__person", "unit")
    copies = FiledCopy.objects.filter(**of).select_related("filed_by__person", "unit")
    codes = ExternalChange.objects.filter(**of).select_related("changed_by__person")
    yield Asks(parts, others, followed, handed, codes, noes, copies)
    found: list[Event] = []
    of_rows = (
        (parts, _part), (others, _other), (handed, _handed_out), (codes, _code), (noes, _refused), (copies, _filed)
    )  # fmt: skip
    for rows, told in of_rows:
        found += [event for row in rows for event in said_of(row.case_id, told(row))]
    for case_id, measures in by_case(followed).items():
        found += said_of(case_id, _followed_up(measures))
    yield found


def _part(part: PlanRole) -> list[Event]:
    by = {"by": part.assignment, "unit": part.unit, "detail": str(part.get_part_display())}
    return [
        *happened(part.valid_from, Lane.PEOPLE, _("Fick en uppgift i planen"), **by),
        *happened(part.valid_to, Lane.PEOPLE, _("Lämnade en uppgift i planen"), **by),
    ]


def _handed_out(survey: SurveyCode) -> list[Event]:
    text, kind = _("En enkät lämnades ut"), str(survey.get_kind_display())
    return happened(survey.opened_on, Lane.FAMILY, text, by=survey.opened_by, detail=kind)


def _code(change: ExternalChange) -> list[Event]:
    text = _("Planens kod i ett annat system ändrades")
    return happened(change.created_at, Lane.CASE, text, by=change.changed_by, detail=change.system)


def _refused(one: Refusal) -> list[Event]:
    """Who noted it stands beside; which unit said no in words, what it said with the plan alone. [F76]"""
    text = _("%(unit)s sa nej") % {"unit": one.unit.name}
    return happened(one.refused_on, Lane.PEOPLE, text, by=one.noted_by, detail=str(one.get_refused_to_display()))


def _filed(copy: FiledCopy) -> list[Event]:
    text, detail = _("Planen fördes till den egna dokumentationen"), _("version %(number)d")
    by = {"by": copy.filed_by, "unit": copy.unit, "detail": detail % {"number": copy.version_number}}
    return happened(copy.filed_at, Lane.SHARED, text, **by)


def _other(one: OtherPlan) -> list[Event]:
    """Of a unit's own, what is of this SIP: from when it was shown there, whoever had noted it before."""
    kind, ended = str(one.get_kind_display()), _("Noteringen om en annan plan avslutades")
    if one.shown_at:
        noted = happened(one.shown_at, Lane.CASE, _("En annan plan visades bredvid SIP"), unit=one.unit, detail=kind)
    else:
        noted = happened(one.created_at, Lane.CASE, _("En annan plan noterades"), by=one.noted_by, detail=kind)
    return [
        *noted,
        *happened(one.ended_at, Lane.CASE, ended, detail=kind),
    ]


def _followed_up(measures: Iterable[PlanMeasure]) -> list[Event]:
    """Once a day, with how many."""
    days = Counter(measure.followed_up_on for measure in measures)
    return [
        event
        for day, number in days.items()
        for event in happened(
            day,
            Lane.CASE,
            _("Insatserna följdes upp"),
            detail=ngettext("%(n)d insats", "%(n)d insatser", number) % {"n": number},
        )
    ]
