"""What an assignment owes, by date: lines of the start page. One statement. [design: Start page]"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.obligations.clocks import about_of, button_of, code_only_url, title_of
from core.obligations.models import Obligation
from core.obligations.policies import told_obligations
from core.obligations.querysets import ObligationQuerySet
from core.obligations.scopes import REGION, SCOPE_OF_ROLE, scope_of
from core.obligations.standing import standing_words
from core.organisations.models import Principal
from core.people.models import RoleAssignment
from core.ui.registry import Duty

MOST = 200  # lines; nobody reads further, and the list says what is nearest


def owed_by(acting: Acting, today: date) -> ObligationQuerySet:
    """Live obligations the acting assignment owes: named, by its role in the scope, or because nobody else does."""
    if not acting.is_user:
        return Obligation.objects.none()
    named = Exists(RoleAssignment.objects.filter(pk=OuterRef("owner_id")).live(today))
    held = Exists(_holders_of(OuterRef("owner_role"), today))
    by_role = Q(owner_role=acting.role) | (Q(rule__fallback_role=acting.role) & ~Q(held))
    mine = Q(owner_id=acting.assignment_id) | (~Q(named) & by_role & _in_scope(acting))
    return told_obligations(acting).live().filter(mine)


def _in_scope(acting: Acting) -> Q:
    scope = scope_of(acting.role)
    if scope == REGION:
        return Q()
    place = getattr(acting, f"{scope}_id")
    return Q(**{f"{scope}_id": place}) if place else Q(pk__in=[])


def _holders_of(role: Any, today: date) -> QuerySet[RoleAssignment]:
    """Live holders of a role where the outer obligation lies."""
    roles = {scope: [name for name, held in SCOPE_OF_ROLE.items() if held == scope] for scope in SCOPE_OF_ROLE.values()}
    place = Q(role__in=roles.pop(REGION))
    for scope, names in roles.items():
        place |= Q(role__in=names, **{f"{scope}_id": OuterRef(f"{scope}_id")})
    return RoleAssignment.objects.filter(place, role=role, region_id=OuterRef("region_id")).live(today)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Ready lines, the nearest day first; what stands still is last, with no day, and leads to where it goes on."""
    rows = owed_by(acting, today).with_pause().select_related("rule", "district", "area")
    rows = rows.annotate(principal_name=_principal_name())
    rows = rows.order_by(F("paused_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")[:MOST]
    yield Asks(rows)
    for row in rows:
        duty = duty_of(row, code_only=row.is_code_only, detail=_place(row))
        yield _still(duty, row) if row.paused_on else duty


def _still(duty: Duty, row: Obligation) -> Duty:
    detail = ". ".join(part for part in (duty.detail, standing_words(row)) if part)
    if row.is_code_only:  # type: ignore[attr-defined]
        return replace(duty, due_on=None, detail=detail, is_paused=True)
    own = {"url": _own_page(row), "button": _("Öppna fristen")}
    return replace(duty, due_on=None, detail=detail, is_paused=True, **own)


def _own_page(row: Obligation) -> str:
    return reverse("obligations:certificate", args=[row.pk])


def duty_of(row: Obligation, *, code_only: bool = False, detail: str = "") -> Duty:
    """The line of the start page; its rule has been read with the row."""
    return Duty(
        title=title_of(row.code, row.rule.words, code_only=code_only),
        url=action_url(row),
        button=button_of(row.code, code_only=code_only),
        due_on=row.due_on,
        detail=detail,
        code=row.subject_code,
        about=about_of(row.code),
    )


def clocks_beside(acting: Acting, codes: Collection[str], subjects: QuerySet) -> QuerySet[Obligation]:
    """What the unit owes of these subjects, for those who do not owe it by their role: they are told there already."""
    rows = Obligation.objects.live().filter(region_id=acting.region_id, unit_id=acting.unit_id, code__in=codes)
    rows = rows.filter(subject_id__in=subjects).exclude(owner_role=acting.role).filter(paused_on__isnull=True)
    return rows.select_related("rule").order_by(F("due_on").asc(nulls_last=True), "pk")


def _principal_name() -> Case:
    """Asked of the few rows that a whole principal owes: joined, every principal would be read for each row."""
    named = Principal.objects.filter(pk=OuterRef("principal_id")).values("name")
    return Case(When(principal_id__isnull=False, then=Subquery(named)))


def _place(row: Any) -> str:
    """The district; the area or the principal for what belongs to the whole of it."""
    place = row.district or row.area
    return place.name if place else row.principal_name or ""


def action_url(obligation: Obligation) -> str:
    """Where the next step is taken; the clock's own page when its app has said no place.

    Who is told the code alone can't go to the case: the app says where somebody is found who can.
    """
    if getattr(obligation, "is_code_only", False):
        return reverse(code_only_url(obligation.code))
    for arguments in ([obligation.subject_id], []):
        with suppress(NoReverseMatch):
            return reverse(obligation.action_url_name, args=arguments)
    return _own_page(obligation)
