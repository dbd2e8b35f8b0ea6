"""A small region with administrators and staff, written as bus_loader; sign-ins for the test client."""

import uuid
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core import mail

from core import clock, crypto
from core.access import Acting
from core.notices.tasks import send_due
from core.organisations.models import Area, District, Principal, PrincipalKind, Unit, UnitType
from core.people.federation import Level
from core.people.models import Person, RoleAssignment, User
from core.people.sessions import ASSIGNMENT_KEY, SessionStore
from core.regions.models import Region
from core.roles import Role
from tests.database import as_loader, as_role

PASSPHRASE = "grön elefant sjunger opera"
OTHER_PASSPHRASE = "sju blöta kastanjer rullar"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LONG_AGO = date(2020, 1, 1)


def region(code: str = "provlan") -> Region:
    with as_loader():
        return Region.objects.create(
            code=code,
            name=code.capitalize(),
            accent="#1f5f8b",
            accent_strong="#174a6d",
            accent_tint="#eaf2f8",
            on_accent="#ffffff",
        )


def principal(of: Region) -> Principal:
    with as_loader():
        return Principal.objects.create(
            region=of, code=_code(), kind=PrincipalKind.MUNICIPALITY, name="Provstads kommun", short_name="Provstad"
        )


def unit(of: Region, principal_: Principal | None = None, name: str = "Barnenheten") -> Unit:
    owner = principal_ or principal(of)
    with as_loader():
        return Unit.objects.create(
            region=of, code=_code(), principal=owner, name=name, unit_type=UnitType.SOCIAL_SERVICES, valid_from=LONG_AGO
        )


def district(of: Region) -> District:
    owner = principal(of)
    with as_loader():
        return District.objects.create(
            region=of, code=_code(), principal=owner, name="Norra distriktet", valid_from=LONG_AGO
        )


def area(of: Region) -> Area:
    with as_loader():
        return Area.objects.create(region=of, code=_code(), name="Norra området", valid_from=LONG_AGO)


def user(email: str = "", passphrase: str | None = PASSPHRASE) -> User:
    with as_loader():
        return User.objects.create_user(email or f"{_code()}@prov.example", passphrase)


def person(of: Region, given: str = "Maj", family: str = "Ek", email: str = "") -> Person:
    with as_loader():
        return Person.objects.create(
            region=of, given_name=given, family_name=family, email=email or f"{_code()}@prov.example"
        )


def assignment(of: Region, role: str = Role.CASEWORKER, *, who: User | None = None, **fields) -> RoleAssignment:
    """An assignment in force with a user and a person, unless told otherwise."""
    holder = fields.pop("person", None) or person(of, email=who.email if who else "")
    account = who if who is not None else user(holder.email)
    fields.setdefault("valid_from", LONG_AGO)
    with as_loader():
        return RoleAssignment.objects.create(region=of, role=role, user=account, person=holder, **fields)


def administrator(of: Region, given: str = "Ada") -> RoleAssignment:
    return assignment(of, Role.REGION_ADMIN, person=person(of, given, "Rydberg"))


def acting(under: RoleAssignment, *, signed_in_ago: timedelta = timedelta(0)) -> Acting:
    """The one who acts, as the middleware would have it."""
    return Acting(
        kind="user",
        region_id=under.region_id,
        region_code=under.region.code,
        user_id=under.user_id,
        assignment_id=under.pk,
        person_id=under.person_id,
        role=under.role,
        unit_id=under.unit_id,
        logged_in_at=clock.now() - signed_in_ago,
    )


def with_app(account: User, *, codes: bool = True) -> Authenticator:
    """An app for codes with SECRET, and ten recovery codes."""
    app = Authenticator.objects.create(
        user=account, type=Authenticator.Type.TOTP, data={"secret": crypto.encrypt(SECRET).decode()}
    )
    if codes:
        RecoveryCodes.activate(account)
    return app


def recovery_codes(account: User) -> list[str]:
    return Authenticator.objects.get(user=account, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()


def session_of(
    account: User, under: RoleAssignment | None = None, *, factors: int = 2, level: Level | None = Level.LOA3
) -> SessionStore:
    """A session as sign-in leaves it: by an employer's service, None as level: by the portal's own two factors."""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "core.people.backends.PassphraseBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    if under is not None:
        store[ASSIGNMENT_KEY] = str(under.pk)
    store.sign_in(account, factors=factors, level=level)
    return store


def sign_in(client, under: RoleAssignment, *, factors: int = 2, level: Level | None = Level.LOA3) -> SessionStore:
    """The client is signed in under the assignment, both factors shown, as of now."""
    store = session_of(under.user, under, factors=factors, level=level)
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return store


def deliver() -> list:
    """What waits to leave has left, by the job's own role; all mail so far."""
    with as_role("bus_worker"):
        send_due()
    return mail.outbox


def _code() -> str:
    return uuid.uuid4().hex[:12]
