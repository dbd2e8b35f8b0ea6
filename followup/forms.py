"""What a leader fills in: a text, the meeting that adopted it, leave to read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.again import ConfirmMixin
from core.ui.forms import DayField, Form, LongText
from followup.choices import Section
from followup.models.follow_up import COMMENT


class CommentForm(Form):
    section = forms.ChoiceField(
        label=_("Vad gäller det?"), choices=[("", _("Hela uppföljningen")), *Section.choices], required=False
    )
    text = LongText(
        label=_("Vad vill du säga?"),
        rows=5,
        max_length=COMMENT,
        help_text=_("Områdets grupper läser det före mötet. Skriv aldrig om ett barn."),
    )


class AdoptForm(Form):
    adopted_on = DayField(label=_("Vilken dag antog gruppen uppföljningen?"))
    meeting = forms.CharField(
        label=_("Vid vilket möte?"),
        help_text=_("Till exempel ”gruppens möte 12 februari, punkt 4”."),
        max_length=200,
    )


class ReleaseForm(ConfirmMixin, Form):
    """Nothing but the yes, and who sits there when the sign-in is old. [security 8]"""


class ReplyForm(Form):
    """The regional analysis, or the answer to the group."""

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.add("text", LongText(label=label, rows=8, help_text=_("Skriv om gruppens arbete, aldrig om ett barn.")))


class LeaveForm(Form):
    to = forms.EmailField(
        label=_("Personens e-postadress i arbetet"), help_text=_("Personen ska ha ett uppdrag i regionen.")
    )
    reason = forms.CharField(label=_("Varför behöver personen läsa utkastet?"), max_length=300)
    until = DayField(label=_("Till och med"), earliest=clock.today)
