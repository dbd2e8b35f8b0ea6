"""What is asked when a time is sought, and what is answered of each. [F31]"""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.ui import dates
from core.ui.fields import TimeField
from core.ui.forms import DayField, Form, Picks
from groups.polls.models import PollTime
from groups.polls.services import Question, Span
from groups.polls.states import FEWEST, MOST, Suits

NUMBERS = range(1, MOST + 1)
LENGTHS = [
    (60, pgettext_lazy("hur länge", "1 timme")),
    (90, pgettext_lazy("hur länge", "1,5 timmar")),
    (120, pgettext_lazy("hur länge", "2 timmar")),
    (180, pgettext_lazy("hur länge", "3 timmar")),
    (240, pgettext_lazy("hur länge", "4 timmar")),
]
NEED_TIME = _("Skriv när mötet börjar den dagen.")


class AskForm(Form):
    """Two to five times, all as long; an hour without a day is none."""

    minutes = forms.TypedChoiceField(label=_("Hur långt är mötet?"), choices=LENGTHS, coerce=int, initial=120)
    reply_by = DayField(label=_("När vill du ha svaren?"), earliest=clock.today)
    place = forms.CharField(label=_("Var?"), max_length=200, required=False)
    theme = forms.CharField(label=_("Tema"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in NUMBERS:
            must, n = number <= FEWEST, {"n": number}
            day = DayField(label=_now("Förslag %(n)d, dag") % n, earliest=clock.today, required=must)
            at = TimeField(label=_now("Förslag %(n)d, börjar klockan") % n, required=must, initial=time(13))
            self.add(f"day_{number}", day)
            self.add(f"at_{number}", at)
        order = [name for number in NUMBERS for name in (f"day_{number}", f"at_{number}")]
        self.order_fields([*order, "minutes", "place", "theme", "reply_by"])

    def clean(self):
        data = super().clean()
        for number in NUMBERS:
            day, at = f"day_{number}", f"at_{number}"
            if data.get(day) and not data.get(at) and at not in self.errors:
                self.add_error(at, NEED_TIME)
        return data

    def facts(self) -> dict:
        data = self.cleaned_data
        times = tuple(self._span(number) for number in NUMBERS if data.get(f"day_{number}"))
        return {"question": Question(times, data["reply_by"], data["place"], data["theme"])}

    def _span(self, number: int) -> Span:
        data = self.cleaned_data
        starts = timezone.make_aware(datetime.combine(data[f"day_{number}"], data[f"at_{number}"]))
        return Span(starts, starts + timedelta(minutes=data["minutes"]), f"day_{number}")


class AnswerForm(Form):
    """Each time with its three answers; what was said before stands."""

    def __init__(self, times, said, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.times = list(times)
        for one in self.times:
            self.add(f"time_{one.pk}", forms.ChoiceField(label=span(one), choices=Suits.choices, widget=Picks))
            if one.pk in said:
                self.initial.setdefault(f"time_{one.pk}", said[one.pk])

    def facts(self) -> dict:
        return {"suits": {one.pk: self.cleaned_data[f"time_{one.pk}"] for one in self.times}}


def span(time: PollTime) -> str:
    """«torsdag 12 mars 2026 kl. 13.00–15.00»."""
    return f"{dates.weekday_moment(time.starts_at)}–{dates.clock_time(time.ends_at).removeprefix('kl. ')}"
