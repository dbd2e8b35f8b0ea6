"""The verbs of people: propose, approve, invite, accept, end, reset."""

from core.people.services.batches import approve_batch, open_batch, refuse_batch, withdraw_batch
from core.people.services.first import invite_first_administrator
from core.people.services.grants import approve_role, end_assignment, propose_role, refuse_role, withdraw_role
from core.people.services.invitations import accept_invitation, open_invitation, send_invitation
from core.people.services.persons import correct_person, register_person
from core.people.services.resets import approve_reset, ask_for_reset, refuse_reset

__all__ = [
    "accept_invitation",
    "approve_batch",
    "approve_reset",
    "approve_role",
    "ask_for_reset",
    "correct_person",
    "end_assignment",
    "invite_first_administrator",
    "open_batch",
    "open_invitation",
    "propose_role",
    "refuse_batch",
    "refuse_reset",
    "refuse_role",
    "register_person",
    "send_invitation",
    "withdraw_batch",
    "withdraw_role",
]
