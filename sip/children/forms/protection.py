"""Protected personal data: which kind, how it is known, from whom. [facts 6, 9.33, 9.34]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.forms import DayField, Picks
from sip.children.choices import ASSUMED_IDENTITY, Protection, ProtectionSource
from sip.children.forms.about import AboutChild
from sip.children.models import Guardian

KINDS = [*Protection.choices, (ASSUMED_IDENTITY, _("Fingerade personuppgifter"))]


class GuardianChoice(forms.ModelChoiceField):
    def label_from_instance(self, guardian):
        return guardian.name


class ProtectionForm(AboutChild):
    kind = forms.ChoiceField(label=_("Vilket skydd har barnet?"), choices=KINDS, widget=Picks)
    source = forms.ChoiceField(label=_("Hur vet ni det?"), choices=ProtectionSource.choices, widget=Picks)
    hidden_from = GuardianChoice(
        label=_("Skyddas barnet från en av vårdnadshavarna?"),
        help_text=_("Den vårdnadshavaren får då inte veta var barnet bor, går i skola eller träffar någon."),
        queryset=Guardian.objects.none(),
        required=False,
        empty_label=_("Nej, från någon annan"),
    )
    valid_from = DayField(label=_("Gäller från och med"), latest=clock.today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"valid_from": clock.today(), **self.initial}
        self.fields["hidden_from"].queryset = self.child.guardians.filter(valid_to__isnull=True).order_by("created_at")

    @property
    def is_assumed(self) -> bool:
        """The choice that is answered with how to go on, and kept nowhere."""
        return self.data.get("kind") == ASSUMED_IDENTITY
