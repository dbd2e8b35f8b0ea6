"""What happens in a case and in a plan alike: consents, pieces and what was given on, who came and left, clocks."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.obligations.clocks import title_of
from core.obligations.models import Obligation
from core.obligations.states import EventKind
from core.ui.charts import Span
from sip.cases.clock_panel import day_of
from sip.cases.models import CaseDeviation, Participation
from sip.cases.states import Part
from sip.consent.models import Consent, ConsentUnit
from sip.consent.policies import visible_consents
from sip.consent.states import ConsentStatus
from sip.disclosures.models import Contribution, Disclosure
from sip.individual_forum.models import Occasion
from sip.individual_forum.states import OccasionStatus
from sip.story.events import Event, Lane, happened

BEGUN = {
    ConsentStatus.REQUESTED: gettext_lazy("Samtycke efterfrågades"),
    ConsentStatus.REFUSED: gettext_lazy("Någon sa nej till samtycke"),
}
ENDED = {
    ConsentStatus.WITHDRAWN: gettext_lazy("Samtycket återkallades"),
    ConsentStatus.EXPIRED: gettext_lazy("Samtycket gick ut"),
    ConsentStatus.USED: gettext_lazy("Samtycket användes för mötet"),
}
TOLD = (
    EventKind.WARNED, EventKind.BREACHED, EventKind.ESCALATED, EventKind.MET, EventKind.WAIVED, EventKind.EXTENDED,
    EventKind.CORRECTED,
)  # fmt: skip
OWN_PARTS = (Part.RAISER, Part.UNIT)  # who is called is told by the call


def consents(acting: Acting, case_id: UUID) -> Iterator[Asks | list[Event]]:
    found = visible_consents(acting).filter(case_id=case_id)
    found = found.select_related("recorded_by__person", "recording_unit", "ended_by__person")
    cancelled = Occasion.objects.filter(consent_id=OuterRef("pk"), status=OccasionStatus.CANCELLED)
    found = found.annotate(on_cancelled=Exists(cancelled))
    narrowed = ConsentUnit.objects.filter(case_id=case_id, withdrawn_at__isnull=False, consent__in=found.values("pk"))
    narrowed = narrowed.exclude(consent__status=ConsentStatus.WITHDRAWN).select_related("unit")
    yield Asks(found, narrowed)
    told = [event for one in found for event in _of_consent(one)]
    for row in narrowed:
        text = _("Samtycket återkallades för %(unit)s") % {"unit": row.unit.name}
        told += happened(row.withdrawn_at, Lane.FAMILY, text)
    yield told


def _of_consent(one: Consent) -> list[Event]:
    status, lane, detail = ConsentStatus(one.status), Lane.FAMILY, str(one.get_purpose_display())
    by = {"by": one.recorded_by, "unit": one.recording_unit, "detail": detail}
    text = (
        _("Samtycke lämnades") if status in (ConsentStatus.GIVEN, ConsentStatus.USED) else _("Samtycke registrerades")
    )
    begun = happened(one.given_on or one.created_at, lane, BEGUN.get(status, text), **by)
    ends = ENDED.get(status, "")
    if status == ConsentStatus.EXPIRED and one.ended_by_id is not None:  # else the job did, when its last day had been
        is_cancelled = one.on_cancelled  # type: ignore[attr-defined]
        ends = _("Samtycket upphörde, mötet ställdes in") if is_cancelled else _("Samtycket ersattes av ett nytt")
    ended = happened(one.ended_at, lane, ends, by=one.ended_by, detail=detail)
    return [*begun, *(ended if status in ENDED else [])]


def pieces(case_id: UUID) -> Iterator[Asks | list[Event]]:
    """What the units have written and given on, as far as one may read it."""
    written = Contribution.objects.filter(case_id=case_id).select_related("written_by__person", "unit")
    given = Disclosure.objects.filter(case_id=case_id).select_related(
        "disclosed_by__person", "receiving_unit", "contribution__unit"
    )
    yield Asks(written, given)
    found: list[Event] = []
    for piece in written:
        text = _("Underlag skrevs") if piece.version == 1 else _("Underlag rättades")
        kind = str(piece.get_kind_display())
        found += happened(piece.created_at, Lane.SHARED, text, by=piece.written_by, unit=piece.unit, detail=kind)
    for one in given:
        text = _("Underlag lämnades till %(unit)s") % {"unit": one.receiving_unit.name}
        basis = str(one.get_basis_display())
        by = {"by": one.disclosed_by, "unit": one.contribution.unit}
        found += happened(one.created_at, Lane.SHARED, text, detail=basis, **by)
    yield found


def people(case_id: UUID) -> Iterator[Asks | list[Event]]:
    """Who came into the case or the plan, and who left it."""
    found = Participation.objects.filter(case_id=case_id, part__in=OWN_PARTS)
    found = found.select_related("assignment__person", "unit")
    yield Asks(found)
    told: list[Event] = []
    for row in found:
        by = {"by": row.assignment, "unit": row.unit}
        told += happened(row.valid_from, Lane.PEOPLE, _("Började delta"), **by)
        told += happened(row.valid_to, Lane.PEOPLE, _("Slutade delta"), **by)
    yield told


def deviations(case_id: UUID) -> Iterator[Asks | list[Event]]:
    """By code alone: what it says stands with the deviation. [P-96]"""
    found = CaseDeviation.objects.filter(case_id=case_id).select_related("noted_by__person")
    yield Asks(found)
    text = _("En avvikelse rapporterades")
    yield [
        event for one in found for event in happened(one.created_at, Lane.CASE, text, by=one.noted_by, detail=one.code)
    ]


def clocks(case_id: UUID, today: date) -> Iterator[Asks | tuple[list[Event], list[Span]]]:
    """What the clocks said, and each as a bar."""
    found = Obligation.objects.filter(case_id=case_id).select_related("rule").with_events().order_by("started_on", "pk")
    yield Asks(found)
    told, spans = [], []
    for one in found:
        title = title_of(one.code, one.rule.words)
        told += happened(one.started_on, Lane.CLOCK, _("Fristen började"), detail=title)
        for said in one.told:  # type: ignore[attr-defined]
            if said["kind"] in TOLD:
                told += happened(day_of(said["on"]), Lane.CLOCK, EventKind(said["kind"]).label, detail=title)
        if one.due_on:
            until = min(one.ended_on or today, max(today, one.started_on))
            spans.append(Span(title, one.started_on, until, one.due_on, is_late=until > one.due_on))
    yield told, spans
