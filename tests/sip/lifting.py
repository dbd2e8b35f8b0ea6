"""A case that could not be solved, on the day of its sitting."""

from contextlib import contextmanager
from datetime import timedelta

from core import clock
from core.access import acting_as
from sip.cases import escalation
from sip.individual_forum import holding
from sip.individual_forum.models import Call
from sip.models import ForumCase, MinutesSection
from tests.sip import town as t

SUMMARY = "Två verksamheter gör olika bedömningar av vem som samordnar."


@contextmanager
def unresolved(town):
    """Held and left unresolved; the clock stands at that hour."""
    case = t.raised(town)
    t.consented(town, case)
    sitting = t.called(town, case)
    with clock.moved_to(sitting.starts_at + timedelta(hours=1)):
        with acting_as(town.convenor) as by:
            _hold(case, by)
        t.approved(town, case)
        with acting_as(town.convenor) as by:
            holding.conclude(case, by=by, outcome="unresolved")
        yield case


@contextmanager
def lifted(town):
    """Lifted without identity to BUP's manager in the steering group, and to its chair."""
    with unresolved(town) as case:
        with acting_as(town.convenor) as by:
            to = [town.assignments["steering_bup"]]
            escalation.escalate(case, by=by, managers=to, is_deidentified=True, summary=SUMMARY)
        yield case


def _hold(case: ForumCase, by) -> None:
    calls = {call.pk: "present" for call in Call.objects.filter(case_id=case.pk)}
    minutes = holding.hold_occasion(case, by=by, attendance=calls)
    for section in MinutesSection.objects.filter(minutes=minutes):
        holding.save_section(section, by=by, text="Det sades.", version=0)
