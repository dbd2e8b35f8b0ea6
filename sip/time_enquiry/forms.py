"""Which times to suggest to whom; which of them suit. [P-83b]"""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.people.models import RoleAssignment
from core.ui import dates
from core.ui.forms import DayField, Form, ManyPicks
from sip.cases.forms import CaseForm
from sip.individual_forum.forms import ManagerChoice, TimeField, one_from_each
from sip.individual_forum.policies import callable_managers
from sip.time_enquiry.models import TimeQuestion

TIMES = (1, 2, 3)


class EnquiryForm(CaseForm):
    managers = ManagerChoice(label=_("Vilka chefer frågas?"), queryset=RoleAssignment.objects.none(), widget=ManyPicks)
    reply_by = DayField(label=_("När behöver du svaret?"), earliest=clock.today)

    def __init__(self, case, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        managers = callable_managers(case)
        self.fields["managers"].queryset = managers
        for number in TIMES:
            required = number == 1
            day = DayField(label=_now("Tid %(n)d: dag") % {"n": number}, earliest=clock.today, required=required)
            self.add(f"day_{number}", day)
            hour = TimeField(label=_now("Tid %(n)d: klockan") % {"n": number}, required=required)
            hour.help_text = hour.help_text if required else ""
            self.add(f"at_{number}", hour)
        self.initial = {"managers": one_from_each(managers), "at_1": time(13), **self.initial}
        self.order_fields([*(f"{part}_{n}" for n in TIMES for part in ("day", "at")), "reply_by", "managers"])

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The day and the hour of each time, which stand side by side."""
        return [(self[f"day_{number}"], self[f"at_{number}"]) for number in TIMES]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for number in TIMES[1:]:
            day, at = cleaned.get(f"day_{number}"), cleaned.get(f"at_{number}")
            if day and not at and f"at_{number}" not in self.errors:
                self.add_error(f"at_{number}", _("Skriv klockslaget också."))
            if at and not day and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", _("Välj dagen också."))
        return cleaned

    def facts(self) -> dict:
        data = self.cleaned_data
        pairs = [(data[f"day_{number}"], data[f"at_{number}"]) for number in TIMES]
        times = [timezone.make_aware(datetime.combine(day, at)) for day, at in pairs if day and at]
        return {"managers": data["managers"], "times": times, "reply_by": data["reply_by"]}


class AnswerForm(Form):
    marks_optional = False  # none chosen is an answer
    suits = forms.MultipleChoiceField(
        label=_("Vilka tider passar?"),
        help_text=_("Välj alla som passar. Passar ingen, skicka svaret utan att välja."),
        widget=ManyPicks,
        required=False,
    )

    def __init__(self, question: TimeQuestion, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.times = {one.isoformat(): one for one in question.times}
        self.fields["suits"].choices = [(key, dates.weekday_moment(one)) for key, one in self.times.items()]
        self.initial = {"suits": [one.isoformat() for one in question.suits or ()], **self.initial}

    def facts(self) -> dict:
        return {"suits": [self.times[key] for key in self.cleaned_data["suits"]]}
