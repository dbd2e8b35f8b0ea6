"""Who must give a consent: the region's rule, the law's exceptions, and from 18 the person alone. [facts 9.6, F108]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.errors import Refused
from core.people.queries import holders
from core.roles import UNIT_LEADERS
from core.ui import dates
from sip.cases.models import CaseChild, ChildCase
from sip.cases.subjects import Subject
from sip.children.ages import is_adult
from sip.children.choices import Custody
from sip.consent.deciders import Decider
from sip.consent.rules import Rule, Said, rule_for, usual
from sip.consent.states import DECIDED, Form, Purpose, Signatories

if TYPE_CHECKING:
    from sip.consent.asked import Asked, Given


def born_on(case: Subject) -> date | None:
    """The child's day of birth, as the own principal or the case knows it; None where one may not know it."""
    own = ChildCase.objects.filter(case_id=case.pk).values_list("child__birth_date", flat=True).first()
    return own or CaseChild.objects.filter(case_id=case.pk).values_list("birth_date", flat=True).first()


def is_of_age(case: Subject, on: date) -> bool | None:
    """Whether the person had turned 18 that day; None where the day of birth is not known."""
    born = born_on(case)
    return None if born is None else is_adult(born, on)


def rule_of(case: Subject, purpose: str) -> Rule:
    """What the region asks of a consent to this."""
    return rule_for(case.region_id, case.area_id, purpose)


def said_in(asked: Asked, given: Given, today: date) -> Said:
    """Of what is to be recorded, what the region's rule is about. On the screen it begins the day it is asked for."""
    first = today if given.form == Form.SCREEN else min(given.given_on, today)
    return Said(
        signatories=asked.signatories,
        form=given.form,
        days=(asked.valid_to - first).days,
        reason=asked.signatories_reason.strip(),
        judgement=given.maturity_judgement.strip(),
        is_approved=asked.approved_by is not None,
    )


def check_appointments(deciders: Iterable[Decider], given: Given) -> None:
    """Raises Refused where one who is appointed answered a day when the appointment did not hold."""
    for one in deciders:
        if given.answers.get(one.pk) is None or one.appointed_from is None:
            continue
        if given.given_on < one.appointed_from:
            text = _("%(name)s var inte förordnad den dagen. Förordnandet gäller från %(day)s.")
            raise Refused(text % {"name": one.name, "day": dates.day(one.appointed_from)}, field="given_on")


def check_exception(asked: Asked, guardians: Iterable[Decider], answers: Mapping[UUID | None, bool]) -> None:
    """The facts that each exception from all guardians rests on; its reason stands beside. Raises Refused. [facts 9.6]

    Sole custody is the record's to say; the board's decision has number and day; who is prevented has not answered.
    """
    if asked.signatories in DECIDED:
        _check_decision(asked)
    if asked.signatories == Signatories.SOLE_CUSTODY:
        sole = {one.pk for one in guardians if one.custody == Custody.SOLE}
        if not sole or {pk for pk, answer in answers.items() if answer} - sole:
            raise Refused(
                _("Ensam vårdnad står inte hos den som samtycker. Ändra vårdnaden på barnets sida först."),
                field="signatories",
            )
    if asked.signatories == Signatories.PREVENTED and {one.pk for one in guardians} <= answers.keys():
        raise Refused(_("Alla vårdnadshavare har svarat. Då är ingen förhindrad."), field="signatories")


def _check_decision(asked: Asked) -> None:
    if not asked.decision_number.strip():
        raise Refused(_("Skriv beslutets nummer."), field="decision_number")
    if asked.decision_on is None or asked.decision_on > clock.today():
        raise Refused(_("Skriv vilken dag beslutet fattades, senast i dag."), field="decision_on")


def usual_signatories(case: Subject, purpose: str = Purpose.SIP) -> Signatories:
    """Who gives it unless something else is said: the region's rule, and a grown person alone."""
    return Signatories.INDIVIDUAL if is_of_age(case, clock.today()) else usual(rule_of(case, purpose))


def check_approval(asked: Asked, by: Acting) -> None:
    """Raises Refused for an approval that is not a manager's of the own unit, today. [X-07]"""
    who = asked.approved_by
    if who is None:
        return
    if asked.signatories != Signatories.PREVENTED:
        raise Refused(_("En chef godkänner bara att ni inte väntar på den som är förhindrad."), field="approved_by")
    leaders = holders(UNIT_LEADERS, region_id=by.region_id, unit_id=by.unit_id, on=clock.today())
    if not leaders.filter(pk=who.pk).exists():
        raise Refused(_("Välj en chef vid er egen enhet."), field="approved_by")


def check_age(case: Subject, asked: Asked, given: Given) -> None:
    """Raises Refused where a grown person does not consent alone, or a child does as if grown."""
    of_age, alone = is_of_age(case, given.given_on), asked.signatories == Signatories.INDIVIDUAL
    if of_age and not alone:
        raise Refused(_("Personen har fyllt 18 år och samtycker själv."), field="signatories")
    if alone and of_age is False:
        raise Refused(_("Barnet har inte fyllt 18 år. Välj vem som ska samtycka."), field="signatories")
    if alone and of_age is None and not asked.signatories_reason.strip():
        raise Refused(_("Skriv hur ni vet att personen har fyllt 18 år."), field="signatories_reason")
