"""The report's six questions, what each verb asks for, and the filter of the queue."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock, traces
from core.access import Acting
from core.organisations.models import Area, Unit
from core.regions.profile import Profile, profile_of
from core.regions.shapes import Option
from core.ui.forms import DayField, FilterForm, Form, LongText, Picks
from core.ui.said import said
from deviations import policies
from deviations.choices import NOT_SORTED, UNSORTED, Effect, Kind, WithdrawReason
from deviations.models import DeviationAction
from deviations.places import units_by_area
from deviations.querysets import DeviationReportQuerySet
from deviations.services.sending import Written
from deviations.services.texts import NamesLikely
from deviations.states import ENDED, OPEN, SETTLED

NO_NAMES = _("Jag har läst igenom. Texten visar inte vem barnet är.")


class NamesForm(Form):
    """A form whose texts are guarded: when a name is likely it shows where, and takes a yes. [facts 9.23]"""

    names_ok = forms.BooleanField(label=NO_NAMES, required=False)
    guarded: tuple[str, ...] = ()

    def __init__(self, *args, known: Iterable[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        if self.field_order is None:  # the yes stands after the texts it is about
            names = [name for name in self.fields if name != "names_ok"]
            names.insert(names.index(self.guarded[-1]) + 1, "names_ok")
            self.order_fields(names)
        self.known = list(known)
        self.asks_about_names = bool(self.is_bound and self.data.get("names_ok"))

    def take(self, refused):
        self.asks_about_names = self.asks_about_names or isinstance(refused, NamesLikely)
        super().take(refused)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields to draw: the yes only where it is asked for."""
        return [field for field in super().questions if field.name != "names_ok" or self.asks_about_names]

    def traces(self) -> dict[str, list[dict[str, str]]]:
        """For each guarded field what may show who the child is, and what to write instead."""
        if not self.asks_about_names:
            return {}
        found = {name: traces.likely_names(str(self.data.get(name, "")), self.known) for name in self.guarded}
        return {
            name: [{"text": one.text, "instead": one.instead or ""} for one in here]
            for name, here in found.items()
            if here
        }

    def reworded(self) -> dict[str, Any]:
        """What was typed with likely names changed into other words."""
        data = {name: self.data.get(name, "") for name in self.fields}
        for name in self.guarded:
            text = str(data[name])
            data[name] = traces.replaced(text, traces.likely_names(text, self.known))
        data["names_ok"] = ""
        return data

    def facts(self) -> dict[str, Any]:
        """The cleaned answers by the names the service takes."""
        kept = dict(self.cleaned_data)
        kept["names_confirmed"] = kept.pop("names_ok")
        return kept


class ToldForm(NamesForm):
    """What whoever was there tells."""

    event_on = DayField(label=_("När hände det"), latest=clock.today)
    description = LongText(
        label=_("Vad hände"),
        rows=6,
        help_text=_("Två till fem meningar räcker. Skriv ”barnet”, ”eleven” eller ”vårdnadshavaren”."),
    )
    tried = LongText(label=_("Vad har ni redan gjort"), rows=3, required=False)
    guarded = ("description", "tried")


