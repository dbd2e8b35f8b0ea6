"""What is asked about a pattern."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.access import Acting
from core.ui import dates
from core.ui.forms import Form, LongText
from core.ui.said import said
from deviations.forms import NamesForm
from deviations.models import DeviationPattern
from deviations.patterns import policies
from groups.assignments.forms import ProposeForm
from groups.meetings.models import Meeting


class WordsForm(NamesForm):
    """The words that the pattern has already, to be written anew."""

    def __init__(self, _acting: Acting, pattern: DeviationPattern, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(pattern, name) for name in self.guarded}


class DescribeForm(WordsForm):
    summary = LongText(
        label=_("Vad har avvikelserna gemensamt?"),
        rows=6,
        help_text=_("Skriv så att ingen plats, person eller enskild händelse går att känna igen."),
    )
    guarded = ("summary",)


class RaiseForm(Form):
    meeting = forms.ModelChoiceField(label=_("Vilket möte?"), queryset=Meeting.objects.none(), empty_label=_("Välj"))

    def __init__(self, acting: Acting, _pattern: DeviationPattern, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = policies.meetings_ahead(acting)
        self.fields["meeting"].label_from_instance = lambda one: (
            f"{said(one.forum.name)}, {dates.moment(one.starts_at)}"
        )


class MergeForm(Form):
    into = forms.ModelChoiceField(
        label=_("Vilket mönster hör avvikelserna till?"),
        queryset=DeviationPattern.objects.none(),
        empty_label=_("Välj"),
    )

    def __init__(self, acting: Acting, pattern: DeviationPattern, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = policies.visible_patterns(acting).exclude(pk=pattern.pk).order_by("name", "id")


class PublishForm(WordsForm):
    learned = LongText(
        label=_("Vad har ni lärt er?"),
        rows=6,
        help_text=_("Inga namn och inga enskilda händelser."),
    )
    guarded = ("learned",)


class WorkForm(ProposeForm):
    def __init__(self, acting: Acting, pattern: DeviationPattern, *args: Any, **kwargs: Any) -> None:
        super().__init__(policies.regional_group(acting), *args, **kwargs)
        self.initial |= {"title": pattern.name, "text": pattern.summary}
