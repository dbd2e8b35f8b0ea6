"""What is asked about a pattern."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui import dates
from core.ui.forms import LongText
from core.ui.said import said
from deviations.forms import NamesForm
from deviations.models import DeviationPattern
from deviations.patterns import policies
from groups.assignments.forms import ProposeForm
from groups.meetings.models import Meeting


class AboutPattern(NamesForm):
    """A form that is told whom it serves and which pattern it is about."""

    def __init__(self, acting: Any, pattern: DeviationPattern, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.guarded:
            del self.fields["names_ok"]
        self.told(acting, pattern)

    def told(self, acting: Any, pattern: DeviationPattern) -> None:
        """What the form begins with."""

    def facts(self) -> dict[str, Any]:
        return super().facts() if self.guarded else dict(self.cleaned_data)


class DescribeForm(AboutPattern):
    summary = LongText(
        label=_("Vad har avvikelserna gemensamt?"),
        rows=6,
        help_text=_(
            "Gruppen läser det här. Skriv så att ingen plats, person eller enskild händelse går att känna igen."
        ),
    )
    guarded = ("summary",)

    def told(self, acting, pattern):
        self.initial["summary"] = pattern.summary


class RaiseForm(AboutPattern):
    meeting = forms.ModelChoiceField(label=_("Vilket möte?"), queryset=Meeting.objects.none(), empty_label=_("Välj"))

    def told(self, acting, pattern):
        self.fields["meeting"].queryset = policies.meetings_ahead(acting)
        self.fields["meeting"].label_from_instance = lambda one: (
            f"{said(one.forum.name)}, {dates.moment(one.starts_at)}"
        )


class MergeForm(AboutPattern):
    into = forms.ModelChoiceField(
        label=_("Vilket mönster hör det till?"), queryset=DeviationPattern.objects.none(), empty_label=_("Välj")
    )

    def told(self, acting, pattern):
        self.fields["into"].queryset = policies.visible_patterns(acting).exclude(pk=pattern.pk).order_by("name", "id")


class PublishForm(AboutPattern):
    learned = LongText(
        label=_("Vad har ni lärt er?"),
        rows=6,
        help_text=_("Alla i regionen läser det. Inga namn, inga enskilda händelser."),
    )
    guarded = ("learned",)

    def told(self, acting, pattern):
        self.initial["learned"] = pattern.learned


class WorkForm(ProposeForm):
    def __init__(self, acting: Any, pattern: DeviationPattern, *args: Any, **kwargs: Any) -> None:
        super().__init__(policies.regional_group(acting), *args, **kwargs)
        self.initial |= {"title": pattern.name, "text": pattern.summary}
