"""Note whether the group does what it is to see to, with the proof. [F46]"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.errors import Refused
from core.textguard import said_in
from groups.models import Forum
from groups.year import register_policies as may
from groups.year.duties import duties_of
from groups.year.duty_models import DutyNote, DutyState
from groups.year.proofs import FIELDS, Proofs


@dataclass(frozen=True)
class Saying:
    """`proof`: a key of `Proofs`, or nothing."""

    state: str
    text: str
    proof: str = ""


@transaction.atomic
def note_duty(forum: Forum, *, by: Acting, duty: str, saying: Saying) -> DutyNote:
    """For this year; what was said before stays. Raises PermissionDenied, Refused."""
    require(may.can_note_in(by, forum))
    if duty not in {one.key for one in duties_of(forum)}:
        raise Refused(_("Gruppen har ingen sådan uppgift."))
    if saying.state not in DutyState.values:
        raise Refused(_("Välj hur det är."), field="state")
    note = DutyNote(
        region_id=forum.region_id, forum=forum, year=clock.today().year, duty=duty, state=saying.state,
        text=said_in("text", saying.text), noted_by_id=by.assignment_id, **_proof(by, forum, saying.proof),
    )  # fmt: skip
    note.save(force_insert=True)
    audit.record("duty.noted", note, by=by)
    return note


def _proof(by: Acting, forum: Forum, key: str) -> dict[str, Any]:
    if not key:
        return {}
    chosen = Proofs(by, forum).chosen(key)
    if chosen is None:
        raise Refused(_("Välj något av gruppens egna."), field="proof")
    return {FIELDS[key.partition(":")[0]]: chosen}
