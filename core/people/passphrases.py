"""What a passphrase may be: long, and not one that is guessed first. No rules of composition. [security 8]"""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.ui.again import LONGEST_PASSPHRASE

SHORTEST = 15  # characters
FEWEST_KINDS = 5  # different characters; «aaaaaaaaaaaaaaa» has one

# Words of the surroundings: on their own, or with digits and signs around them, they are guessed first.
CONTEXT_WORDS = (
    "busportalen",
    "bus",
    "portalen",
    "portal",
    "bussam",
    "individforum",
    "styrgrupp",
    "samverkan",
    "samordnad",
    "individuell",
    "plan",
    "barn",
    "barnochunga",
    "unga",
    "socialtjänst",
    "socialtjänsten",
    "skola",
    "skolan",
    "region",
    "regionen",
    "stockholm",
    "västmanland",
    "västerås",
    "kommun",
    "kommunen",
    "lösenord",
    "lösenordet",
    "lösenfras",
    "password",
    "passphrase",
    "hemlig",
    "hemligt",
    "sommar",
    "vinter",
    "höst",
    "vår",
    "qwerty",
    "asdfgh",
    "abcdef",
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
LEFT_AT_LEAST = 8  # letters that must remain when context words, digits and signs are taken away


class PassphraseValidator:
    """Long enough, not common, not made of the words around us, not one's own address."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with a sentence that says how to mend it."""
        for refuse in (_wrong_length, self._is_common, _is_context, _is_own_address):
            if sentence := refuse(password, user):
                raise ValidationError(sentence, code="passphrase")

    def get_help_text(self) -> str:
        return _("Minst 15 tecken. Flera ord efter varandra är lätt att minnas och svårt att gissa.")

    def _is_common(self, password: str, user: Any) -> str:
        plain = password.lower().strip()
        if plain in self._common or _repeated(plain) in self._common or len(set(plain)) < FEWEST_KINDS:
            return _("Lösenfrasen är för vanlig eller upprepar sig. Sätt ihop flera ord som inte hör ihop.")
        return ""


def _wrong_length(password: str, user: Any) -> str:
    if len(password) < SHORTEST:
        return _("Lösenfrasen är %(n)d tecken. Skriv minst 15. Flera ord efter varandra går bra.") % {
            "n": len(password)
        }
    if len(password) > LONGEST_PASSPHRASE:
        return _("Lösenfrasen är längre än 128 tecken. Korta den.")
    return ""


def _is_context(password: str, user: Any) -> str:
    if (
        min(len(_without_context(_letters(password))), len(_without_context(_letters(_undone(password)))))
        < LEFT_AT_LEAST
    ):
        return _("Lösenfrasen består mest av ord som hör till portalen, årstider eller siffror. Välj andra ord.")
    return ""


def _is_own_address(password: str, user: Any) -> str:
    address = getattr(user, "email", "") or ""
    local = _letters(address.partition("@")[0])
    plain = _letters(password)
    if len(local) >= 4 and plain.replace(local, "") != plain and len(plain.replace(local, "")) < LEFT_AT_LEAST:
        return _("Lösenfrasen liknar din e-postadress. Välj andra ord.")
    if address and SequenceMatcher(a=_letters(address), b=plain).quick_ratio() >= 0.8:
        return _("Lösenfrasen liknar din e-postadress. Välj andra ord.")
    return ""


def _without_context(letters: str) -> str:
    for word in sorted(CONTEXT_WORDS, key=len, reverse=True):
        letters = letters.replace(word, "")
    return letters


def _undone(text: str) -> str:
    """The usual exchanges undone: «B4rn» is «Barn»."""
    return text.translate(str.maketrans("013457$@", "oieastsa"))


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", unicodedata.normalize("NFC", text.lower()))


def _repeated(text: str) -> str:
    """The piece that a text repeats, or the text: «hejhejhejhejhej» is «hej»."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found[1] if found else text
