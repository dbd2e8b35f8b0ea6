"""What the one who owes a clock is asked about it: to let it stand still, to let it go on."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import Acting
from core.obligations import pausing
from core.obligations.models import Obligation
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


PAUSE = Question(
    _("Pausa fristen"),
    _("Fristen står still från i dag tills du startar den igen. Sista dagen flyttas då fram lika många dagar."),
    _("Pausa fristen"),
    _("Fristen är pausad."),
    PauseForm,
    pausing.stand_still,
    pausing.can_pause,
)
RESUME = Question(
    _("Starta fristen igen"),
    _("Fristen löper igen från i dag. Sista dagen flyttas fram så många dagar som den har stått still."),
    _("Starta fristen igen"),
    _("Fristen löper igen."),
    AboutForm,
    pausing.go_on,
    pausing.can_resume,
)


def next_verb(acting: Acting, obligation: Obligation) -> dict[str, str] | None:
    """The button of the clock's page; none where the rule does not pause."""
    if not obligation.is_live or not obligation.rule.pausable:
        return None
    question, name, may = (
        (RESUME, "resume", pausing.can_resume) if obligation.paused_on else (PAUSE, "pause", pausing.can_pause)
    )
    if not may(acting, obligation):
        return None
    return {"label": str(question.title), "url": reverse(f"obligations:{name}", args=[obligation.pk])}
