"""What the child and each guardian say to an agreed version, noted by whoever takes part. [CS-06, P-41, SM-1]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused, WrongState
from sip.plans import policies
from sip.plans.choices import FamilyAnswer
from sip.plans.models import PlanAnswer, PlanVersion, SipPlan
from sip.plans.states import PlanStatus


@dataclass(frozen=True)
class Answered:
    """Whose answer, what it is, the words, which day; or why nobody asked."""

    whose: str
    name: str
    answer: str
    words: str = ""
    answered_on: date | None = None
    not_asked_reason: str = ""


@transaction.atomic
def note_answer(version: PlanVersion, *, by: Acting, said: Answered) -> PlanAnswer:
    """A later answer of the same one follows the earlier, which stays. [CS-06]

    Raises WrongState when the plan has ended or another version has come, PermissionDenied, Refused for a day ahead or
    before the version, for a reservation without words and for not asked without a reason.
    """
    plan = lock(SipPlan.objects.get(pk=version.case_id))
    if plan.status != PlanStatus.ACTIVE:
        raise WrongState(_("Planen pågår inte längre."))
    if PlanVersion.objects.filter(case_id=plan.pk, number__gt=version.number).exists():
        raise WrongState(_("Det finns en nyare version av planen. Anteckna svaret på den."))
    require(policies.can_write(by, plan))
    _check(version, said)
    is_asked = said.answer != FamilyAnswer.NOT_ASKED
    row = PlanAnswer(
        region_id=plan.region_id,
        case_id=plan.pk,
        plan_version=version,
        whose=said.whose,
        name=said.name.strip(),
        answer=said.answer,
        words=said.words.strip() if is_asked else "",
        answered_on=said.answered_on if is_asked else None,
        not_asked_reason="" if is_asked else said.not_asked_reason.strip(),
        recorded_by_id=by.assignment_id,
    )
    row.save(force_insert=True)
    audit.record("plan.answer_noted", row, by=by, case_id=plan.pk, reason=said.answer)
    return row


def _check(version: PlanVersion, said: Answered) -> None:
    if said.answer == FamilyAnswer.NOT_ASKED:
        if not said.not_asked_reason.strip():
            raise Refused(_("Skriv varför personen inte har tillfrågats."), field="not_asked_reason")
        return
    if said.answered_on is None:
        raise Refused(_("Skriv vilken dag, i dag eller tidigare."), field="answered_on")
    refuse_ahead(said.answered_on, "answered_on")
    if said.answered_on < version.agreed_on:
        raise Refused(_("Dagen kan inte ligga före beslutet om planen."), field="answered_on")
    if said.answer == FamilyAnswer.RESERVED and not said.words.strip():
        raise Refused(_("Skriv med personens egna ord vad den inte håller med om."), field="words")
