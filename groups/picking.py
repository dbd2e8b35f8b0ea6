"""Choose somebody by name and unit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.people.models import RoleAssignment


def who(assignment: RoleAssignment) -> str:
    place = assignment.unit.name if assignment.unit else str(assignment.get_role_display())
    return f"{assignment.person}, {place}"


def people(label, help_text="") -> forms.ModelChoiceField:
    field = forms.ModelChoiceField(
        label=label, queryset=RoleAssignment.objects.none(), required=False, empty_label=_("Ingen"), help_text=help_text
    )
    field.label_from_instance = who
    return field
