"""Who must give a consent: the region's rule, the law's exceptions, and from 18 the person alone. [facts 9.6, F108]"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from core.regions.profile import profile_of
from sip.cases.models import CaseChild, ChildCase
from sip.children.ages import is_adult
from sip.consent.states import Signatories
from sip.consent.subjects import Subject

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
