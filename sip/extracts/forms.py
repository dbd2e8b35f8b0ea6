"""Input about extracts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.again import ConfirmMixin
from core.ui.forms import DayField, FilterForm, Form, Picks
from sip.extracts.states import (
    GROUNDS,
    OPEN,
    Choice,
    ExtendReason,
    ExtractStatus,
    Ground,
    Kind,
    Manner,
    Receiver,
    RefuseReason,
    RevokeReason,
)

WORDS = 500


class ExtractFilter(FilterForm):
    lage = forms.ChoiceField(label=_("Läge"), choices=[("", _("Pågår")), *ExtractStatus.choices, ("alla", _("Alla"))])

    def apply(self, rows):
        chosen = self.chosen.get("lage", "")
        if chosen == "alla":
            return rows
        return rows.filter(status__in=[chosen] if chosen else OPEN)


class FindForm(Form):
    marks_optional = False
    words = forms.CharField(
        label=_("Barnets personnummer eller koden på ett av barnets ärenden"),
        help_text=_("Bara barn i den egna huvudmannens register hittas."),
        max_length=20,
    )


class BuildForm(ConfirmMixin, Form):
    """For whom, and of what. `people`: the child and its guardians, as `policies.people_of` tells them."""

    marks_optional = False
    kind = forms.ChoiceField(
        label=_("Vad gäller begäran?"), choices=[(one.value, one.label) for one in (Kind.REGISTER, Kind.LOG)],
        widget=Picks(),
    )  # fmt: skip
    receiver = forms.ChoiceField(label=_("Vem ska få utdraget?"), widget=Picks())
    asked_on = DayField(label=_("Vilken dag kom begäran?"), initial=clock.today)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        roles = {"child": _("barnet"), "guardian": _("vårdnadshavare")}
        self.fields["receiver"].choices = [(str(pk), f"{name}, {roles[who]}") for who, pk, name in people]
        self.child_id = next(pk for who, pk, _name in people if who == "child")

    def facts(self) -> dict:
        chosen = {str(self.child_id): None}.get(self.cleaned_data["receiver"], self.cleaned_data["receiver"])
        return {"kind": self.cleaned_data["kind"], "asked_on": self.cleaned_data["asked_on"], "guardian": chosen}


class ConfirmForm(ConfirmMixin, Form):
    """Only asks again who sits there, when that was long ago."""

    marks_optional = False


class DecideForm(Form):
    marks_optional = False
    choice = forms.ChoiceField(label=_("Ska mottagaren få uppgiften?"), choices=Choice.choices, widget=Picks())
    ground = forms.ChoiceField(
        label=_("På vilken grund?"),
        choices=[
            ("", _("Välj en grund")),
            *((str(choice.label), [(one.value, one.label) for one in Ground if one in GROUNDS[choice]])
            for choice in Choice),
        ],
    )  # fmt: skip


class HandOutForm(Form):
    marks_optional = False
    manner = forms.ChoiceField(label=_("Hur lämnades utdraget?"), widget=Picks())
    on = DayField(label=_("Vilken dag?"), initial=clock.today)

    def __init__(self, *args, receiver, **kwargs):
        super().__init__(*args, **kwargs)
        to_archive = receiver == Receiver.ARCHIVE
        fitting = [one for one in Manner if (one == Manner.OWN_ARCHIVE) == to_archive]
        self.fields["manner"].choices = [(one.value, one.label) for one in fitting]


class ExtendForm(Form):
    marks_optional = False
    reason = forms.ChoiceField(label=_("Varför behövs mer tid?"), choices=ExtendReason.choices, widget=Picks())
    told_on = DayField(
        label=_("Vilken dag fick den som frågat veta det, och varför?"), help_text=_("Inom en månad från begäran.")
    )
    until = DayField(label=_("Till vilken dag behövs tiden?"), help_text=_("Högst två månader till."))


class _EndForm(Form):
    marks_optional = False
    reason = forms.ChoiceField(label=_("Varför?"), widget=Picks())
    words = forms.CharField(
        label=_("Skälet med egna ord"), help_text=_("Skriv inget om barnet."), max_length=WORDS, required=False
    )


class RefuseForm(_EndForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = RefuseReason.choices


class RevokeForm(_EndForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = RevokeReason.choices
