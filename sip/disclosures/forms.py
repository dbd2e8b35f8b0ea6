"""Write a piece, give it, take one in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.access import Acting
from core.ui.fields import FamilyText
from core.ui.forms import Form, Picks
from sip.children.forms.choosing import ChildChoice
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.disclosures.choices import PieceKind
from sip.disclosures.services import Decided

# What one writes by itself; the need is written when a plan is started.
WRITTEN = [(kind.value, kind.label) for kind in (PieceKind.TRIED, PieceKind.VIEW, PieceKind.NEED)]


class PieceForm(Form):
    kind = forms.ChoiceField(label=_("Vad är det för underlag?"), choices=WRITTEN, widget=Picks)
    text = FamilyText(
        label=_("Underlaget"),
        help_text=_("Texten stannar hos er tills ni lämnar ut den."),
        rows=8,
    )
    reason = forms.CharField(
        label=_("Varför ändras underlaget?"),
        help_text=_("Fylls i när det finns en tidigare version. Den finns kvar."),
        max_length=300,
        required=False,
    )


class DisclosePieceForm(Form):
    """To the unit that has been chosen; the bases are those that the law offers between the two."""

    basis = forms.ChoiceField(label=_("På vilken grund lämnas underlaget ut?"), widget=Picks)
    reason = forms.CharField(
        label=_("Skälet"),
        help_text=_("Fylls i när grunden inte är samtycke."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    by_name = forms.CharField(
        label=_("Vem har beslutat?"),
        help_text=_("Fylls i när grunden inte är samtycke."),
        max_length=150,
        required=False,
    )
    by_role = forms.CharField(label=_("Beslutsfattarens befattning"), max_length=150, required=False)

    def __init__(self, bases: list[tuple[str, str]], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = bases

    def facts(self) -> dict:
        data = self.cleaned_data
        decided = Decided(reason=data["reason"], by_name=data["by_name"], by_role=data["by_role"])
        return {"basis": data["basis"], "decided": decided}


class FilePieceForm(Form):
    child = ChildChoice(
        label=_("Vilket av era barn gäller det?"),
        help_text=_("Bara er verksamhet ser kopplingen. Lämna tomt om barnet inte finns hos er."),
        queryset=Child.objects.none(),
        required=False,
        empty_label=_("Inget barn hos oss"),
    )

    def __init__(self, acting: Acting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["child"].queryset = visible_children(acting).order_by("family_name", "given_name", "id")
