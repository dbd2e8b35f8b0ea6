"""Gather, describe, put before the regional group, ask for work, tell what was learnt. [003:L1365-1371, F124, F126]"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access, audit, clock
from core.access import Acting, require
from core.errors import Refused
from core.people.policies import region_of
from core.regions.profile import profile_of
from deviations.models import DeviationPattern
from deviations.patterns import policies
from deviations.services import answering, texts
from deviations.states import DeviationStatus as S
from groups.assignments import services as tasks
from groups.assignments.services import Wanted
from groups.meetings.models import Meeting
from groups.meetings.services import agenda
from groups.meetings.services.agenda import Topic
from groups.meetings.states import ItemPurpose
from groups.models import Forum


@transaction.atomic
def describe(pattern: DeviationPattern, *, by: Acting, summary: str, names_confirmed: bool = False) -> DeviationPattern:
    """What the reports have in common, so that nobody in it can be known. Raises PermissionDenied, Refused."""
    pattern = _open(pattern, by)
    pattern.summary = texts.read((), names_confirmed=names_confirmed, summary=summary)["summary"]
    pattern.save(update_fields=["summary"])
    audit.record("deviation_pattern.described", pattern, by=by)
    return pattern


@transaction.atomic
def raise_pattern(pattern: DeviationPattern, *, by: Acting, meeting: Meeting) -> DeviationPattern:
    """Put it on the regional group's agenda: its summary and how many, never a report's own words. [000:L308-314]

    The reports that are handled follow with it. Raises WrongState, PermissionDenied, Refused.
    """
    pattern = _open(pattern, by)
    require(policies.can_raise(by, pattern))
    if not pattern.summary:
        raise Refused(_("Beskriv först vad mönstret gäller. Det är det som gruppen läser."))
    if not policies.meetings_ahead(by).filter(pk=meeting.pk).exists():
        raise Refused(_("Välj ett kommande möte."), field="meeting")
    reports = policies.reports_of(by, pattern)
    background = f"{pattern.summary}\n\n{_extent(reports.count(), by)}"
    topic = Topic(title=pattern.name, purpose=ItemPurpose.DECIDE, background=background)
    pattern.item = agenda.add_item(meeting, by=by, topic=topic)
    pattern.raised_on = clock.today()
    pattern.save(update_fields=["item", "raised_on"])
    for report in reports.filter(status=S.UNDER_REVIEW).order_by("first_sent_on", "id"):
        answering.raise_to_bussam(report, by=by, text=pattern.summary, names_confirmed=True)
    audit.record("deviation_pattern.raised", pattern, by=by)
    return pattern


def _extent(count: int, by: Acting) -> str:
    least = profile_of(region_of(by)).small_count_threshold
    if count < least:
        return _("Färre än %(n)d avvikelser hör hit.") % {"n": least}
    return ngettext("En avvikelse hör hit.", "%(n)d avvikelser hör hit.", count) % {"n": count}


@transaction.atomic
def ask_for_work(pattern: DeviationPattern, *, by: Acting, receiver: Forum, wanted: Wanted) -> DeviationPattern:
    """Propose that the regional group gives somebody an assignment because of it. [000:L308-314, F126]

    Raises PermissionDenied, Refused.
    """
    pattern = _open(pattern, by)
    require(policies.can_ask_for_work(by, pattern))
    giver = policies.regional_group(by)
    assert giver is not None  # noqa: S101  (the policy has asked for it)
    pattern.task = tasks.propose(giver, by=by, receiver=receiver, wanted=wanted)
    pattern.save(update_fields=["task"])
    audit.record("deviation_pattern.asked_for_work", pattern, by=by)
    return pattern


@transaction.atomic
def merge_pattern(pattern: DeviationPattern, *, by: Acting, into: DeviationPattern) -> DeviationPattern:
    """They are one: its reports belong to the other from now on. Raises PermissionDenied, Refused."""
    pattern = _open(pattern, by)
    if not policies.visible_patterns(by).exclude(pk=pattern.pk).filter(pk=into.pk).exists():
        raise Refused(_("Välj ett annat mönster."), field="into")
    if pattern.item_id or pattern.task_id or pattern.published_on:
        raise Refused(_("Mönstret är redan lyft eller publicerat. Slå ihop det andra med det här."), field="into")
    policies.reports_of(by, pattern).update(pattern=into.name)
    pattern.merged_into = into
    pattern.save(update_fields=["merged_into"])
    audit.record("deviation_pattern.merged", pattern, by=by)
    return into


@transaction.atomic
def publish(pattern: DeviationPattern, *, by: Acting, learned: str, names_confirmed: bool = False) -> DeviationPattern:
    """Tell everybody in the region what was learnt. [003:L1365-1371] Raises PermissionDenied, Refused."""
    pattern = _open(pattern, by)
    pattern.learned = texts.read((), names_confirmed=names_confirmed, learned=learned)["learned"]
    pattern.published_on = pattern.published_on or clock.today()
    pattern.save(update_fields=["learned", "published_on"])
    audit.record("deviation_pattern.published", pattern, by=by)
    return pattern


def _open(pattern: DeviationPattern, by: Acting) -> DeviationPattern:
    pattern = access.lock(pattern)
    require(policies.can_gather(by, pattern))
    return pattern
