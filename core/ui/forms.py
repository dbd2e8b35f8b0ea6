"""Forms that keep what was typed, and say what is wrong and how to mend it. [design, security 10]"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy, ngettext

from core.errors import Refused
from core.textguard import is_childless, likely_child
from core.ui.fields import LONGEST_TEXT, DayField, LongText, ManyPicks, Picks
from core.ui.texts import clean_data

__all__ = ["AboutForm", "DayField", "FilterForm", "Form", "LongText", "ManyPicks", "Picks"]

SENTENCES = {
    forms.ChoiceField: {
        "required": gettext_lazy("Välj ett svar på ”%(label)s”."),
        "invalid_choice": gettext_lazy("Välj ett av alternativen på ”%(label)s”."),
    },
    forms.MultipleChoiceField: {"required": gettext_lazy("Välj minst ett svar på ”%(label)s”.")},
    forms.ModelChoiceField: {
        "required": gettext_lazy("Välj ett svar på ”%(label)s”."),
        "invalid_choice": gettext_lazy("Välj ett av alternativen på ”%(label)s”."),
    },
    forms.ModelMultipleChoiceField: {"required": gettext_lazy("Välj minst ett svar på ”%(label)s”.")},
    forms.BooleanField: {"required": gettext_lazy("Kryssa i rutan om det stämmer: %(label)s.")},
    forms.FileField: {"required": gettext_lazy("Välj en fil.")},
    forms.IntegerField: {"invalid": gettext_lazy("Skriv ett heltal, med siffror, på ”%(label)s”.")},
    forms.EmailField: {"invalid": gettext_lazy("Skriv en hel e-postadress, till exempel namn@exempel.se.")},
    forms.TimeField: {"invalid": gettext_lazy("Skriv ”%(label)s” med siffror, till exempel 13.00.")},
    forms.DateField: {"required": gettext_lazy("Ange ett datum för ”%(label)s”.")},
    forms.Field: {"required": gettext_lazy("Fyll i ”%(label)s”.")},
}
TOO_LONG = gettext_lazy("Texten på ”%(label)s” är %(show_value)d tecken. Högst %(limit_value)d får plats. Korta den.")
HEADINGS = {
    2: gettext_lazy("Två svar behöver rättas"),
    3: gettext_lazy("Tre svar behöver rättas"),
    4: gettext_lazy("Fyra svar behöver rättas"),
    5: gettext_lazy("Fem svar behöver rättas"),
    6: gettext_lazy("Sex svar behöver rättas"),
    7: gettext_lazy("Sju svar behöver rättas"),
    8: gettext_lazy("Åtta svar behöver rättas"),
    9: gettext_lazy("Nio svar behöver rättas"),
    10: gettext_lazy("Tio svar behöver rättas"),
    11: gettext_lazy("Elva svar behöver rättas"),
    12: gettext_lazy("Tolv svar behöver rättas"),
}
OR_SAY_SO = gettext_lazy("Stämmer det inte kryssar du i rutan.")
NO_CHILD = gettext_lazy("Jag har läst igenom. Texten visar inte vem något barn är.")
PLACEHOLDERS = {"invalid_choice", "max_length"}  # messages that Django fills with values afterwards


class Form(forms.Form):
    """Base of all our forms: text cleaned on its way in, Swedish sentences, at most 20,000 characters a field.

    Where no child may be named, a text that may name one is asked about, and let through with a yes. A text that saves
    itself is never refused for that: it is told beside the text (`sections`).
    """

    use_required_attribute = False  # the server says what is missing, in words and in the summary
    marks_optional = True

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(clean_data(data), *args, **kwargs)
        for name, field in self.fields.items():
            self.add(name, field)
        self.asks_about_child = False
        if is_childless(self) and "version" not in self.fields and any(self._free_texts()):
            self.add("no_child", forms.BooleanField(label=NO_CHILD, required=False))
            self.asks_about_child = bool(self.is_bound and self.data.get("no_child"))

    def _free_texts(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, LongText)]

    def _post_clean(self) -> None:
        """After a form's own questions; the yes is ours, and no answer of the form's."""
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.pop("no_child", True):
            return
        for name in self._free_texts():
            if sentence := likely_child(str(self.cleaned_data.get(name) or "")):
                self.asks_about_child = True
                self.add_error(name, f"{sentence} {OR_SAY_SO}")

    def choice_rows(self) -> list[QuerySet]:
        """What the choices of this form are read from, for `access.together`."""
        asking = [field for field in self.fields.values() if isinstance(field, forms.ModelChoiceField)]
        return [field.queryset for field in asking if field.queryset is not None]

    def facts(self) -> Any:
        """What was answered, as the service takes it."""
        return dict(self.cleaned_data)

    def add(self, name: str, field: forms.Field) -> None:
        """A field known first when the form is made, with the same limits and sentences as the others."""
        self.fields[name] = field
        _limit(field)
        _keep(field)
        _speak(field, str(field.label or name.replace("_", " ").capitalize()))

    def ask(self, name: str, label: Any) -> None:
        """Another question for the same answer, in what is said of the answer too."""
        field = self.fields[name]
        before, field.label = str(field.label), str(label)
        for code, sentence in field.error_messages.items():
            field.error_messages[code] = str(sentence).replace(before, field.label)

    def take(self, refused: Refused) -> None:
        """Put a service's refusal beside the field it names, or on the whole form."""
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, ValidationError(str(refused)))

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields to draw, in order; a form may keep one back until it has come to that."""
        return [field for field in self.visible_fields() if field.name != "no_child" or self.asks_about_child]

    @property
    def faults(self) -> list[dict[str, str]]:
        """Each error as a sentence and the id of the control to go to («» for errors of the whole form)."""
        lines = []
        for name in (NON_FIELD_ERRORS, *self.fields):  # in the order of the page, whoever found them
            target = "" if name == NON_FIELD_ERRORS else _control_id(self[name])
            lines += [{"target": target, "sentence": str(sentence)} for sentence in self.errors.get(name, ())]
        return lines

    @property
    def faults_heading(self) -> str:
        count = len(self.faults)
        if count in HEADINGS:
            return str(HEADINGS[count])
        return ngettext("Ett svar behöver rättas", "%(n)d svar behöver rättas", count) % {"n": count}


class AboutForm(Form):
    """A verb's form on a thing that is there already; with no field of its own it asks for a yes and nothing more."""

    def __init__(self, about: Any, *args: Any, **kwargs: Any) -> None:
        self.about = about
        super().__init__(*args, **kwargs)


