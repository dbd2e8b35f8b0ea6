"""What happens in a case and in a plan alike: consents, pieces and what was given on, who came and left, clocks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
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
from sip.disclosures.models import Contribution, Disclosure, FiledPiece
from sip.individual_forum.models import Occasion
from sip.individual_forum.states import OccasionStatus
from sip.story.events import Event, Lane, happened, said_of

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


def consents(acting: Acting, ids: list[UUID]) -> Iterator[Asks | list[Event]]:
    found = visible_consents(acting).filter(case_id__in=ids)
    found = found.select_related("recorded_by__person", "recording_unit", "ended_by__person")
    cancelled = Occasion.objects.filter(consent_id=OuterRef("pk"), status=OccasionStatus.CANCELLED)
    found = found.annotate(on_cancelled=Exists(cancelled))
    narrowed = ConsentUnit.objects.filter(case_id__in=ids, withdrawn_at__isnull=False, consent__in=found.values("pk"))
    narrowed = narrowed.exclude(consent__status=ConsentStatus.WITHDRAWN).select_related("unit")
    yield Asks(found, narrowed)
    told = [event for one in found for event in said_of(one.case_id, _of_consent(one))]
    for row in narrowed:
        text = _("Samtycket återkallades för %(unit)s") % {"unit": row.unit.name}
        act = ("consent.withdrawn", row.consent_id, row.unit_id)
        told += said_of(row.case_id, happened(row.withdrawn_at, Lane.FAMILY, text, act=act))
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


def pieces(ids: list[UUID]) -> Iterator[Asks | list[Event]]:
    """What the units have written and given on, as far as one may read it."""
    written = Contribution.objects.filter(case_id__in=ids).select_related("written_by__person", "unit")
    given = Disclosure.objects.filter(case_id__in=ids).select_related(
        "disclosed_by__person", "receiving_unit", "contribution__unit"
    )
    filed = FiledPiece.objects.filter(case_id__in=ids).select_related("filed_by__person", "unit")
    yield Asks(written, given, filed)
    found: list[Event] = []
    for piece in written:
        text = _("Underlag skrevs") if piece.version == 1 else _("Underlag rättades")
        kind = str(piece.get_kind_display())
        wrote = happened(piece.created_at, Lane.SHARED, text, by=piece.written_by, unit=piece.unit, detail=kind)
        found += said_of(piece.case_id, wrote)
    for one in given:
        text = _("Underlag lämnades till %(unit)s") % {"unit": one.receiving_unit.name}
        basis = str(one.get_basis_display())
        by = {"by": one.disclosed_by, "unit": one.contribution.unit}
        found += said_of(one.case_id, happened(one.created_at, Lane.SHARED, text, detail=basis, **by))
    for copy in filed:
        text, kind = _("Underlaget fördes till den egna dokumentationen"), str(copy.get_kind_display())
        kept = happened(copy.filed_at, Lane.SHARED, text, by=copy.filed_by, unit=copy.unit, detail=kind)
        found += said_of(copy.case_id, kept)
    yield found


def people(ids: list[UUID]) -> Iterator[Asks | list[Event]]:
    """Who came into the case or the plan, and who left it."""
    found = Participation.objects.filter(case_id__in=ids, part__in=OWN_PARTS)
    found = found.select_related("assignment__person", "unit")
    yield Asks(found)
    told: list[Event] = []
    for row in found:
        by = {"by": row.assignment, "unit": row.unit}
        came = happened(row.valid_from, Lane.PEOPLE, _("Började delta"), **by)
        left = happened(row.valid_to, Lane.PEOPLE, _("Slutade delta"), **by)
        told += said_of(row.case_id, [*came, *left])
    yield told


def deviations(ids: list[UUID]) -> Iterator[Asks | list[Event]]:
    """By code alone: what it says stands with the deviation. [P-96]"""
    found = CaseDeviation.objects.filter(case_id__in=ids).select_related("noted_by__person")
    yield Asks(found)
    text = _("En avvikelse rapporterades")
    yield [
        event
        for one in found
        for event in said_of(one.case_id, happened(one.created_at, Lane.CASE, text, by=one.noted_by, detail=one.code))
    ]


Told = tuple[list[Event], list[tuple[UUID, Span]]]


def clocks(ids: list[UUID], today: date) -> Iterator[Asks | Told]:
    """What the clocks of the cases said, and each as a bar, with what it belongs to."""
    found = Obligation.objects.filter(case_id__in=ids).select_related("rule").with_events()
    found = found.order_by("started_on", "pk")
    yield Asks(found)
    yield clocks_told([(one.case_id, one) for one in found], today)


def clocks_told(
    found: Iterable[tuple[UUID, Obligation]], today: date, titles: Mapping[UUID, str] = MappingProxyType({})
) -> Told:
    """`found`: the clocks with their rule and what they said, each with what it belongs to. `titles`: of subjects that
    are several under one rule.
    """
    told, spans = [], []
    for about, one in found:
        title = titles.get(one.subject_id) or title_of(one.code, one.rule.words)
        said = happened(one.started_on, Lane.CLOCK, _("Fristen började"), detail=title)
        for row in one.told:  # type: ignore[attr-defined]
            if row["kind"] in TOLD:
                said += happened(day_of(row["on"]), Lane.CLOCK, EventKind(row["kind"]).label, detail=title)
        told += said_of(about, said)
        if one.due_on:
            until = min(one.ended_on or today, max(today, one.started_on))
            spans.append((about, Span(title, one.started_on, until, one.due_on, is_late=until > one.due_on)))
    return told, spans
