"""Whether the clauses that set a duty are kept, group by group, by what is counted anyway. [AG-14, W-27]

A chapter of the template names the rules that watch it. What is followed in children's cases is named, and never
counted here.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Max, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access import Acting, together
from core.obligations.models import DeadlineRule
from core.obligations.policies import visible_obligations
from core.obligations.states import ObligationStatus
from core.ui.said import said
from groups.agreements import policies
from groups.agreements.content import BY_KEY, SEATS, Chapter
from groups.agreements.deadlines import CODES
from groups.agreements.models import Agreement
from groups.finding import forum_url
from groups.models import Forum
from groups.seats.sources import Sources

YEAR = timedelta(days=365)
MISSED = Q(status__in=(ObligationStatus.BREACHED, ObligationStatus.MET_LATE)) | Q(
    status=ObligationStatus.WAIVED, ended_on__gt=F("due_on")
)
KEPT = Q(status=ObligationStatus.MET)
RUNS = Q(status__in=(ObligationStatus.PENDING, ObligationStatus.DUE_SOON))
NEWEST = Concat(Cast("started_on", CharField()), Value("|"), Cast("pk", CharField()))


def kept_page(acting: Acting, agreement: Agreement) -> dict[str, Any]:
    """What `groups/agreement_kept.html` shows. One statement carries the counts, one the rules."""
    page = {
        "agreement": agreement,
        "holds": policies.holds(agreement),
        "back": agreement.title,
        "back_url": reverse("groups:agreement_detail", args=[agreement.pk]),
    }
    return page | {"chapters": _chapters(acting, agreement) if page["holds"] else []}


def _chapters(acting: Acting, agreement: Agreement) -> list[dict[str, Any]]:
    today = clock.today()
    written = agreement.chapters.exclude(text="").values_list("key", flat=True)
    counts = _counts(acting, agreement, today)
    rules = DeadlineRule.objects.current(agreement.region_id, today)
    sources = Sources(_groups(agreement, today), agreement.region_id, today)
    together(written, counts, rules, *sources.asks())
    found: dict[str, list[dict]] = defaultdict(list)
    for one in counts:
        found[one["code"]].append(one)
    by_code = {one.code: one for one in rules}
    chapters = [BY_KEY[key] for key in written if BY_KEY[key].watched or BY_KEY[key].in_cases]
    return [_chapter(one, agreement, by_code, found, sources) for one in chapters]


def _groups(agreement: Agreement, today: date) -> QuerySet[Forum]:
    """The bodies of the group's area, or of a county's agreement those of every area and its own."""
    forums = Forum.objects.on(today).filter(region_id=agreement.region_id, district__isnull=True)
    area = agreement.forum.area_id
    return (forums.filter(area_id=area) if area else forums).order_by("name", "id")


def _counts(acting: Acting, agreement: Agreement, today: date) -> QuerySet:
    """Of each rule and place the last year's clocks: how many were kept, missed and run. Nothing of a case."""
    codes = {code for one in BY_KEY.values() for code in one.watched if code != SEATS}
    own = Q(subject_id=agreement.pk) | Q(subject_id__in=policies.standing_parties(agreement).values("pk"))
    place = Q(area=agreement.forum.area_id) if agreement.forum.area_id else Q()
    rows = visible_obligations(acting).filter(case_id__isnull=True, code__in=codes)
    rows = rows.filter(Q(code__in=CODES) & own | ~Q(code__in=CODES) & place)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today - YEAR))
    return (
        rows.order_by()
        .values("code", "area_id", "area__name")
        .annotate(
            kept=Count("pk", filter=KEPT),
            missed=Count("pk", filter=MISSED),
            running=Count("pk", filter=RUNS),
            newest=Max(NEWEST),
            newest_missed=Max(NEWEST, filter=MISSED),
        )
        .order_by("code", "area__name")
    )


def _chapter(
    chapter: Chapter,
    agreement: Agreement,
    rules: dict[str, DeadlineRule],
    found: dict[str, list[dict]],
    sources: Sources,
) -> dict[str, Any]:
    watching = [
        _seats(sources) if code == SEATS else _rule(rules[code], found[code])
        for code in chapter.watched
        if code == SEATS or (code in rules and (rules[code].monitored or found[code]))
    ]
    return {
        "heading": str(chapter.heading),
        "url": f"{reverse('groups:agreement_detail', args=[agreement.pk])}#{chapter.key}",
        "rules": watching,
        "in_cases": [rules[code].words for code in chapter.in_cases if code in rules and rules[code].monitored],
    }


def _rule(rule: DeadlineRule, places: list[dict]) -> dict[str, Any]:
    told = [one for one in places if one["kept"] or one["missed"] or one["running"]]  # not what was only written off
    return {"title": rule.words, "groups": [_place(one) for one in told]}


def _place(one: dict) -> dict[str, Any]:
    """In words how often it was kept, with the latest clock as proof: one that was missed, where any was."""
    ended = one["kept"] + one["missed"]
    proof = (one["newest_missed"] or one["newest"]).split("|")[1]
    line = {
        "name": one["area__name"] or _("Hela länet"),
        "url": reverse("obligations:certificate", args=[UUID(proof)]),
        "proof": _("Visa den senaste som inte hölls") if one["missed"] else _("Visa den senaste"),
    }
    if not ended:
        return line | {"detail": _("Inget har blivit klart det senaste året."), "state": _("Löper"), "is": ""}
    detail = _("%(kept)d av %(all)d hölls i tid.") % {"kept": one["kept"], "all": ended}
    if one["missed"]:
        return line | {
            "detail": detail,
            "state": _("Hålls inte alltid") if one["kept"] else _("Hålls inte"),
            "is": "late",
        }
    return line | {"detail": detail, "state": _("Hålls"), "is": "ok"}


def _seats(sources: Sources) -> dict[str, Any]:
    """Whether those who must sit in each group do so today. [S-12..S-23]"""
    groups = []
    for forum in sources.forums:
        seats = [one for one in sources.seats(forum) if one.minimum]
        if not seats:
            continue
        empty = [one for one in seats if one.missing]
        line = {"name": said(forum.name), "url": forum_url(forum), "proof": _("Visa gruppens platser")}
        if empty:
            words = ngettext("%(n)d plats som krävs är tom.", "%(n)d platser som krävs är tomma.", len(empty))
            line |= {"detail": words % {"n": len(empty)}, "state": _("Hålls inte"), "is": "late"}
        else:
            line |= {"detail": _("Alla platser som krävs är fyllda."), "state": _("Hålls"), "is": "ok"}
        groups.append(line)
    return {"title": _("De som ska ingå i gruppen ingår"), "groups": groups}
