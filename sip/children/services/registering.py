"""Register a child, born or expected, with its guardians. [F70, F71, P-10]"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.obligations.states import ChangeReason
from core.organisations.models import District, Unit
from sip.children import policies
from sip.children.choices import Custody, Sex
from sip.children.deadlines import BORN
from sip.children.models import Child, Contact, ExpectedBirth
from sip.children.numbers import Number
from sip.children.services.facts import check_birth_date
from sip.children.services.guardians import GuardianFacts, add_guardian
from sip.children.services.numbers import keep_number

LONGEST_WAIT = timedelta(days=310)  # from a day in the first weeks to one past the expected day
OVERDUE = timedelta(days=30)


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
    check_birth_date(birth_date)
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
        keep_number(child, number)
    for facts in guardians:
        add_guardian(child, by=by, facts=facts)
    audit.record("child.registered", child, by=by, child_id=child.pk)
    return child


@transaction.atomic
def register_expected(
    *,
    by: Acting,
    family_name: str,
    expected_on: date,
    parents: Iterable[GuardianFacts],
    district: District | None = None,
) -> Child:
    """A child that is not born yet, with one or two expecting parents, whose consent it is. [G-018, P-10]

    Whoever records it owes to ask after the birth, and to report if the concern remains. [DL-49]
    It has no name, birth date or number. Raises PermissionDenied, Refused for a day that cannot be.
    """
    _check_expected(expected_on)
    expecting = [GuardianFacts(name=one.name, custody=Custody.EXPECTING, phone=one.phone) for one in parents]
    if not expecting:
        raise Refused(_("Skriv vem som väntar barnet."), field="parent_1")
    child = register_child(
        by=by, given_name="", family_name=family_name, birth_date=None, district=district, guardians=expecting
    )
    ExpectedBirth(region_id=by.region_id, child=child, expected_on=expected_on, recorded_by_id=by.assignment_id).save(
        force_insert=True
    )
    audit.record("child.expected", child, by=by, child_id=child.pk)
    obligations.start(
        BORN,
        subject=child,
        subject_code="",
        by=by,
        started_on=min(expected_on, clock.today()),
        due_on=expected_on,
        unit_id=by.unit_id,
        owners=[by.assignment_id],
        url_name="sip:birth_note",
    )
    return child


@transaction.atomic
def note_birth(
    child: Child, *, by: Acting, born_on: date, given_name: str, family_name: str, sex: str, custody: str
) -> Child:
    """The expected child is born: name, day, sex, and which custody the expecting parents now have. [G-018, DL-49]

    Whether the concern remains is for the page to ask at once. Raises PermissionDenied, Refused for a child that is
    born already, a day ahead or long before the expected one, custody that cannot be.
    """
    child = lock(child)
    require(policies.can_work_with_child(by, child))
    expected = child.expected_births.order_by("-created_at").first()
    if expected is None or child.birth_date is not None:
        raise Refused(_("Barnet är redan fött."))
    check_birth_date(born_on)
    if born_on < expected.expected_on - LONGEST_WAIT:
        raise Refused(_("Dagen ligger för långt före den beräknade födelsen."), field="born_on")
    parents = list(child.guardians.filter(valid_to__isnull=True, custody=Custody.EXPECTING).order_by("created_at"))
    _check_custody_at_birth(custody, len(parents))
    child.given_name, child.family_name = given_name.strip(), family_name.strip()
    child.birth_date, child.sex = born_on, sex
    child.save(update_fields=["given_name", "family_name", "birth_date", "sex"])
    for parent in parents:
        parent.custody = custody
        parent.save(update_fields=["custody"])
    audit.record("child.born", child, by=by, child_id=child.pk)
    obligations.end(child, BORN.code, on=clock.today(), by=by)
    return child


@transaction.atomic
def end_expectation(child: Child, *, by: Acting) -> Child:
    """The child is expected no longer. Nobody is asked why and no reason is kept; nothing reminds of the birth.

    What the expecting parents consented to ends with it, by the database. A birth noted later all the same is noted as
    any other. Raises PermissionDenied, Refused for a child that is born or no longer expected. [G-018, DL-49]
    """
    child = lock(child)
    require(policies.can_work_with_child(by, child))
    expected = child.expected_births.order_by("-created_at").first()
    if expected is None or expected.ended_on is not None or child.birth_date is not None:
        raise Refused(_("Det finns ingen påminnelse att ta bort."))
    expected = lock(expected)
    expected.ended_on, expected.ended_by_id = clock.today(), by.assignment_id
    expected.save(update_fields=["ended_on", "ended_by"])
    audit.record("child.expected_no_longer", child, by=by, child_id=child.pk)
    with suppress(WrongState):
        obligations.waive(child, BORN.code, reason=ChangeReason.NOT_NEEDED, by=by)
    return child


def _check_expected(expected_on: date) -> None:
    today = clock.today()
    if not today - OVERDUE <= expected_on <= today + LONGEST_WAIT:
        raise Refused(_("Den beräknade födelsedagen kan inte stämma."), field="expected_on")


def _check_custody_at_birth(custody: str, parents: int) -> None:
    if custody not in (Custody.JOINT, Custody.SOLE):
        raise Refused(_("Välj gemensam eller ensam vårdnad."), field="custody")
    if custody == Custody.SOLE and parents > 1:
        raise Refused(
            _("Två väntar barnet. Avsluta först den som inte får vårdnaden, eller välj gemensam vårdnad."),
            field="custody",
        )
