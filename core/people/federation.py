"""Where sign-in by an employer's own service comes in: one question, how sure is it who this is. [security 8]

No service is connected yet. What it must answer is decided here: an unknown service, or one that does not say how
the person was identified, opens nothing; and an identity is (issuer, subject), never an e-mail address.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Level(IntEnum):
    """Levels of assurance by the Swedish framework (tillitsnivå); child level needs the third. [security 8]"""

    LOA2 = 2
    LOA3 = 3
    LOA4 = 4


CHILD_LEVEL_NEEDS = Level.LOA3


@dataclass(frozen=True)
class IdentityProvider:
    """A service that an operator has connected. `levels` maps what it says to our level; the rest is refused."""

    issuer: str
    claim: str  # `acr` in OIDC; the AuthnContextClassRef of a SAML assertion under that name
    levels: Mapping[str, Level]
    audiences: Collection[str] = field(default_factory=frozenset)


def assurance(idp: IdentityProvider | None, claims: Mapping[str, Any]) -> Level | None:
    """How sure the service is, None when it is not known, not ours, or does not say.

    Signature, times and replay are checked before this is asked.
    """
    if idp is None or not claims.get("sub") or claims.get("iss") != idp.issuer:
        return None
    if idp.audiences and not _addressed(claims.get("aud"), idp.audiences):
        return None
    said = claims.get(idp.claim)
    return idp.levels.get(said) if isinstance(said, str) else None


def identity(idp: IdentityProvider, claims: Mapping[str, Any]) -> tuple[str, str]:
    """Who it is, for good: issuer and subject. Raises ValueError when either is missing or another's."""
    subject = claims.get("sub")
    if claims.get("iss") != idp.issuer or not isinstance(subject, str) or not subject:
        raise ValueError("the claims name no subject of this issuer")
    return idp.issuer, subject


def _addressed(audience: Any, ours: Collection[str]) -> bool:
    named = [audience] if isinstance(audience, str) else audience
    return isinstance(named, list | tuple) and any(name in ours for name in named)
