"""Others around the child. [G-006, G-008]"""

from dataclasses import fields

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Picks
from sip.children.choices import Relation
from sip.children.forms.about import AboutChild, AppointedFields, SpeakingFields
from sip.children.models import APPOINTED, Guardian
from sip.children.services.persons import PersonFacts


class PersonForm(SpeakingFields, AppointedFields, AboutChild):
    name = forms.CharField(label=_("Namn"), max_length=200)
    relation = forms.ChoiceField(label=_("Vem är personen för barnet?"), choices=Relation.choices, widget=Picks)
    described = forms.CharField(
        label=_("Med egna ord"), help_text=_("Till exempel mormor eller styvpappa."), max_length=100, required=False
    )
    stands_for = forms.ModelChoiceField(
        label=_("I vems ställe bestämmer företrädaren?"),
        queryset=Guardian.objects.none(),
        required=False,
        empty_label=_("I alla vårdnadshavares ställe"),
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    may_take_part = forms.BooleanField(
        label=_("Får delta när barnets stöd planeras"),
        help_text=_("Om det är lämpligt och barnet inte har något emot det."),
        required=False,
    )
    child_objects = forms.BooleanField(label=_("Barnet vill inte att personen är med"), required=False)

    def __init__(self, acting, child, *args, person=None, **kwargs):
        kwargs["initial"] = {"may_take_part": True}
        if person is not None:
            kwargs["initial"] = {one.name: getattr(person, one.name) for one in fields(PersonFacts)}
        super().__init__(acting, child, *args, **kwargs)
        guardians = child.guardians.filter(valid_to__isnull=True).order_by("created_at")
        self.fields["stands_for"].queryset = guardians
        self.fields["stands_for"].label_from_instance = lambda one: one.name
        self.order_fields(
            ["name", "relation", "described", *APPOINTED, "stands_for", "phone", "may_take_part", "child_objects"]
        )

    def facts(self) -> dict:
        return {"facts": PersonFacts(**self.cleaned_data)}
