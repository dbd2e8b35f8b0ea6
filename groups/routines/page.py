"""A routine's page and its line in lists, made ready for their templates; a forum's routines. [F63, F64]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, together
from core.ui import dates
from core.ui.questions import buttons
from core.ui.registry import Who
from core.ui.said import said
from groups.choices import Tier
from groups.finding import forum_url
from groups.models import Forum
from groups.receipts.page import Panel
from groups.receipts.published import Kind
from groups.routines import policies, states
from groups.routines.answering import said_of
from groups.routines.content import subjects_of
from groups.routines.models import RoutineCover, RoutineFile, RoutineVersion
from groups.routines.questions import QUESTIONS

NEAR = 6
S = states.S


def url_of(name: str, thing: Any) -> str:
    return reverse(f"groups:{name}", args=[thing.pk])


def home(version: RoutineVersion) -> str:
    return url_of("routine_detail", version)


PUBLISHED = Kind(
    key="rutin",
    about="groups.routineversion",
    visible=policies.visible_versions,
    home=home,
    is_known=lambda version: version.status in (S.DECIDED, S.IN_FORCE),
)


def routine_page(acting: Acting, version: RoutineVersion) -> dict[str, Any]:
    """What `groups/routine_detail.html` shows. One statement carries its parts."""
    sections = version.sections.all()
    files = policies.standing_files(version).select_related("kept")
    covers = version.covers.filter(removed_at__isnull=True).select_related("area", "principal", "unit")
    versions = policies.visible_versions(acting).filter(routine=version.routine_id).order_by("-number", "-created_at")
    forms = adaptations(acting, version)
    receipts = Panel(acting, PUBLISHED, version)
    together(sections, files, covers, versions, forms, *receipts.asks)
    written = [one for one in sections if one.text]
    may_arrange = policies.can_arrange(acting, version)
    return {
        "routine": version,
        "crumbs": [{"label": _("Rutiner"), "url": reverse("groups:routine_list")}],
        "eyebrow": _("%(subject)s, version %(number)d") % {"subject": subject_of(version), "number": version.number},
        "lead": _lead(version),
        "alert": _alert(acting, version),
        "buttons": buttons(QUESTIONS, acting, version, "groups:routine_note"),
        "write": url_of("routine_write", version) if policies.can_write(acting, version) else "",
        "attach": url_of("routine_attach", version) if may_arrange else "",
        "adapt": url_of("routine_adapt", version) if policies.can_adapt(acting, version) else "",
        "sections": written,
        "files": [_file(acting, one, version) for one in files],
        "facts": _facts(version, covers),
        "forms": [_form(one) for one in forms],
        "receipts": receipts.shown(leads=policies.leads(acting, version)),
        "versions": [
            {"label": _("Version %(n)d") % {"n": one.number}, "url": home(one), "row": one, "is_this": one == version}
            for one in versions
        ],
        "compare": url_of("routine_compare", version) if version.number > 1 else "",
        "who": _who_sees(version),
    }


def subject_of(version: RoutineVersion) -> str:
    key = version.routine.subject
    return subjects_of(version.region_id).get(key, key)


def adaptations(acting: Acting, version: RoutineVersion) -> QuerySet[RoutineVersion]:
    """The own forms of the routine that hold or are under way."""
    found = policies.with_original(policies.visible_versions(acting)).filter(
        policies.current(clock.today()), routine__adapts=version.routine_id
    )
    return found.select_related("forum").order_by("forum__name", "-number")


def _lead(version: RoutineVersion) -> str:
    """The one sentence: what holds, or what it waits for."""
    first = dates.day(version.valid_from) if version.valid_from else ""
    last = dates.day(version.valid_to) if version.valid_to else ""
    words = {
        S.DRAFT: _("Utkastet skrivs. Rutinen gäller först när gruppen har beslutat den."),
        S.DECIDED: _("Rutinen är beslutad och gäller från %(day)s.") % {"day": first},
        S.IN_FORCE: _("Rutinen gäller från %(first)s till och med %(last)s.") % {"first": first, "last": last}
        if last
        else _("Rutinen gäller sedan %(day)s.") % {"day": first},
        S.REPLACED: _("En nyare version har ersatt den här."),
        S.WITHDRAWN: _("Rutinen har upphört. Den gällde till och med %(day)s.") % {"day": last}
        if last
        else _("Rutinen drogs tillbaka innan den började gälla."),
        S.ABANDONED: _("Arbetet är nedlagt."),
    }
    return words[S(version.status)]


def _alert(acting: Acting, version: RoutineVersion) -> dict[str, Any] | None:
    """That the original has changed, or ended, since the adaptation was last measured against it."""
    if version.status not in (S.IN_FORCE, S.DRAFT, S.DECIDED):
        return None
    if version.is_changed:
        may = policies.can_confirm(acting, version)
        return {
            "text": _("Originalet har ändrats sedan anpassningen gjordes."),
            "url": url_of("routine_original", version),
            "link": _("Jämför och ta ställning") if may else _("Jämför med originalet"),
        }
    if policies.is_orphan(version):
        return {"text": _("Originalet gäller inte längre."), "url": home(version.adapts), "link": _("Visa originalet")}
    return None


def _file(acting: Acting, one: RoutineFile, version: RoutineVersion) -> dict[str, str]:
    may = policies.can_remove(acting, one, version)
    return {
        "title": one.title,
        "url": url_of("routine_file", one),
        "remove": url_of("routine_file_remove", one) if may else "",
    }


def _facts(version: RoutineVersion, covers: Iterable[RoutineCover]) -> list[dict[str, Any]]:
    facts = [
        {"term": _("Beslutas i"), "text": said(version.forum.name), "url": forum_url(version.forum)},
        {"term": _("Gäller för"), "text": ", ".join(str(one) for one in covers) or everybody(version.forum)},
        {"term": _("Ansvarar"), "text": said_of(version.routine)},
    ]
    if version.adapts:
        words = _("%(title)s, version %(n)d") % {"title": version.adapts.title, "n": version.adapts.number}
        facts.append({"term": _("Anpassad från"), "text": words, "url": home(version.adapts)})
    if version.confirmed and version.confirmed_on:
        words = _("%(day)s, version %(n)d") % {"day": dates.day(version.confirmed_on), "n": version.confirmed.number}
        facts.append({"term": _("Prövad mot originalet"), "text": words})
    if version.decided_on:
        how = _("beslut %(number)s") % {"number": version.decided_as} if version.decision_id else version.decided_as
        facts.append({"term": _("Beslutad"), "text": dates.day(version.decided_on), "detail": how})
    if version.review_on:
        facts.append({"term": _("Ses över senast"), "text": dates.day(version.review_on)})
    if version.end_reason:
        facts.append({"term": _("Därför upphör den"), "text": version.end_reason})
    return facts


def everybody(forum: Forum) -> str:
    """Whom a routine covers that names nobody."""
    return _("Hela %(area)s") % {"area": forum.area.name} if forum.area else _("Hela regionen")


def _form(one: RoutineVersion) -> dict[str, Any]:
    return {"label": said(one.forum.name), "url": home(one), "row": one, "changed": one.is_changed}


def _who_sees(version: RoutineVersion) -> list[Who]:
    officers = Who(_("Handläggare vid sekretariatet och regionens stödfunktion"), _("Utkastet, från första dagen"))
    return [
        Who(_("Gruppens ledamöter och deras chefer"), _("Utkastet, från första dagen")),
        *([officers] if version.forum.tier == Tier.LOCAL else []),
        Who(_("Alla som arbetar i regionen"), _("Den rutin som är beslutad eller har gällt")),
        Who(_("Ingen ser barn här"), _("En rutin handlar aldrig om ett enskilt barn"), sees=False),
    ]


def routine_row(version: RoutineVersion) -> dict[str, Any]:
    today = clock.today()
    late = version.status == S.IN_FORCE and version.review_on is not None and version.review_on < today
    return {
        "url": home(version),
        "title": version.title,
        "version": version.number,
        "subject": subject_of(version),
        "forum": said(version.forum.name),
        "since": dates.day(version.valid_from) if version.valid_from else "",
        "review": dates.day(version.review_on) if version.review_on and version.status != S.REPLACED else "",
        "late": late,
        "changed": version.status == S.IN_FORCE and version.is_changed,
        "row": version,
    }


def near_routines(acting: Acting, forum: Forum) -> QuerySet[RoutineVersion]:
    """The forum's routines that hold or are under way; not asked yet."""
    if forum.kind not in policies.maker_kinds(forum.region_id):
        return RoutineVersion.objects.none()
    ours = policies.visible_versions(acting).filter(Q(forum=forum), policies.current(clock.today()))
    return policies.with_original(ours).select_related("forum", "routine").order_by("title", "-number", "id")[:NEAR]


def routines_of(forum: Forum, found: Iterable[RoutineVersion]) -> dict[str, Any] | None:
    """What the forum's page says of them; None where routines are not decided."""
    rows = [routine_row(one) for one in found]
    if forum.kind not in policies.maker_kinds(forum.region_id) or (not rows and not forum.is_led):  # type: ignore[attr-defined]
        return None
    new = reverse("groups:routine_new", args=[forum.pk]) if forum.is_led else ""  # type: ignore[attr-defined]
    return {"rows": rows, "all": reverse("groups:routine_list"), "new": new}
