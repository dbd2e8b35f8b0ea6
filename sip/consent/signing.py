"""Who must give a consent: the region's rule, the law's exceptions, and from 18 the person alone. [facts 9.6, F108]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from core.regions.profile import profile_of
from sip.cases.models import CaseChild, ChildCase
from sip.cases.subjects import Subject
from sip.children.ages import is_adult
from sip.children.choices import Custody
from sip.children.models import Guardian
from sip.consent.states import DECIDED, Signatories

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


def check_signatories(case: Subject, asked: Asked, given: Given) -> None:
    """Raises Refused where those who are said to decide are not those who may. Maturity is judged, never computed."""
    _check_age(case, asked, given)
    if asked.signatories == Signatories.ONE_GUARDIAN and _rule(case) != "one_guardian":
        raise Refused(
            _("Här behöver alla vårdnadshavare samtycka. Välj ett undantag om lagen ger ett."), field="signatories"
        )
    if asked.signatories == Signatories.CHILD_ALONE and not given.maturity_judgement.strip():
        raise Refused(_("Skriv hur ni har bedömt barnets mognad."), field="maturity_judgement")


def check_exception(asked: Asked, guardians: Iterable[Guardian], answers: Mapping[UUID, bool]) -> None:
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


def usual_signatories(case: Subject) -> Signatories:
    """Who gives it unless something else is said: the region's rule, and a grown person alone."""
    if is_of_age(case, clock.today()):
        return Signatories.INDIVIDUAL
    return Signatories.ONE_GUARDIAN if _rule(case) == "one_guardian" else Signatories.ALL_GUARDIANS


def _rule(case: Subject) -> str:
    return profile_of(case.region_id, clock.today(), area_id=case.area_id).consent_signatories


def _check_age(case: Subject, asked: Asked, given: Given) -> None:
    of_age, alone = is_of_age(case, given.given_on), asked.signatories == Signatories.INDIVIDUAL
    if of_age and not alone:
        raise Refused(_("Personen har fyllt 18 år och samtycker själv."), field="signatories")
    if alone and of_age is False:
        raise Refused(_("Barnet har inte fyllt 18 år. Välj vem som ska samtycka."), field="signatories")
    if alone and of_age is None and not asked.signatories_reason.strip():
        raise Refused(_("Skriv hur ni vet att personen har fyllt 18 år."), field="signatories_reason")