class FilterForm(Form):
    """The filters of a list: every field may be empty and what makes no sense is left out.

    `lookups` maps field to a lookup of the queryset; override `apply` where that is not enough.
    """

    marks_optional = False
    lookups: dict[str, str] = {}
    saved: Iterable[Any] = ()  # what the reader has kept on this list, see `pages.keep_saved`

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__({} if data is None else data, *args, **kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, by field name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [], ())}

    def apply(self, rows: QuerySet) -> QuerySet:
        return rows.filter(**{self.lookups[name]: value for name, value in self.chosen.items() if name in self.lookups})


class KeptChoices(ModelChoiceIterator):
    """Rows to choose from, read once for the form; Django's own asks a server-side cursor each time. [perf gate 10]"""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for row in self.queryset:
            yield self.choice(row)


def _keep(field: forms.Field) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.iterator = KeptChoices
        field.widget.choices = field.choices


class _Length(MaxLengthValidator):
    """Of what was read: a key or a number is as long as it is written."""

    def clean(self, value: Any) -> int:
        return len(value if isinstance(value, str) else str(value))


def _limit(field: forms.Field) -> None:
    """A length for every text, told by a counter and by the server; the browser must not cut what is pasted."""
    if not isinstance(field, forms.CharField) or isinstance(field, forms.FileField):
        return
    if field.max_length is None:
        field.max_length = LONGEST_TEXT
        field.validators.append(_Length(LONGEST_TEXT))
    field.widget.attrs.pop("maxlength", None)
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["data-max"] = field.max_length


def _speak(field: forms.Field, label: str) -> None:
    """Our sentence for each error the field keeps Django's own words for."""
    usual = {
        code: text
        for cls in reversed(type(field).__mro__)
        for code, text in getattr(cls, "default_error_messages", {}).items()
    }
    for cls in type(field).__mro__:
        for code, sentence in SENTENCES.get(cls, {}).items():
            if code in usual and field.error_messages.get(code) == usual[code]:
                field.error_messages[code] = _with_label(sentence, label, code)
    if isinstance(field, forms.CharField):
        field.error_messages.setdefault("max_length", _with_label(TOO_LONG, label, "max_length"))


def _with_label(sentence: Any, label: str, code: str) -> str:
    """The label put in; other placeholders are left for the validator to fill."""
    return str(sentence).replace("%(label)s", label.replace("%", "%%") if code in PLACEHOLDERS else label)


def _control_id(bound: forms.BoundField) -> str:
    """What the summary links to: the control, the first of several, or the one hidden value's row."""
    if bound.use_fieldset and bound.auto_id:
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id or ""
