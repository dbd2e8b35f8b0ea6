"""A consent that waits for signatures on the screen, and a tablet that comes back."""

from hashlib import sha256

from core.access import acting_as
from sip.consent.models import Consent
from sip.family import texts
from sip.signatures.models import ConsentSignature
from sip.signatures.readers import consent_reader, explained, family_of
from sip.signatures.services import Signed, hash_of, sign_consent

DRAWN = [[[10, 20], [30, 40], [50, 60], [70, 40]], [[100, 20], [110, 40], [120, 60]]]


def key_of(consent: Consent, name: str) -> str:
    """The reader's key of the guardian of that name, as whoever has signed in sees it."""
    return next(one.key for one in family_of(consent).readers if one.name.startswith(name))


def read_by(consent: Consent, name: str, code: str = "sv"):
    """What stands before that person in the language."""
    family = family_of(consent)
    reader = consent_reader(consent, list(family.readers), key_of(consent, name))
    return explained(consent, family, reader, texts.language(code))


def signed(consent: Consent, name: str, *, code: str = "sv", answer: bool = True, **other) -> Signed:
    """The tablet as it comes back from somebody who has read and drawn their name."""
    facts = {
        "reader": key_of(consent, name),
        "language": texts.language(code),
        "shown_hash": hash_of(read_by(consent, name, code)),
        "answer": answer,
        "strokes": DRAWN,
        **other,
    }
    return Signed(**facts)


def sign(town, consent: Consent, name: str, *, by=None, **other):
    by = by or town.teacher
    with acting_as(by):
        return sign_consent(consent, by=by, signed=signed(consent, name, **other))


def signed_by_all(consent: Consent, holder, *, but: int = 0) -> None:
    """Each giver's yes but the first ones', by name, as the loader writes it; to be called in its name."""
    text = "MÄRKE-TEXT"
    for giver in consent.givers.order_by("name")[but:]:
        ConsentSignature.objects.create(
            region_id=consent.region_id, case_id=consent.case_id, consent=consent, giver=giver, name=giver.name,
            answer=True, language="sv", shown_text=text, shown_hash=sha256(text.encode()).hexdigest(),
            typed_name=giver.name, held_by=holder,
        )  # fmt: skip
