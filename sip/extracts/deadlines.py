"""The clock of a request: one month from the day it came, and at most two months more. [GDPR 12.3, DL-57]

It is owed by whoever took the request, by name; when that assignment has ended by the principal's records officers, who
are all told once it is late. Where nobody holds the role the region's administrator owes that somebody does, and is
told the code alone: the extract opens for records officers only. [A-31, A-33]
"""

from contextlib import suppress
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import obligations
from core.access import Acting
from core.errors import WrongState
from core.obligations import Clock
from core.obligations.models import Obligation
from core.obligations.states import EventKind
from core.roles import Role
from core.workdays import add_months
from sip.extracts.models import Extract
from sip.extracts.states import Kind

ANSWERED = Clock(
    "DL-57",
    starts=lambda extract: extract.asked_on,
    owner=Role.RECORDS_OFFICER,
    title=_("Besvara begäran om utdrag"),
    button=_("Till utdraget"),
    about=_("Utdrag"),
    unled=(
        _("Se till att en arkivansvarig utses, en begäran om utdrag väntar"),
        _("Visa personer"),
        "people:person_list",
    ),
)
MOST_MONTHS_MORE = 2  # [GDPR 12.3]


def start(extract: Extract, *, by: Acting) -> None:
    """What goes to the archive before deletion was asked for by nobody, and has no clock."""
    if extract.kind == Kind.ARCHIVE:
        return
    obligations.start(
        ANSWERED,
        subject=extract,
        subject_code=extract.code,
        by=by,
        region_id=extract.region_id,
        principal_id=extract.principal_id,
        owners=[by.assignment_id],
        url_name="sip:extract_detail",
    )


def answered(extract: Extract, *, by: Acting, on: date) -> None:
    """Given or refused, the request has its answer."""
    obligations.end(extract, ANSWERED.code, on=on, by=by)


def stop(extract: Extract, *, by: Acting, reason: str) -> None:
    with suppress(WrongState):
        obligations.waive(extract, ANSWERED.code, reason=reason, by=by)


def running(extract: Extract) -> Obligation | None:
    return Obligation.objects.live().filter(subject_id=extract.pk, code=ANSWERED.code).with_events().first()


def is_extended(clock: Obligation) -> bool:
    """`clock` has its events."""
    return any(event["kind"] == EventKind.EXTENDED for event in clock.told)  # type: ignore[attr-defined]


def latest(due_on: date) -> date:
    """The last day that the law lets an answer wait, told in time."""
    return add_months(due_on, MOST_MONTHS_MORE)