class ReportForm(ToldForm):
    """Six questions; unit, area and day come filled in, and so does a category that another app's link knows."""

    counterpart = forms.ChoiceField(label=_("Vilken verksamhet gäller det"))
    kind = forms.ChoiceField(label=_("Vad gäller det"), widget=Picks, choices=Kind.choices, initial=Kind.SHORTCOMING)
    category = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    effect = forms.ChoiceField(label=_("Vad blev följden för barnet"), widget=Picks(two=True), choices=Effect.choices)
    field_order = ("event_on", "counterpart", "kind", "description", "names_ok", "effect", "tried")

    def __init__(self, acting: Acting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._places = units_by_area(acting, clock.today())
        self._units = {f"{unit.pk}:{area.pk}": (unit, area) for area, units in self._places for unit in units}
        self.fields["counterpart"].choices = self._unit_choices()
        profile = profile_of(acting.region_id)
        self.fields["category"].choices = [(option.key, option.key) for option in profile.deviation_categories]
        self.known = [
            acting.unit_name,
            *(area.name for area, _units in self._places),
            *(unit.name for unit, _area in self._units.values()),
        ]

    def _unit_choices(self) -> list:
        """One list, or one for each area when the reporter's unit serves several. [S-05]"""
        groups = [(area.name, [(f"{unit.pk}:{area.pk}", unit.name) for unit in units]) for area, units in self._places]
        rows = groups if len(groups) > 1 else [row for _name, units in groups for row in units]
        return [("", _t("Välj verksamhet")), *rows]

    def begin(self, said: Mapping[str, str]) -> None:
        """What another app's link knows already: the day, the unit, the category. Words never; the unknown is left."""
        units = [key for key, (unit, _area) in self._units.items() if str(unit.pk) == said.get("verksamhet")]
        unit = units[0] if units else ""
        known = {"event_on": said.get("dag"), "category": said.get("kategori"), "counterpart": unit}
        for name, answer in known.items():
            with suppress(forms.ValidationError):
                self.initial[name] = self.fields[name].clean(answer)

    @property
    def has_anybody(self) -> bool:
        """There is another unit to report about."""
        return bool(self._units)

    def written(self) -> Written:
        unit, area = self._units[self.cleaned_data["counterpart"]]
        return Written(
            event_on=self.cleaned_data["event_on"],
            area=area,
            counterparts=(unit,),
            kind=self.cleaned_data["kind"],
            category=self.cleaned_data["category"] or UNSORTED,
            description=self.cleaned_data["description"],
            effect=self.cleaned_data["effect"],
            tried=self.cleaned_data["tried"],
        )

    def answers(self) -> dict[str, str]:
        """What was typed so far, for the draft."""
        return {name: str(self.data.get(name, "")) for name in self.fields if name != "names_ok"}


class SolutionForm(NamesForm):
    solution = LongText(
        label=_("Hur löstes det"), rows=4, help_text=_("Skriv vad ni kom fram till och vad som ändras. Inga namn.")
    )
    guarded = ("solution",)


class WordsForm(NamesForm):
    """One text with the move."""

    text = LongText(label=_("Varför"), rows=3)
    guarded = ("text",)


class ForumForm(WordsForm):
    text = LongText(
        label=_("Varför behöver individforum ta upp frågan"),
        rows=3,
        help_text=_("Frågan ska gälla ett enskilt barn. Ärendet i individforum startas för sig."),
    )


class LiftForm(WordsForm):
    text = LongText(label=_("Varför lyfts frågan"), rows=3)


class AnswerForm(WordsForm):
    text = LongText(
        label=_("Svaret"),
        rows=5,
        help_text=_("Skriv vad ni har kommit fram till och vad som händer nu. Inga namn på barn."),
    )


class AssignmentForm(WordsForm):
    text = LongText(label=_("Vilket uppdrag gavs, till vem och till när"), rows=4)


class CompletionForm(WordsForm):
    text = LongText(label=_("Svar på frågan"), rows=4)


class QuestionForm(NamesForm):
    question = LongText(label=_("Vad behöver ni veta"), rows=3)
    guarded = ("question",)


class PrincipledForm(NamesForm):
    reason = LongText(
        label=_("Varför är frågan principiell"),
        rows=3,
        help_text=_("Den ska gälla mer än ett enskilt barn, till exempel ett ansvar som är oklart för många."),
    )
    suggestion = LongText(label=_("Förslag"), rows=3, required=False)
    guarded = ("reason", "suggestion")


class SubmitForm(NamesForm):
    suggestion = LongText(
        label=_("Förslag"), rows=3, required=False, help_text=_("Vad hade behövts för att det skulle fungera?")
    )
    guarded = ("suggestion",)


class AddForm(WordsForm):
    text = LongText(label=_("Vad vill du lägga till"), rows=3, help_text=_("Det som redan står ändras inte."))


class AccountForm(WordsForm):
    text = LongText(
        label=_("Hur ser ni på det som hände"),
        rows=4,
        help_text=_("Alla som kan se anmälan läser det. Inga namn."),
    )


class ConfirmForm(WordsForm):
    text = LongText(label=_("Vill du säga något om svaret"), rows=2, required=False)


class SortForm(Form):
    kind = forms.ChoiceField(label=_("Vad gäller det"), choices=Kind.choices)
    category = forms.ChoiceField(label=_("Slag"))
    cause = forms.ChoiceField(label=_("Orsak"), required=False)

    def __init__(self, *args, profile: Profile, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _t("Välj slag")), *_said(profile.deviation_categories)]
        self.fields["cause"].choices = [("", _t("Inte utrett")), *_said(profile.deviation_causes or ())]


