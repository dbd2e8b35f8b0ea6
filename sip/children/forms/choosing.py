"""One of the own unit's children, chosen by name."""

from django import forms

from sip.children.models import Child


class ChildChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Child) -> str:
        return obj.full_name
