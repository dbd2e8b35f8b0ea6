"""What a passphrase may be. [security 8]"""

import pytest
from django.core.exceptions import ValidationError

from core.people.models import User
from core.people.passphrases import PassphraseValidator


@pytest.fixture(scope="module")
def validator():
    return PassphraseValidator()


@pytest.mark.parametrize(
    "passphrase",
    [
        "grön elefant sjunger opera",
        "blåvårplommonbuske",
        "exakt15teckenlå",
        "mellanslag i slutet ",
        "日本語のながいあいことばです十五",
        "Tr0ub4dor & gamla byxor",
        "x" * 5 + "yzåäö" + "kvarnhjul" * 3,
    ],
)
def test_long_phrases_are_taken_whatever_they_are_made_of(validator, passphrase):
    assert validator.validate(passphrase) is None
    maj = User(email="maj@kommun.example")
    maj.set_password(passphrase)
    assert maj.check_password(passphrase)


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("fjorton tecken", "Skriv minst 15"),
        ("a" * 129, "128"),
        ("aaaaaaaaaaaaaaaaaa", "vanlig"),
        ("121212121212121212", "vanlig"),
        ("passwordpassword", "vanlig"),
        ("hejhejhejhejhej", "vanlig"),
        ("Stockholm2026!!!", "portalen"),
        ("Sommar11111111111", "portalen"),
        ("busportalen-2026-region", "portalen"),
        ("B4rn0chung4!2026", "portalen"),
        ("västerås västmanland 1", "portalen"),
        ("lösenordlösenord1", "portalen"),
    ],
)
def test_what_is_guessed_first_is_refused_with_a_reason(validator, passphrase, word):
    with pytest.raises(ValidationError) as refused:
        validator.validate(passphrase)
    assert word in refused.value.messages[0]


@pytest.mark.parametrize("passphrase", ["annika.lindberg@1", "AnnikaLindberg!2", "annika.lindberg@kommun"])
def test_ones_own_address_is_refused(validator, passphrase):
    owner = User(email="annika.lindberg@kommun.example")
    with pytest.raises(ValidationError):
        validator.validate(passphrase, owner)


def test_another_ones_address_is_not_ours_to_know(validator):
    same = "annika.lindberg@1x"

    assert validator.validate(same, User(email="bo@kommun.example")) is None
    with pytest.raises(ValidationError):
        validator.validate(same, User(email="annika.lindberg@kommun.example"))
