"""A transfer from the school to BUP and social services, by the services' own steps."""

from datetime import timedelta

from core import clock
from core.access import acting_as
from sip.consent.services import withdraw_consent
from sip.models import Transfer
from sip.transfers import services
from tests.sip import town as t

TEXT = "MÄRKE-UPPGIFT Elsa har varit borta i tre veckor."


def started(town, *, by=None, child=None, units=None, **facts) -> Transfer:
    by = by or town.teacher
    child = child or t.child_of(town, by=by)
    said = {
        "district": town.east,
        "units": units or (town.bup, town.social),
        "text": TEXT,
        "need_noticed_on": clock.today() - timedelta(days=3),
        **facts,
    }
    with acting_as(by):
        return services.start_transfer(child, by=by, facts=services.Started(**said))


def consented(town, transfer, **facts):
    """Both guardians say yes to the school's facts being given to BUP."""
    said = {
        "purpose": "information_transfer",
        "sitting": None,
        "units": (town.bup,),
        "information_kinds": ("identity", "school"),
        **facts,
    }
    return t.consented(town, transfer, **said)


def given(town, **facts) -> Transfer:
    """With a consent, and so given to BUP."""
    transfer = started(town, **facts)
    consented(town, transfer)
    return transfer


def withdrawn(town, transfer, *, by=None, unit=None) -> None:
    by = by or town.teacher
    with acting_as(by):
        withdraw_consent(transfer.case.consents.get(status="given"), by=by, unit=unit)