def _said(options: Iterable[Option]) -> list[tuple[str, str]]:
    return [(option.key, said(option.label)) for option in options]


class ActionForm(NamesForm):
    text = LongText(label=_("Vad ska göras"), rows=2)
    unit = forms.ChoiceField(label=_("Vem gör det"))
    due_on = DayField(label=_("Klart senast"), earliest=clock.today)
    guarded = ("text",)

    def __init__(self, *args, units: Iterable[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(unit.pk), unit.name) for unit in units]


class DoneForm(NamesForm):
    action = forms.ChoiceField(label=_("Vilken åtgärd"), widget=Picks)
    outcome = LongText(label=_("Hur gick det"), rows=2, help_text=_("Skriv också om den inte blir av, och varför."))
    guarded = ("outcome",)

    def __init__(self, *args, waiting: Iterable[DeviationAction], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [(str(one.pk), one.text) for one in waiting]
        if len(self.fields["action"].choices) == 1:
            self.initial.setdefault("action", self.fields["action"].choices[0][0])


class MergeForm(Form):
    code = forms.CharField(
        label=_("Koden för den andra avvikelsen"), max_length=12, help_text=_("Den här avslutas och räknas inte.")
    )


class ReviewForm(Form):
    category = forms.ChoiceField(label=_("Slag"))
    pattern = forms.CharField(
        label=_("Mönster"), max_length=100, help_text=_("Det som flera avvikelser har gemensamt, i några ord.")
    )

    def __init__(self, *args, profile: Profile, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = _said(profile.deviation_categories)


class CloseForm(NamesForm):
    feedback = LongText(
        label=_("Svar till den som anmälde och till gruppen"),
        rows=4,
        required=False,
        help_text=_("Behövs när inget svar har getts tidigare."),
    )
    guarded = ("feedback",)


class WithdrawForm(Form):
    reason = forms.ChoiceField(label=_("Varför tar du tillbaka den"), widget=Picks, choices=WithdrawReason.choices)


class ReceiveForm(Form):
    """Nothing to fill in."""


class GrantForm(Form):
    to = forms.EmailField(label=_("E-postadress i arbetet"), help_text=_("Personen måste ha ett konto i regionen."))
    reason = forms.CharField(label=_("Varför behöver personen läsa anmälan"), max_length=300)
    until = DayField(label=_("Till och med"), earliest=clock.today)


class QueueFilter(FilterForm):
    """Which reports the queue shows: those that wait for me unless told otherwise."""

    lage = forms.ChoiceField(
        label=_("Läge"),
        choices=[("", _("Väntar på dig")), ("oppna", _("Alla pågående")), ("klara", _("Besvarade och avslutade"))],
    )
    omrade = forms.ModelChoiceField(label=_("Område"), queryset=Area.objects.none(), empty_label=_("Alla områden"))
    slag = forms.ChoiceField(label=_("Slag"))
    galler = forms.ChoiceField(label=_("Gäller"), choices=[("", _("Allt")), *Kind.choices])

    def __init__(self, acting: Acting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.acting = acting
        self.fields["omrade"].queryset = Area.objects.filter(region_id=acting.region_id).order_by("name")
        options = profile_of(acting.region_id).deviation_categories
        self.fields["slag"].choices = [("", _("Alla slag")), *_said(options), (UNSORTED, said(NOT_SORTED))]

    def rows(self) -> DeviationReportQuerySet:
        """The reports asked for, each of them visible."""
        chosen = self.chosen
        if not chosen.get("lage"):
            found = policies.waiting_for(self.acting)
        else:
            states = OPEN if chosen["lage"] == "oppna" else ENDED | SETTLED
            found = policies.visible_reports(self.acting).filter(status__in=states)
        if chosen.get("omrade"):
            found = found.filter(area=chosen["omrade"])
        if chosen.get("slag"):
            same = Q(reviewed_category=chosen["slag"]) | Q(reviewed_category="", category=chosen["slag"])
            found = found.filter(same)
        if chosen.get("galler"):
            found = found.filter(kind=chosen["galler"])
        return found
