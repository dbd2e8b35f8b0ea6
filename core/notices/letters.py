"""Mails that carry a link of their own: the invitation, and the forgotten passphrase. [security 8, 11]

Both are rows in the transaction of the act, and built as they leave: no link lies anywhere before.
"""

import logging
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, acting_as
from core.notices import mail
from core.notices.kinds import BY_MAIL, Kind, register
from core.notices.models import Notice, PassphraseMail
from core.notices.outbox import JOB, MOST_ATTEMPTS, Sent, is_too_late, later, take
from core.notices.services import notify, wake_when_committed
from core.people import letters
from core.people.models import Invitation, RoleAssignment

log = logging.getLogger("bus.notices")
ABOUT = "people.invitation"


def invitation_mail(notice: Notice) -> EmailMessage | None:
    """To the address that was invited; None once the invitation is used, replaced, too old or no longer meant."""
    row = Invitation.objects.filter(region_id=notice.region_id, pk=cast(UUID, notice.about_id)).first()
    if row is None or not letters.is_open(row) or not (link := letters.link_of(row)):
        return None
    with translation.override(mail.LANGUAGE):
        body = render_to_string("core/people/mail/invitation.txt", {"link": link})
        return mail.message(row.email, _("Inbjudan till BUS-portalen"), body, notice.message_id)


KIND = "invitation"
register(Kind(KIND, "", channels=BY_MAIL, letter=invitation_mail))


def write_invitation(invitation: Invitation, role: RoleAssignment, by: Acting) -> None:
    notify(KIND, to=[role], by=by, about_kind=ABOUT, about_id=invitation.pk)


def write_passphrase_mail(email: str) -> None:
    """The same row and the same work for an address that is somebody's and for one that is not."""
    PassphraseMail.objects.bulk_create([PassphraseMail(email=email)])
    wake_when_committed()


def send(*, until: datetime) -> Sent:
    """Send what was asked for at the door, until the moment has passed."""
    done = Sent()
    while taken := _claim():
        for mail_id in taken.ids:
            _one(mail_id, taken.lease, done)
        if clock.now() >= until:
            break
    return done


def _claim():
    with acting_as(job=JOB):
        return take(PassphraseMail.objects.outbox(), clock.now())


def _one(mail_id: UUID, lease: datetime, done: Sent) -> None:
    """One claimed mail to its end: sent, given back for later, or given up."""
    with acting_as(job=JOB):
        row = PassphraseMail.objects.outbox().filter(pk=mail_id, lease_until=lease).first()
        if row is None or is_too_late(lease):
            return None
        if row.attempts > MOST_ATTEMPTS:
            return _give_up(row, done)
        if row.created_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) < clock.now():
            done.dropped += 1
            return _end(row, dropped_at=clock.now())
        message = passphrase_mail(row)
    try:
        mail.send(message)
    except Exception as error:  # noqa: BLE001  (whatever a mail server does must not stop the others' mail)
        log.warning("mail not sent: %s", type(error).__name__)
        with acting_as(job=JOB):
            return _failed(row, done)
    with acting_as(job=JOB):
        _end(row, sent_at=clock.now())
    done.sent += 1
    return None


def passphrase_mail(row: PassphraseMail) -> EmailMessage:
    """The link, or that nobody has an account with the address; the same subject and Message-ID either way."""
    account = letters.account_at(row.email)
    name = "passphrase" if account else "no_account"
    with translation.override(mail.LANGUAGE):
        link = letters.passphrase_link(account) if account else ""
        body = render_to_string(f"core/people/mail/{name}.txt", {"link": link})
        return mail.message(row.email, _("Välj en ny lösenfras i BUS-portalen"), body, row.message_id)


def _failed(row: PassphraseMail, done: Sent) -> None:
    done.failed += 1
    if row.attempts >= MOST_ATTEMPTS:
        return _give_up(row, done)
    PassphraseMail.objects.filter(pk=row.pk).update(lease_until=later(row.attempts))
    return None


def _give_up(row: PassphraseMail, done: Sent) -> None:
    """Nobody but its reader misses it, and asks again; operations see that mail does not leave."""
    log.error("mail parked: passphrase")
    done.parked += 1
    _end(row, parked_at=clock.now())


def _end(row: PassphraseMail, **how: datetime) -> None:
    """However it ends, the address goes."""
    PassphraseMail.objects.outbox().filter(pk=row.pk).update(**how, email="", lease_until=None)
