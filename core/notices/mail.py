"""The mail itself: fixed words and a link that needs a sign-in. Nothing about anybody, ever. [security 7]"""

from email.utils import parseaddr
from functools import lru_cache

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.notices.kinds import kind_of
from core.notices.models import Notice

TIMEOUT_SECONDS = 20
LANGUAGE = "sv"


@lru_cache(maxsize=1)
def mail_domain() -> str:
    """The right half of every Message-ID: that of the sending address."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def address_of(notice: Notice) -> str:
    """Where its reader signs in from, else the address at work; "" when neither is known."""
    recipient = notice.recipient
    return recipient.user.email if recipient.user else recipient.person.email


def build(notice: Notice) -> EmailMessage:
    """The message, to one address. The notice must have its `message_id`."""
    with translation.override(LANGUAGE):
        link = settings.BASE_URL.rstrip("/") + reverse("notices:list")
        body = render_to_string("core/notices/mail/notice.txt", {"link": link})
        subject = str(kind_of(notice.kind).subject)
    return message(address_of(notice), subject, body, notice.message_id)


def message(address: str, subject: str, body: str, message_id: str) -> EmailMessage:
    """One mail to one address, under a name of its own."""
    return EmailMessage(subject, body, to=[address], headers={"Message-ID": message_id})


def send(message: EmailMessage) -> None:
    """Hand it to the configured backend (SMTP or files). Raises what the backend raises."""
    message.connection = get_connection(fail_silently=False, timeout=TIMEOUT_SECONDS)
    message.send()
