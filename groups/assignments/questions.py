"""The pages of one question each about an assignment; the next step stands first. [SM-7]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions, never
from groups.assignments import forms, policies, services, states
from groups.assignments.models import Task


def _at(move: states.Move):
    def waits(task: Task) -> bool:
        return move.allowed_from(task.status)

    return waits


PROPOSE = Question(
    _("Föreslå ett uppdrag"),
    _("%(forum)s beslutar på ett möte om uppdraget ska ges."),
    _("Spara förslaget"),
    _("Förslaget är sparat."),
    forms.ProposeForm,
    services.propose,
    policies.can_propose,
)
QUESTIONS: Questions = {
    "ge": Question(
        _("Ge uppdraget"),
        _("Den mottagande gruppen får besked. Tiden fram till redovisningen börjar löpa."),
        _("Ge uppdraget"),
        _("Uppdraget är givet."),
        forms.GiveForm,
        services.give,
        policies.can_give,
        _at(states.GIVE),
    ),
    "borja": Question(
        _("Börja arbetet"),
        _("Planen visas för båda grupperna."),
        _("Börja"),
        _("Uppdraget pågår."),
        forms.BeginForm,
        services.begin,
        policies.can_begin,
        _at(states.BEGIN),
    ),
    "redovisa": Question(
        _("Redovisa uppdraget"),
        _("Den grupp som gav uppdraget får besked och tar ställning till resultatet."),
        _("Redovisa"),
        _("Uppdraget är redovisat."),
        forms.ReportForm,
        services.report,
        policies.can_report,
        _at(states.REPORT),
    ),
    "delredovisa": Question(
        _("Skriv en delredovisning"),
        _("Den står kvar som den skrevs."),
        _("Spara"),
        _("Delredovisningen är sparad."),
        forms.ProgressForm,
        services.note_progress,
        policies.can_report,
        _at(states.REPORT),
        never,
    ),
    "godkann": Question(
        _("Godkänn resultatet"),
        _("Sedan återstår att besluta om det och göra det känt."),
        _("Godkänn"),
        _("Resultatet är godkänt."),
        AboutForm,
        services.approve,
        policies.can_approve,
        _at(states.APPROVE),
    ),
    "lamna-tillbaka": Question(
        _("Lämna tillbaka uppdraget"),
        _("Den mottagande gruppen arbetar vidare till en ny dag."),
        _("Lämna tillbaka"),
        _("Uppdraget är lämnat tillbaka."),
        forms.HandBackForm,
        services.hand_back,
        policies.can_hand_back,
        _at(states.HAND_BACK),
        never,
    ),
    "avsluta": Question(
        _("Avsluta uppdraget"),
        _("Uppdraget är klart när det som kom ut av det är beslutat och känt."),
        _("Avsluta"),
        _("Uppdraget är avslutat."),
        forms.CloseForm,
        services.close,
        policies.can_close,
        _at(states.CLOSE),
    ),
    "aterta": Question(
        _("Ta tillbaka uppdraget"),
        _("Den mottagande gruppen får besked. Uppdraget står kvar i listan som återtaget."),
        _("Ta tillbaka"),
        _("Uppdraget är återtaget."),
        forms.CancelForm,
        services.cancel,
        policies.can_cancel,
        _at(states.CANCEL),
        never,
    ),
}
