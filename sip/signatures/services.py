"""Sign a consent on the screen. [SM-4, CS-04, CS-05, F106]"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from sip.cases.subjects import subject_of
from sip.consent.models import Consent, ConsentGiver
from sip.consent.services import answer_on_screen
from sip.consent.states import WITHOUT_GUARDIANS
from sip.family.readers import CHILD, Reader
from sip.family.texts import Language
from sip.plans.models import SipPlan
from sip.plans.services.consenting import begin_by_consent
from sip.signatures import policies
from sip.signatures.models import ConsentSignature
from sip.signatures.readers import consent_reader, explained, family_of, gives
from sip.signatures.shown import Shown


@dataclass(frozen=True)
class Signed:
    """What came back with the tablet. `reader`: the key of who answered; `shown_hash`: of the text they had read."""

    reader: str
    language: Language
    shown_hash: str
    answer: bool
    strokes: Sequence[Sequence[Sequence[int]]] = ()
    typed_name: str = ""


def hash_of(shown: Shown) -> str:
    return hashlib.sha256(shown.text.encode()).hexdigest()


@transaction.atomic
def sign_consent(consent: Consent, *, by: Acting, signed: Signed) -> ConsentSignature:
    """One who gives the consent has read it and answered on the tablet that `by` holds; the last yes gives it.

    Raises WrongState when it is asked for no more, PermissionDenied, Refused for one who does not give it, may not
    read all of it or has answered already, and when the text is not the one that was read.
    """
    case = lock(subject_of(consent.case_id))
    consent = lock(consent)
    if not policies.waits_for_signatures(consent):
        raise WrongState(_("Samtycket väntar inte på underskrift på skärmen."))
    require(policies.can_sign(by, case, consent))
    reader, shown = _before(consent, signed)
    giver = _giver(consent, reader)
    if ConsentSignature.objects.filter(consent=consent, giver=giver).exists():
        raise Refused(_("%(name)s har redan svarat.") % {"name": reader.name})
    row = ConsentSignature(
        region_id=consent.region_id,
        case_id=consent.case_id,
        consent=consent,
        giver=giver,
        name=reader.name,
        answer=signed.answer,
        language=signed.language.code,
        shown_text=shown.text,
        shown_hash=signed.shown_hash,
        strokes=list(signed.strokes),
        typed_name=signed.typed_name.strip(),
        signed_at=clock.now(),
        held_by_id=by.assignment_id,
    )
    row.save(force_insert=True)
    audit.record("consent.signed", consent, by=by, reason="yes" if signed.answer else "no")
    consent = answer_on_screen(consent, by=by, giver=giver, answer=signed.answer)
    if isinstance(case, SipPlan):
        begin_by_consent(case, consent, by=by)
    return row


def _before(consent: Consent, signed: Signed) -> tuple[Reader, Shown]:
    """Who answered, and what must have stood before them."""
    family = family_of(consent)
    reader = consent_reader(consent, list(family.readers), signed.reader)
    if not gives(consent, reader):
        raise Refused(_("%(name)s ska inte svara på samtycket.") % {"name": reader.name})
    shown = explained(consent, family, reader, signed.language)
    if not shown.is_whole:
        raise Refused(
            _("%(name)s får inte läsa allt i samtycket och kan inte skriva under här.") % {"name": reader.name}
        )
    if hash_of(shown) != signed.shown_hash:
        raise Refused(signed.language.plain("sign.changed"))
    return reader, shown


def _giver(consent: Consent, reader: Reader) -> ConsentGiver | None:
    if consent.signatories in WITHOUT_GUARDIANS:
        return None
    key = None if reader.key == CHILD else UUID(reader.key)
    return next(one for one in consent.givers.all() if one.key == key)
