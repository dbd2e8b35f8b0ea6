"""Who may see, register and look after a child's record. [security 1-2, domain 2]"""

from datetime import date
from typing import TypeVar

from django.db.models import BooleanField, Exists, ExpressionWrapper, Model, OuterRef, Q, QuerySet

from core.access import Acting, within
from core.roles import CASE_ROLES
from sip.children.models import (
    Child,
    ChildIdentifier,
    ChildPerson,
    ExpectedBirth,
    Guardian,
    GuardianBar,
    NumberChange,
    ProtectedData,
)
from sip.children.querysets import in_force
from sip.children.states import CONFIRM

Row = TypeVar("Row", bound=Model)


def visible_children(acting: Acting) -> QuerySet[Child]:
    """The own principal's children whom the acting assignment works with now. Row security holds the rule."""
    return Child.objects.filter(within("id", "visible_child_ids"), region_id=acting.region_id)


def without_expected_no_longer(children: QuerySet[Child]) -> QuerySet[Child]:
    """For the list: there nobody meets a child that is expected no longer; who looks for it finds it. [G-018]"""
    ended = ExpectedBirth.objects.filter(child_id=OuterRef("pk"), ended_on__isnull=False)
    return children.exclude(Exists(ended), given_name="", birth_date=None)


def is_expected_no_longer(child: Child) -> bool:
    """Of one that is born, by name or by day, nothing is asked."""
    return child.is_expected and any(birth.ended_on for birth in child.expected_births.all())


def with_protection(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """With `has_protection`, as the own record says, and `is_protected`: what every list and page must know, also when
    only another unit may read why. [facts 9.33, P-62]
    """
    protection = Exists(ProtectedData.objects.filter(in_force(on), child_id=OuterRef("pk")))
    secret = Q(within("id", "secret_stay_child_ids"))
    known = ExpressionWrapper(Q(protection) | secret, output_field=BooleanField())
    return children.annotate(has_protection=protection, is_protected=known)


def _of_visible_child(acting: Acting, model: type[Row]) -> QuerySet[Row]:
    manager: QuerySet[Row] = model._default_manager.all()
    return manager.filter(within("child_id", "visible_child_ids"), region_id=acting.region_id)


def visible_identifiers(acting: Acting) -> QuerySet[ChildIdentifier]:
    return _of_visible_child(acting, ChildIdentifier)


def visible_number_changes(acting: Acting) -> QuerySet[NumberChange]:
    return _of_visible_child(acting, NumberChange)


def visible_guardians(acting: Acting) -> QuerySet[Guardian]:
    return _of_visible_child(acting, Guardian)


def visible_bars(acting: Acting) -> QuerySet[GuardianBar]:
    """What each guardian may not be told, read by all who see the child: they are the ones who must keep it."""
    return _of_visible_child(acting, GuardianBar)


def visible_persons(acting: Acting) -> QuerySet[ChildPerson]:
    return _of_visible_child(acting, ChildPerson)


def visible_protections(acting: Acting) -> QuerySet[ProtectedData]:
    return _of_visible_child(acting, ProtectedData)


def can_register_child(acting: Acting) -> bool:
    """Who: those who meet children in their work, for the principal of their unit. [domain 2]"""
    return acting.is_user and acting.role in CASE_ROLES and acting.unit_id is not None


def can_work_with_child(acting: Acting, child: Child) -> bool:
    """Who: the same, of a child that they see now. Its record, its persons, its needs."""
    return can_register_child(acting) and visible_children(acting).filter(pk=child.pk).exists()


def can_begin_with_child(acting: Acting, child: Child) -> bool:
    """Who: the same. When: while it is expected, and once it is born; not when it is expected no longer. [G-018]"""
    return can_work_with_child(acting, child) and not is_expected_no_longer(child)


def can_decide_number(acting: Acting, change: NumberChange) -> bool:
    """Who: another person of the unit where the change was entered. When: while it waits. [facts 9.34]

    A person who holds two assignments is one person.
    """
    return (
        CONFIRM.allowed_from(change.status)
        and can_register_child(acting)
        and acting.unit_id == change.unit_id
        and acting.person_id != change.proposed_by.person_id
        and visible_number_changes(acting).filter(pk=change.pk).exists()
    )
