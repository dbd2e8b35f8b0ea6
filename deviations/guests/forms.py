"""What is asked of whoever invites, and of the one invited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form
from deviations.forms import ToldForm


class InviteForm(Form):
    unit_name = forms.CharField(
        label=_("Vilken verksamhet bjuder du in?"),
        max_length=120,
        help_text=_("Till exempel en fristående förskola som inte använder portalen. Skriv ingen persons namn."),
    )


class GuestForm(ToldForm):
    """Three questions; the rest is for whoever makes a report of it."""
