"""How sure a connected service is; whatever is not said is refused. [security 8]"""

import pytest

from core.people.federation import CHILD_LEVEL_NEEDS, IdentityProvider, Level, assurance, identity

ISSUER = "https://idp.kommun.example"
IDP = IdentityProvider(
    issuer=ISSUER,
    claim="acr",
    levels={"http://id.elegnamnden.se/loa/1.0/loa3": Level.LOA3, "urn:loa2": Level.LOA2},
    audiences=frozenset({"bus-portalen"}),
)
GOOD = {"iss": ISSUER, "sub": "198001012385", "aud": "bus-portalen", "acr": "http://id.elegnamnden.se/loa/1.0/loa3"}


def test_a_known_level_of_a_known_service_counts():
    assert assurance(IDP, GOOD) == Level.LOA3 >= CHILD_LEVEL_NEEDS
    assert assurance(IDP, GOOD | {"acr": "urn:loa2"}) == Level.LOA2 < CHILD_LEVEL_NEEDS
    assert assurance(IDP, GOOD | {"aud": ["other", "bus-portalen"]}) == Level.LOA3


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"iss": "https://elsewhere.example"},
        {"sub": ""},
        {"aud": "another-portal"},
        {"aud": None},
        {"acr": None},
        {"acr": ""},
        {"acr": "urn:loa5"},
        {"acr": ["http://id.elegnamnden.se/loa/1.0/loa3"]},
        {"acr": 3},
    ],
)
def test_whatever_is_missing_or_unknown_is_refused(claims):
    said = GOOD | claims if claims else {}
    assert assurance(IDP, said) is None


def test_an_unknown_service_opens_nothing():
    assert assurance(None, GOOD) is None


def test_an_identity_is_issuer_and_subject_never_an_address():
    assert identity(IDP, GOOD | {"email": "somebody@kommun.example"}) == (ISSUER, "198001012385")
    for claims in (GOOD | {"iss": "https://elsewhere.example"}, GOOD | {"sub": ""}, GOOD | {"sub": 7}):
        with pytest.raises(ValueError, match="subject"):
            identity(IDP, claims)
