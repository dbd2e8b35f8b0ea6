"""Ask those concerned before anything is decided, and say what came of their answers. [004:L224-246, AG-11, F59]"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.people.models import RoleAssignment
from core.textguard import said_in
from groups.agreements import policies, states
from groups.agreements.models import Agreement, Consulted
from groups.agreements.services.drafting import in_turn
from groups.agreements.states import Asked
from groups.telling import tell


@transaction.atomic
def ask(
    agreement: Agreement, *, by: Acting, kind: str, name: str, responder: RoleAssignment | None = None
) -> Consulted:
    """One more who is asked; told at once when it is out already. Raises PermissionDenied, Refused. [AG-08]"""
    agreement = lock(agreement)
    require(policies.can_arrange(by, agreement))
    if kind not in Asked.values:
        raise Refused(_("Välj vem som tillfrågas."), field="kind")
    if responder is not None and not policies.possible_responders(agreement.region_id).filter(pk=responder.pk).exists():
        raise Refused(_("Välj någon som kan svara i portalen."), field="responder")
    asked = Consulted(
        region_id=agreement.region_id,
        agreement=agreement,
        kind=kind,
        name=said_in("name", name),
        responder=responder,
    )
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Den är redan tillfrågad."), field="name") from None
    audit.record("agreement.asked", agreement, by=by)
    if agreement.status == states.S.IN_CONSULTATION:
        _tell(agreement, [asked], by)
    return asked


@transaction.atomic
def remit(agreement: Agreement, *, by: Acting, best_interests: str, answer_by: date) -> Agreement:
    """Out to those asked, with what it means for children. Raises WrongState, PermissionDenied, Refused."""
    agreement = locked(agreement, states.REMIT, policies.can_remit, by)
    agreement.best_interests = said_in("best_interests", best_interests)
    if answer_by <= clock.today():
        raise Refused(_("Välj en dag som ligger framåt i tiden."), field="answer_by")
    asked = list(agreement.consulted.all())
    if not asked:
        raise Refused(_("Lägg först till vilka som ska tillfrågas."), field="answer_by")
    agreement.answer_by = answer_by
    agreement = moved(agreement, states.REMIT, "agreement.remitted", by, "best_interests", "answer_by")
    _tell(agreement, asked, by)
    return agreement


@transaction.atomic
def answer(asked: Consulted, *, by: Acting, text: str) -> Consulted:
    """The answer, kept as it came. Raises PermissionDenied, Refused."""
    in_turn(asked.agreement_id)
    asked = lock(asked)
    require(policies.can_answer(by, asked))
    asked.answer, asked.answered_on = said_in("text", text), clock.today()
    asked.answered_by_id = by.assignment_id
    asked.save(update_fields=["answer", "answered_on", "answered_by"])
    audit.record("agreement.answered", asked, by=by)
    return asked


@transaction.atomic
def settle(asked: Consulted, *, by: Acting, outcome: str) -> Consulted:
    """What the group did with the answer, for the one who gave it to see. Raises PermissionDenied, Refused."""
    in_turn(asked.agreement_id)
    asked = lock(asked)
    require(policies.can_settle(by, asked))
    asked.outcome = said_in("outcome", outcome)
    asked.save(update_fields=["outcome"])
    audit.record("agreement.answer_settled", asked, by=by)
    return asked


def _tell(agreement: Agreement, asked: list[Consulted], by: Acting) -> None:
    tell("agreement_to_answer", agreement, [one.responder_id for one in asked if one.responder_id], by)
