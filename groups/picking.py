"""Choose somebody by name and unit, a decision by its number and how it begins."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.people.models import RoleAssignment
from groups.meetings.models import ForumDecision
from groups.meetings.policies import decisions_of


def who(assignment: RoleAssignment) -> str:
    place = assignment.unit.name if assignment.unit else str(assignment.get_role_display())
    return f"{assignment.person}, {place}"


def people(label: Any, help_text: Any = "") -> forms.ModelChoiceField:
    field = forms.ModelChoiceField(
        label=label, queryset=RoleAssignment.objects.none(), required=False, empty_label=_("Ingen"), help_text=help_text
    )
    field.label_from_instance = who  # type: ignore[method-assign, assignment]
    return field


class DecisionField(forms.ModelChoiceField):
    """One of those a forum has taken: `of(forum_id)` says which forum's."""

    def __init__(self, **kwargs):
        super().__init__(queryset=ForumDecision.objects.none(), **kwargs)

    def of(self, forum_id: UUID) -> None:
        self.queryset = decisions_of(forum_id)

    def label_from_instance(self, decision: ForumDecision) -> str:
        return f"{decision}, {decision.text[:80]}"
