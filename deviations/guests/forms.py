"""What is asked of whoever invites, and of the one invited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.forms import DayField, Form, LongText
from deviations.forms import NamesForm


class InviteForm(Form):
    unit_name = forms.CharField(
        label=_("Vilken verksamhet bjuder du in?"),
        max_length=120,
        help_text=_("Till exempel en fristående förskola som inte använder portalen. Skriv ingen persons namn."),
    )


class GuestForm(NamesForm):
    """Three questions; the rest is for whoever makes a report of it."""

    event_on = DayField(label=_("När hände det"), latest=clock.today)
    description = LongText(
        label=_("Vad hände"),
        rows=6,
        help_text=_("Två till fem meningar räcker. Skriv ”barnet”, ”eleven” eller ”vårdnadshavaren”."),
    )
    tried = LongText(label=_("Vad har ni redan gjort"), rows=3, required=False)
    guarded = ("description", "tried")
    field_order = ("event_on", "description", "names_ok", "tried")
