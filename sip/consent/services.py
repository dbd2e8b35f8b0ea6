"""Ask for, record, use and withdraw a consent. [SM-4, CS-01..CS-20]"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.files.examining import Examined
from core.organisations.models import Unit
from core.people.queries import holders
from core.roles import Role
from core.ui import dates
from sip.cases.models import CaseChild, ChildCase, ForumCase
from sip.cases.services import called_now, tell
from sip.children.ages import is_adult, last_day_as_child
from sip.children.models import Guardian
from sip.consent import policies, states
from sip.consent.models import Consent, ConsentGiver, ConsentUnit
from sip.consent.signing import born_on, check_signatories
from sip.consent.states import BY_RULE, WITHOUT_GUARDIANS, ConsentStatus, Form, Purpose, Signatories
from sip.consent.subjects import Subject, subject_of
from sip.disclosures.services import disclose_own_pieces
from sip.files.services import file_paper
from sip.plans.models import SipPlan
from sip.plans.services.stopping import stop_for_withdrawal, tell_of_narrowing


@dataclass(frozen=True)
class Asked:
    """What the consent is for: purpose and sitting, which units, which kinds of information, how long."""

    units: tuple[Unit, ...]
    information_kinds: tuple[str, ...]
    valid_to: date
    purpose: str = Purpose.FORUM_OCCASION
    sitting: int | None = None
    signatories: str = Signatories.ALL_GUARDIANS
    signatories_reason: str = ""
    exceptions: str = ""  # what may not be shared


@dataclass(frozen=True)
class Given:
    """How it was given: form, day, who answered what, what the child said."""

    form: str
    given_on: date
    answers: Mapping[UUID, bool] = field(default_factory=dict)  # by guardian; missing = no answer
    document_place: str = ""
    witness: str = ""
    explained_how: str = ""
    explained_language: str = ""
    interpreter: str = ""
    maturity_judgement: str = ""
    child_view: str = ""
    child_view_text: str = ""


@transaction.atomic
def record_consent(case: Subject, *, by: Acting, asked: Asked, given: Given, paper: Examined | None = None) -> Consent:
    """Record a consent for one sitting, an escalation or a plan; complete, it opens what it covers. [CS-04, CS-05]

    Every guardian who must give it is a row; while an answer lacks it stays `requested` and opens nothing; a no
    makes it `refused`. An earlier request for the same sitting is replaced, never widened. `paper` is the signed form.
    Raises PermissionDenied, Refused.
    """
    case = lock(case)
    require(policies.can_record_consent(by, case))
    guardians = _guardians(case)
    _check(case, asked, given, guardians, by, has_paper=paper is not None)
    asked = _until_adult(case, asked)
    _replace_earlier(case, asked, by)
    consent = _save(case, by, asked, given)
    _save_givers(consent, asked, given, guardians)
    ConsentUnit.objects.bulk_create(
        ConsentUnit(region_id=case.region_id, case_id=case.pk, consent=consent, unit=unit) for unit in {*asked.units}
    )
    audit.record(f"consent.{consent.status}", consent, by=by, basis=asked.signatories)
    if paper:
        file_paper(consent, by=by, paper=paper)
    if consent.status == ConsentStatus.GIVEN:
        _open(case, consent, by)
    tell(case, by)
    return consent


def next_sitting(case: ForumCase) -> int:
    """The number of the sitting that is not yet called. [CS-10]"""
    last = case.case.occasions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _guardians(case: Subject) -> QuerySet[Guardian]:
    own = ChildCase.objects.filter(case_id=case.pk).values("child_id")
    return Guardian.objects.filter(child_id__in=own, valid_to__isnull=True).order_by("created_at")


def _check(
    case: Subject, asked: Asked, given: Given, guardians: QuerySet[Guardian], by: Acting, *, has_paper: bool
) -> None:
    _check_asked(asked)
    _check_purpose(case, asked, by)
    _check_given(case, given)
    _check_form(given, has_paper=has_paper)
    check_signatories(case, asked, given)
    if not guardians and asked.signatories not in WITHOUT_GUARDIANS:
        raise Refused(_("Lägg till barnets vårdnadshavare innan du registrerar samtycke."))


def _until_adult(case: Subject, asked: Asked) -> Asked:
    """What guardians give holds at the longest to the day before the eighteenth birthday. [P-71, facts 9.6]

    Raises Refused when that day has gone: what they said before it opens nothing any more.
    """
    born = None if asked.signatories in WITHOUT_GUARDIANS else born_on(case)
    if born is None:
        return asked
    if is_adult(born, clock.today()):
        raise Refused(_("Personen har fyllt 18 år och samtycker själv."), field="signatories")
    return replace(asked, valid_to=min(asked.valid_to, last_day_as_child(born)))


def _check_asked(asked: Asked) -> None:
    if not asked.units:
        raise Refused(_("Välj vilka verksamheter samtycket gäller."), field="units")
    if not asked.information_kinds:
        raise Refused(_("Välj vilka uppgifter samtycket gäller."), field="information_kinds")
    if asked.valid_to < clock.today():
        raise Refused(_("Samtyckets sista dag har redan varit."), field="valid_to")
    if asked.signatories not in BY_RULE and not asked.signatories_reason.strip():
        raise Refused(_("Skriv skälet till att inte alla vårdnadshavare behöver samtycka."), field="signatories_reason")


def _check_purpose(case: Subject, asked: Asked, by: Acting) -> None:
    """A plan's consent is for the plan and covers the own unit; a forum case's is for its next sitting or decision."""
    if isinstance(case, SipPlan):
        if asked.purpose != Purpose.SIP:
            raise Refused(_("Det här samtycket gäller planen."), field="purpose")
        if by.unit_id not in {unit.pk for unit in asked.units}:
            raise Refused(_("Ta med er egen verksamhet i samtycket."), field="units")
        return
    if asked.purpose == Purpose.SIP:
        raise Refused(_("Välj vad samtycket gäller i individforum."), field="purpose")
    if asked.purpose == Purpose.FORUM_OCCASION and asked.sitting != next_sitting(case):
        raise Refused(_("Samtycket gäller ett bestämt möte. Mötet är redan kallat."))


def _check_given(case: Subject, given: Given) -> None:
    if given.given_on > clock.today():
        raise Refused(_("Dagen då samtycket lämnades kan inte ligga framåt i tiden."), field="given_on")
    if given.given_on < case.need_noticed_on:
        raise Refused(
            _("Samtycket gäller det här ärendet och kan inte ha lämnats före %(day)s, då behovet uppmärksammades.")
            % {"day": dates.day(case.need_noticed_on)},
            field="given_on",
        )


def _check_form(given: Given, *, has_paper: bool) -> None:
    """A written consent can be found, here or where it is kept; an oral one has who heard it, and no paper."""
    if given.form == Form.WRITTEN and not (has_paper or given.document_place.strip()):
        text = _("Skriv var den underskrivna blanketten förvaras, eller lägg till den som fil.")
        raise Refused(text, field="document_place")
    if given.form == Form.ORAL and has_paper:
        raise Refused(_("En fil läggs till när samtycket är skriftligt."), field="paper")
    if given.form == Form.ORAL and not given.witness.strip():
        raise Refused(_("Skriv vem som hörde samtycket lämnas."), field="witness")


def _status(asked: Asked, given: Given, guardians: Iterable[Guardian]) -> str:
    """Given when all who must have said yes; refused when one of them said no; else still asked. [facts 9.6]"""
    answers = [given.answers.get(guardian.pk) for guardian in guardians]
    if asked.signatories in WITHOUT_GUARDIANS:
        return ConsentStatus.GIVEN
    if asked.signatories != Signatories.ALL_GUARDIANS:
        return ConsentStatus.GIVEN if True in answers else ConsentStatus.REQUESTED
    if False in answers:
        return ConsentStatus.REFUSED
    return ConsentStatus.GIVEN if answers and None not in answers else ConsentStatus.REQUESTED


def _replace_earlier(case: Subject, asked: Asked, by: Acting) -> None:
    earlier = Consent.objects.filter(
        case_id=case.pk,
        purpose=asked.purpose,
        sitting=asked.sitting,
        status__in=(ConsentStatus.REQUESTED, ConsentStatus.GIVEN),
    ).select_for_update()
    for consent in earlier:
        consent.status, consent.ended_at, consent.ended_by_id = ConsentStatus.EXPIRED, clock.now(), by.assignment_id
        consent.save(update_fields=["status", "ended_at", "ended_by"])
        audit.record("consent.replaced", consent, by=by)


def _save(case: Subject, by: Acting, asked: Asked, given: Given) -> Consent:
    consent = Consent(
        region_id=case.region_id,
        case_id=case.pk,
        purpose=asked.purpose,
        sitting=asked.sitting,
        status=_status(asked, given, _guardians(case)),
        form=given.form,
        information_kinds=list(asked.information_kinds),
        signatories=asked.signatories,
        signatories_reason=asked.signatories_reason.strip(),
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


def _save_givers(consent: Consent, asked: Asked, given: Given, guardians: Iterable[Guardian]) -> None:
    ConsentGiver.objects.bulk_create(
        ConsentGiver(
            region_id=consent.region_id,
            case_id=consent.case_id,
            consent=consent,
            guardian_id=guardian.pk,
            name=guardian.name,
            answer=given.answers.get(guardian.pk),
            answered_on=given.given_on if guardian.pk in given.answers else None,
        )
        for guardian in guardians
    )


def _open(case: Subject, consent: Consent, by: Acting) -> None:
    """The identity goes to the case as a frozen copy, the own unit's pieces to the units covered. [security 1]"""
    for own in ChildCase.objects.select_related("child").filter(case_id=case.pk)[:1]:
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


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Acting, unit: Unit | None = None) -> Consent:
    """Withdraw wholly or toward one unit, on the giver's word; what it opened closes in this transaction. [CS-20]

    With the last consent the child's name leaves the case: the database takes the row. What was disclosed stays
    listed, and what has been filed before stays with its receiver. The case is locked first, as when a consent is
    recorded. Raises WrongState when the consent is not live.
    """
    case = lock(subject_of(consent.case_id))
    consent = lock(consent)
    states.WITHDRAW.guard(consent)
    require(policies.can_withdraw_consent(by, case))
    now = clock.now()
    units = consent.units.filter(withdrawn_at__isnull=True)
    is_whole = unit is None or not units.exclude(unit=unit).exists()
    if isinstance(case, SipPlan) and is_whole:
        stop_for_withdrawal(case, by=by)  # before the consent goes, and with it the sight of what is to be cancelled
    elif isinstance(case, SipPlan):
        tell_of_narrowing(case, by=by)
    if is_whole:  # the consent's own state says it of all its units
        consent.status, consent.ended_at, consent.ended_by_id = states.WITHDRAW.target, now, by.assignment_id
        consent.save(update_fields=["status", "ended_at", "ended_by"])
    elif not units.filter(unit=unit).update(withdrawn_at=now):
        raise WrongState(_("Samtycket gäller inte den verksamheten."))
    audit.record("consent.withdrawn", consent, by=by, unit_id=unit.pk if unit else None)
    waiting = [] if isinstance(case, SipPlan) else [*_convenors(case), *called_now(case)]
    tell(case, by, "consent_withdrawn", extra=waiting)
    return consent


def _convenors(case: ForumCase) -> list:
    found = holders(Role.FORUM_CONVENOR, region_id=case.region_id, district_id=case.district_id, on=clock.today())
    return [holder.pk for holder in found]


def use(consent: Consent, *, by: Acting) -> None:
    """The sitting it was given for has been held: used up. [CS-10, DL-47]"""
    consent = lock(consent)
    states.USE.guard(consent)
    consent.status, consent.ended_at = states.USE.target, clock.now()
    consent.save(update_fields=["status", "ended_at"])
    audit.record("consent.used", consent, by=by)
