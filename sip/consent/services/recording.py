"""Ask for and record a consent, and what the last answer of it opens and closes. [SM-4, CS-01..CS-20]"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from core import audit, clock
from core.access import Acting, lock, require
from core.files.examining import Examined
from sip.access.deciding import refuse_undecided
from sip.cases.models import CaseChild, ChildCase
from sip.cases.services import tell
from sip.cases.subjects import Subject, subject_of
from sip.consent import policies, states
from sip.consent.asked import Asked, Given
from sip.consent.calls import called_of, tell_gone
from sip.consent.checking import check, check_still_asked, until_adult, until_appointed
from sip.consent.deadlines import renewed
from sip.consent.deciders import Decider, deciders_of
from sip.consent.models import Consent, ConsentGiver, ConsentUnit
from sip.consent.signing import check_appointments, check_approval, check_exception, rule_of
from sip.consent.states import EVERYBODY, WITHOUT_GUARDIANS, ConsentStatus, Form
from sip.disclosures.services import disclose_own_pieces
from sip.files.services import file_paper
from sip.plans.models import SipPlan
from sip.plans.services.stopping import tell_of_narrowing
from sip.transfers.models import Transfer
from sip.transfers.receiving import let_in


@transaction.atomic
def record_consent(case: Subject, *, by: Acting, asked: Asked, given: Given, paper: Examined | None = None) -> Consent:
    """Record a consent for one sitting, an escalation, a plan or a transfer; complete, it opens what it covers.

    Every guardian who must give it is a row; while an answer lacks it stays `requested` and opens nothing; a no
    makes it `refused`. An earlier request for the same sitting is replaced, never widened; what was given before
    stands until the new one is given, for a no to a new question is no withdrawal. `paper` is the signed form.
    Raises PermissionDenied, Refused. [CS-04, CS-05]
    """
    case = lock(case)
    require(policies.can_record_consent(by, case))
    today = clock.today()
    guardians = deciders_of(case, asked.signatories, today)
    check(case, asked, given, guardians, by, rule=rule_of(case, asked.purpose), has_paper=paper is not None)
    check_approval(asked, by)
    asked = until_appointed(until_adult(case, asked), guardians)
    if given.form == Form.SCREEN:  # nobody has answered until they have signed
        given = replace(given, answers={}, given_on=today)
    status = ConsentStatus.REQUESTED if given.form == Form.SCREEN else _status(asked, given, guardians)
    is_given = status == ConsentStatus.GIVEN
    closed = _closed(case, asked, is_given=is_given)
    _replace_earlier(case, asked, by, is_given=is_given)
    consent = _save(case, by, asked, given, status)
    _save_givers(consent, asked, given, guardians)
    ConsentUnit.objects.bulk_create(
        ConsentUnit(region_id=case.region_id, case_id=case.pk, consent=consent, unit=unit) for unit in {*asked.units}
    )
    if is_given:
        refuse_undecided()
    audit.record(f"consent.{consent.status}", consent, by=by, basis=asked.signatories)
    if paper:
        file_paper(consent, by=by, paper=paper)
    if is_given:
        _take_effect(case, consent, by, closed)
    tell(case, by)
    return consent


@transaction.atomic
def answer_on_screen(consent: Consent, *, by: Acting, giver: ConsentGiver | None, answer: bool) -> Consent:
    """One who must give it has signed on the screen; the last yes gives it, a no that decides refuses it. [SM-4]

    `giver` is None where the person gives it alone. The database asks for the signatures. Raises WrongState when it is
    asked for no more, PermissionDenied, Refused when what it was asked for is no longer so.
    """
    case = lock(subject_of(consent.case_id))
    consent = lock(consent)
    (states.GIVE if answer else states.REFUSE).guard(consent)
    require(policies.can_record_consent(by, case))
    return answered(case, consent, by=by, giver=giver, answer=answer, on=clock.today())


def answered(
    case: Subject, consent: Consent, *, by: Acting, giver: ConsentGiver | None, answer: bool, on: date
) -> Consent:
    """What follows on one more answer, of a consent that is locked and whose verb has been asked.

    Raises Refused when what it was asked for is no longer so.
    """
    guardians, asked = deciders_of(case, consent.signatories, clock.today()), _asked_of(consent)
    givers = {one.key for one in consent.givers.all()}
    check_still_asked(case, asked, guardians, givers, by)
    if giver is not None:
        giver.answer, giver.answered_on = answer, on
        giver.save(update_fields=["answer", "answered_on"])
    said = consent.givers.all()
    answers = {one.key: one.answer for one in said if one.answer is not None}
    if answer:
        check_exception(asked, guardians, answers)
        check_appointments(guardians, Given(form=consent.form, given_on=on, answers={giver.key: True} if giver else {}))
    status = _status(asked, Given(form=consent.form, given_on=on, answers=answers), guardians)
    if giver is None and not answer:
        status = ConsentStatus.REFUSED
    if status == ConsentStatus.REQUESTED:
        return consent
    is_given = status == ConsentStatus.GIVEN
    closed = _closed(case, asked, is_given=is_given)
    if is_given:
        _replace_earlier(case, asked, by, is_given=True, but=consent)
    consent.status = status
    consent.save(update_fields=["status"])
    consent.refresh_from_db(fields=["given_on"])  # the database stamps the day of the last signature
    audit.record(f"consent.{status}", consent, by=by, basis=consent.signatories)
    if is_given:
        _take_effect(case, consent, by, closed)
    tell(case, by)
    return consent


def _asked_of(consent: Consent) -> Asked:
    return Asked(
        units=tuple(row.unit for row in consent.units.select_related("unit").filter(withdrawn_at__isnull=True)),
        information_kinds=tuple(consent.information_kinds),
        valid_to=consent.valid_to,
        purpose=consent.purpose,
        sitting=consent.sitting,
        signatories=consent.signatories,
        signatories_reason=consent.signatories_reason,
        decision_number=consent.decision_number,
        decision_on=consent.decision_on,
        approved_by=consent.approved_by,
        exceptions=consent.exceptions,
    )


@dataclass(frozen=True)
class Closed:
    """The units that a consent just given leaves out, and who of them was called to what lies ahead."""

    units: frozenset[UUID] = frozenset()
    called: tuple[UUID, ...] = ()


def _closed(case: Subject, asked: Asked, *, is_given: bool) -> Closed:
    """Asked before it takes effect: afterwards neither is seen any longer."""
    if not is_given:
        return Closed()
    units = _left_out(case, asked)
    return Closed(units, tuple(called_of(case, units)))


def _take_effect(case: Subject, consent: Consent, by: Acting, closed: Closed) -> None:
    """What a consent that is given opens, and to whom it closes what an earlier one opened."""
    _open(case, consent, by)
    _answer_lapsed(case, consent.purpose, by)
    if closed.units:
        _tell_left_out(case, consent, closed.units, by)
        tell_gone(case, closed.called, by=by)


def _status(asked: Asked, given: Given, guardians: Iterable[Decider]) -> str:
    """Given when all who must have said yes; refused when one of them said no; else still asked. [facts 9.6]

    Where one is enough, it waits as long as anybody has not answered, and is refused when all have said no.
    """
    answers = [given.answers.get(guardian.pk) for guardian in guardians]
    if asked.signatories in WITHOUT_GUARDIANS:
        return ConsentStatus.GIVEN
    if asked.signatories not in EVERYBODY:
        waits = ConsentStatus.REQUESTED if None in answers else ConsentStatus.REFUSED
        return ConsentStatus.GIVEN if True in answers else waits
    if False in answers:
        return ConsentStatus.REFUSED
    return ConsentStatus.GIVEN if answers and None not in answers else ConsentStatus.REQUESTED


def _replace_earlier(case: Subject, asked: Asked, by: Acting, *, is_given: bool, but: Consent | None = None) -> None:
    """What was asked before for the same is asked anew; what was given ends only by what is given in its place."""
    replaced = (ConsentStatus.REQUESTED, *((ConsentStatus.GIVEN,) if is_given else ()))
    earlier = Consent.objects.filter(
        case_id=case.pk, purpose=asked.purpose, sitting=asked.sitting, status__in=replaced
    ).select_for_update()
    for consent in earlier.exclude(pk=but.pk) if but else earlier:
        consent.status, consent.ended_at, consent.ended_by_id = ConsentStatus.EXPIRED, clock.now(), by.assignment_id
        consent.save(update_fields=["status", "ended_at", "ended_by"])
        audit.record("consent.replaced", consent, by=by)
        if is_given:
            renewed(consent, by=by)


def _answer_lapsed(case: Subject, purpose: str, by: Acting) -> None:
    """The last one ran out before the new one was given: what was owed is done, late."""
    lapsed = Consent.objects.filter(case_id=case.pk, purpose=purpose, status=ConsentStatus.EXPIRED)
    for consent in lapsed.filter(ended_by__isnull=True).order_by("-ended_at")[:1]:
        renewed(consent, by=by)


def _left_out(case: Subject, asked: Asked) -> frozenset[UUID]:
    """The units that the consent given before covers and the new one does not."""
    given = Consent.objects.filter(
        case_id=case.pk, purpose=asked.purpose, sitting=asked.sitting, status=ConsentStatus.GIVEN
    )
    covered = ConsentUnit.objects.filter(consent__in=given, withdrawn_at__isnull=True)
    return frozenset(covered.values_list("unit_id", flat=True)) - {unit.pk for unit in asked.units}


def _tell_left_out(case: Subject, consent: Consent, left_out: Iterable[UUID], by: Acting) -> None:
    """A narrower consent: the child is to know who no longer sees the plan; the log has each unit."""
    for unit_id in sorted(left_out):
        audit.record("consent.narrowed", consent, by=by, unit_id=unit_id)
    if isinstance(case, SipPlan):
        tell_of_narrowing(case, by=by)


def _save(case: Subject, by: Acting, asked: Asked, given: Given, status: str) -> Consent:
    consent = Consent(
        region_id=case.region_id,
        case_id=case.pk,
        purpose=asked.purpose,
        sitting=asked.sitting,
        status=status,
        form=given.form,
        information_kinds=list(asked.information_kinds),
        signatories=asked.signatories,
        signatories_reason=asked.signatories_reason.strip(),
        decision_number=asked.decision_number.strip(),
        decision_on=asked.decision_on,
        approved_by=asked.approved_by,
        given_on=given.given_on,
        valid_from=min(given.given_on, clock.today()),
        valid_to=asked.valid_to,
        document_place=given.document_place.strip(),
        witness=given.witness.strip(),
        exceptions=asked.exceptions.strip(),
        maturity_judgement=given.maturity_judgement.strip(),
        explained_how=given.explained_how.strip(),
        explained_language=given.explained_language.strip(),
        interpreter=given.interpreter.strip(),
        child_view=given.child_view,
        child_view_text=given.child_view_text.strip(),
        recorded_by_id=by.assignment_id,
        recording_unit_id=by.unit_id,
    )
    consent.save(force_insert=True)
    return consent


def _save_givers(consent: Consent, asked: Asked, given: Given, guardians: Iterable[Decider]) -> None:
    ConsentGiver.objects.bulk_create(
        ConsentGiver(
            region_id=consent.region_id,
            case_id=consent.case_id,
            consent=consent,
            guardian_id=None if guardian.is_representative else guardian.pk,
            person_id=guardian.pk if guardian.is_representative else None,
            appointment=guardian.appointment,
            name=guardian.name,
            answer=given.answers.get(guardian.pk),
            answered_on=given.given_on if guardian.pk in given.answers else None,
        )
        for guardian in guardians
    )


def _open(case: Subject, consent: Consent, by: Acting) -> None:
    """The identity goes to the case as a frozen copy, the own unit's pieces to the units covered. [security 1]"""
    for own in ChildCase.objects.select_related("child").filter(case_id=case.pk).order_by("created_at")[:1]:
        # A copy frozen before may be hidden from the one who records: the database, not a question, says it is there.
        frozen = CaseChild(
            case_id=case.pk,
            region_id=case.region_id,
            given_name=own.child.given_name,
            family_name=own.child.family_name,
            birth_date=own.child.birth_date,
        )
        CaseChild.objects.bulk_create([frozen], ignore_conflicts=True)
    disclose_own_pieces(case, consent, by=by)
    if isinstance(case, Transfer):  # but whom it was taken back from while it was asked for
        covered = consent.units.filter(withdrawn_at__isnull=True)
        let_in(case, covered.values_list("unit_id", flat=True), by=by)
