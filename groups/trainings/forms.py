"""What is asked of something held together, and of the course about SIP. [F50]"""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.forms import AboutForm, DayField, FilterForm, LongText, Picks
from groups.trainings import policies
from groups.trainings.models import TrainingKind
from groups.trainings.services import Held

MOST = 9_999


class TrainingForm(AboutForm):
    """How many came is asked of each principal that has anybody in the group."""

    title = forms.CharField(label=_("Vad hölls?"), max_length=200, help_text=_("Till exempel Utbildning i SIP."))
    kind = forms.ChoiceField(label=_("Vad är det?"), choices=TrainingKind.choices, widget=Picks)
    held_on = DayField(label=_("Vilken dag?"), latest=clock.today)
    text = LongText(label=_("Vad gav det?"), max_length=2000, rows=3, required=False)

    def __init__(self, forum, *args, **kwargs):
        super().__init__(forum, *args, **kwargs)
        self.principals = policies.principals_of(forum, clock.today())
        for one in self.principals:
            label = _now("Hur många kom från %(principal)s?") % {"principal": one.name}
            self.add(f"from_{one.pk}", forms.IntegerField(label=label, min_value=0, max_value=MOST, required=False))

    def facts(self) -> dict:
        data = self.cleaned_data
        people = {one.pk: data[f"from_{one.pk}"] or 0 for one in self.principals}
        return {"held": Held(data["kind"], data["title"], data["held_on"], people, data["text"])}


class CourseForm(AboutForm):
    staff = forms.IntegerField(label=_("Hur många hos er ska gå kursen?"), min_value=1, max_value=MOST)
    taken = forms.IntegerField(label=_("Hur många har gått den?"), min_value=0, max_value=MOST)


class TrainingFilter(FilterForm):
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label=_("Slag"), choices=[("", _("Alla")), *TrainingKind.choices])
    lookups = {"year": "held_on__year", "kind": "kind"}
