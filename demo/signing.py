"""A consent signed on the screen: one guardian draws the name, after reading in Arabic; the other types it."""

from core.access import Acting
from sip.consent.models import Consent
from sip.family.texts import language
from sip.signatures.readers import consent_reader, explained, family_of, gives
from sip.signatures.services import Signed, hash_of, sign_consent

LANGUAGES = ("ar", "sv")
# A name written in haste, in a box of 600 by 200.
DRAWN = [
    [[70, 150], [88, 96], [110, 48], [124, 98], [138, 150]],
    [[84, 116], [108, 112], [132, 114]],
    [[168, 104], [160, 128], [172, 148], [192, 138], [196, 108], [198, 148]],
    [[222, 108], [224, 148], [232, 116], [248, 106], [256, 122], [258, 148]],
    [[288, 108], [290, 148], [300, 118], [316, 108], [322, 124], [326, 148], [360, 152], [430, 140], [520, 126]],
]


def sign_all(consent: Consent, by: Acting) -> None:
    """Everybody who gives it says yes on the tablet that `by` holds."""
    family = family_of(consent)
    givers = [one for one in family.readers if gives(consent, one)]
    for number, reader in enumerate(givers):
        to = language(LANGUAGES[number % len(LANGUAGES)])
        shown = explained(consent, family, consent_reader(consent, list(family.readers), reader.key), to)
        how = {"typed_name": reader.name} if number else {"strokes": DRAWN}
        signed = Signed(reader=reader.key, language=to, shown_hash=hash_of(shown), answer=True, **how)
        sign_consent(consent, by=by, signed=signed)
