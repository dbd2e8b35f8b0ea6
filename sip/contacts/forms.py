"""Which colleague is let in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.people.models import RoleAssignment
from sip.children.forms.about import AboutChild
from sip.contacts.policies import possible_colleagues


class LetInForm(AboutChild):
    colleague = forms.ModelChoiceField(
        label=_("Vilken kollega?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj")
    )

    def __init__(self, acting, child, *args, **kwargs):
        super().__init__(acting, child, *args, **kwargs)
        field = self.fields["colleague"]
        field.queryset = possible_colleagues(acting, child)
        field.label_from_instance = lambda one: str(one.person)
