"""Register a child, its guardians, and the need that was noticed. [P-01..P-03, F70-F72]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.crypto import keyed_index
from core.errors import Refused
from core.organisations.models import District, Unit
from sip.children import policies
from sip.children.choices import Custody, Position, Sex
from sip.children.models import Child, ChildIdentifier, Contact, Guardian, NeedAssessment
from sip.children.numbers import Number

EARLIEST_BIRTH = date(1900, 1, 1)


@dataclass(frozen=True)
class GuardianFacts:
    """What is said of one guardian when a child is registered."""

    name: str
    custody: str = Custody.JOINT
    phone: str = ""
    interpreter_language: str = ""


@transaction.atomic
def register_child(
    *,
    by: Acting,
    given_name: str,
    family_name: str,
    birth_date: date | None,
    sex: str = Sex.UNKNOWN,
    number: Number | None = None,
    district: District | None = None,
    school_unit: Unit | None = None,
    guardians: Iterable[GuardianFacts] = (),
) -> Child:
    """The own principal's row for a child, with a contact that opens it to the one who registers. [security 1]

    Raises PermissionDenied, Refused for a birth date that cannot be.
    """
    require(policies.can_register_child(by))
    _check_birth_date(birth_date)
    child = Child(
        region_id=by.region_id,
        principal_id=by.principal_id,
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        birth_date=birth_date,
        sex=sex,
        registered_district=district,
        school_unit=school_unit,
        created_by_id=by.assignment_id,
    )
    child.save(force_insert=True)
    Contact(region_id=by.region_id, child=child, assignment_id=by.assignment_id, unit_id=by.unit_id).save(
        force_insert=True
    )
    if number is not None:
        _keep_number(child, number)
    for facts in guardians:
        add_guardian(child, by=by, facts=facts)
    audit.record("child.registered", child, by=by, child_id=child.pk)
    return child


@transaction.atomic
def add_guardian(child: Child, *, by: Acting, facts: GuardianFacts) -> Guardian:
    """A person with custody. Sole custody and several guardians at once are refused. [CS-07]"""
    require(policies.can_assess_need(by, child))
    others = list(child.guardians.filter(valid_to__isnull=True))
    if others and Custody.SOLE in {facts.custody, *(other.custody for other in others)}:
        raise Refused(_("Ensam vårdnad kan bara gälla när barnet har en vårdnadshavare."), field="custody")
    guardian = Guardian(
        region_id=by.region_id,
        child=child,
        name=facts.name.strip(),
        custody=facts.custody,
        phone=facts.phone,
        interpreter_language=facts.interpreter_language,
    )
    guardian.save(force_insert=True)
    audit.record("guardian.added", guardian, by=by, child_id=child.pk)
    return guardian


@transaction.atomic
def assess_need(
    child: Child, *, by: Acting, noticed_on: date, position: str, need: str, tried: str = ""
) -> NeedAssessment:
    """That the unit noticed a need, on which day, and the position it took. [P-03, F72]

    Raises PermissionDenied, Refused for a day that has not come or lies before the child's birth.
    """
    child = lock(child)
    require(policies.can_assess_need(by, child))
    check_noticed_on(noticed_on, child)
    if position == Position.FORUM and not tried.strip():
        raise Refused(_("Skriv vad ni har prövat i det vanliga samarbetet."), field="tried")
    assessment = NeedAssessment(
        region_id=by.region_id,
        child=child,
        unit_id=by.unit_id,
        noticed_on=noticed_on,
        position=position,
        need=need.strip(),
        tried=tried.strip(),
        assessed_by_id=by.assignment_id,
    )
    assessment.save(force_insert=True)
    audit.record("need.assessed", assessment, by=by, child_id=child.pk, reason=position)
    return assessment


def check_noticed_on(noticed_on: date, child: Child | None) -> None:
    """The day the need was noticed may be long ago, never ahead. [X-02]"""
    if noticed_on > clock.today():
        raise Refused(_("Dagen då behovet uppmärksammades kan inte ligga framåt i tiden."), field="noticed_on")
    earliest = child.birth_date if child and child.birth_date else EARLIEST_BIRTH
    if noticed_on < earliest:
        raise Refused(_("Dagen då behovet uppmärksammades ligger före barnets födelse."), field="noticed_on")


def _check_birth_date(birth_date: date | None) -> None:
    if birth_date is not None and not EARLIEST_BIRTH <= birth_date <= clock.today():
        raise Refused(_("Födelsedatumet kan inte stämma. Skriv det som ÅÅÅÅ-MM-DD."), field="birth_date")


def _keep_number(child: Child, number: Number) -> None:
    ChildIdentifier(
        region_id=child.region_id,
        child=child,
        kind=number.kind,
        value=number.digits,
        value_index=keyed_index(number.digits, child.principal_id),
        valid_from=clock.today(),
    ).save(force_insert=True)
