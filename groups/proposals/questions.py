"""The pages of one question each about a proposed item. [F32]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions
from groups.proposals import forms, policies, services

PROPOSE = Question(
    _("Föreslå en punkt till dagordningen"),
    _("Den som leder gruppen tar in punkten, skjuter upp den eller säger nej med ett skäl. Du får besked."),
    _("Skicka förslaget"),
    _("Förslaget är skickat."),
    forms.ProposeForm,
    services.propose,
    policies.can_propose,
)
QUESTIONS: Questions = {
    "ta-in": Question(
        _("Ta in på dagordningen"),
        _("Punkten hamnar sist på dagordningen. Den som föreslog den får besked."),
        _("Ta in punkten"),
        _("Punkten står på dagordningen."),
        forms.TakeInForm,
        services.take_in,
        policies.can_take_in,
    ),
    "skjut-upp": Question(
        _("Ta upp senare"),
        _("Förslaget står kvar i listan. Den som föreslog det får besked."),
        _("Skjut upp"),
        _("Förslaget tas upp senare."),
        forms.DeferForm,
        services.defer,
        policies.can_defer,
    ),
    "avboj": Question(
        _("Ta inte upp"),
        _("Den som föreslog punkten får veta varför."),
        _("Säg nej"),
        _("Beskedet är skickat."),
        forms.TurnDownForm,
        services.turn_down,
        policies.can_turn_down,
    ),
    "dra-tillbaka": Question(
        _("Dra tillbaka förslaget"),
        "",
        _("Dra tillbaka"),
        _("Förslaget är tillbakadraget."),
        AboutForm,
        services.take_back,
        policies.can_take_back,
    ),
}
