"""What the one who owes a clock is asked about it: to let it stand still, to let it go on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.obligations import pausing
from core.obligations.states import WAITS
from core.ui.fields import Picks
from core.ui.forms import AboutForm
from core.ui.questions import Question


class PauseForm(AboutForm):
    reason = forms.ChoiceField(
        label=_("Varför?"),
        choices=[(one.value, one.label) for one in WAITS],
        widget=Picks,
        help_text=_("Skälet syns för alla som ser fristen."),
    )


QUESTIONS = {
    "pausa": Question(
        _("Pausa fristen"),
        _("Fristen står still från i dag tills du startar den igen. Sista dagen flyttas då fram lika många dagar."),
        _("Pausa fristen"),
        _("Fristen är pausad."),
        PauseForm,
        pausing.stand_still,
        pausing.can_pause,
        waits=lambda obligation: obligation.rule.pausable,
    ),
    "starta-igen": Question(
        _("Starta fristen igen"),
        _("Fristen löper igen från i dag. Sista dagen flyttas fram så många dagar som den har stått still."),
        _("Starta fristen igen"),
        _("Fristen löper igen."),
        AboutForm,
        pausing.go_on,
        pausing.can_resume,
    ),
}
