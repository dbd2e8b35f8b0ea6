"""Accounts come by invitation: a mailed link that opens once, within 24 hours. [security 8]

The mail is a row in the same transaction; it leaves afterwards, and what stops it stands on the operations page.
"""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, acting_as, lock, require
from core.errors import Refused
from core.people import letters, policies, signing_in
from core.people.letters import hash_token
from core.people.models import Invitation, Person, RoleAssignment, User
from core.people.queries import has_working_account

LIFETIME = timedelta(hours=24)


@transaction.atomic
def send_invitation(person: Person, *, by: Acting) -> Invitation:
    """Make a new link and write its mail; earlier ones open nothing any more.

    Raises PermissionDenied, and Refused when the person has no address, has an account, or never had a role.
    """
    person = lock(person)
    require(policies.can_propose_role(by, person))
    if not person.email:
        raise Refused(_("Personen saknar e-postadress. Skriv in den först."), field="email")
    if has_working_account(person.pk):
        raise Refused(_("Personen har redan ett konto."))
    return invite(person, invited_by_id=policies.assignment_of(by), by=by)


def invite(person: Person, *, invited_by_id: UUID, by: Acting) -> Invitation:
    """The link itself; who may is asked before."""
    now = clock.now()
    role = RoleAssignment.objects.filter(person=person).order_by("-valid_from", "-id").first()
    if role is None:
        raise Refused(_("Personen har ingen roll än. Föreslå en roll, så går inbjudan när den har godkänts."))
    Invitation.objects.filter(person=person, used_at__isnull=True).update(used_at=now)
    invitation = Invitation(
        region_id=person.region_id,
        person=person,
        email=person.email,
        invited_by_id=invited_by_id,
        expires_at=now + LIFETIME,
    )
    invitation.token_hash = hash_token(letters.token_of(invitation.pk))
    invitation.save()
    audit.record("invitation.sent", invitation, by=by)
    for write in letters.invited:
        write(invitation, role, by)
    return invitation


def open_invitation(token: str) -> bool:
    """Whether the link still opens anything; asked before the form is shown."""
    region_id = _region_of(token)
    if region_id is None:
        return False
    with acting_as(command="invitation", region_id=region_id):
        return Invitation.objects.filter(
            token_hash=hash_token(token), used_at__isnull=True, expires_at__gt=clock.now()
        ).exists()


def accept_invitation(token: str, *, passphrase: str) -> User:
    """Use the link, once: the account gets its passphrase and the person's assignments.

    Of two who use it at the same moment one is refused. Raises Refused for a link that no longer opens anything.
    """
    region_id = _region_of(token)
    if region_id is None:
        raise _gone()
    with acting_as(command="invitation", region_id=region_id) as acting:
        rows = Invitation.objects.select_for_update(of=("self",)).select_related("person")
        invitation = rows.filter(token_hash=hash_token(token), used_at__isnull=True, expires_at__gt=clock.now()).first()
        if invitation is None:
            raise _gone()
        user = _account_for(invitation, passphrase)
        invitation.used_at = clock.now()
        invitation.save(update_fields=["used_at"])
        RoleAssignment.objects.filter(person=invitation.person, user__isnull=True).update(user=user)
        audit.record("invitation.accepted", invitation, by=acting)
        return user


def _account_for(invitation: Invitation, passphrase: str) -> User:
    """A new account, or the person's own that lost its passphrase with its second factor."""
    user = User.objects.select_for_update().filter(email=invitation.email.lower()).first()
    if user is None:
        return User.objects.create_user(invitation.email, passphrase)
    if user.has_usable_password() or not user.is_active:
        raise _gone()
    user.set_password(passphrase)
    user.save(update_fields=["password"])
    signing_in.end_sessions(user.pk)
    return user


def _region_of(token: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.invitation_region(%s)", [hash_token(token)])
        return cursor.fetchone()[0]


def _gone() -> Refused:
    return Refused(_("Länken gäller inte längre. Be din administratör om en ny inbjudan."))
