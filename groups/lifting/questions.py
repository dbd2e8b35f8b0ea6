"""The pages of one question each about a lifted question; the next step stands first. [F42]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions, never
from groups.lifting import forms, policies, services, states
from groups.lifting.models import LiftedQuestion


def _is_here(question: LiftedQuestion) -> bool:
    return question.status in states.OPEN


def _is_sent(question: LiftedQuestion) -> bool:
    return question.here is not None and states.RECEIVE.allowed_from(question.here.status)


def _is_received(question: LiftedQuestion) -> bool:
    return not _is_sent(question)


LIFT = Question(
    _("Lyft en fråga"),
    _("%(above)s får frågan från %(origin)s. Svaret kommer tillbaka hit."),
    _("Lyft frågan"),
    _("Frågan är lyft."),
    forms.LiftForm,
    services.lift,
    policies.can_lift,
)
QUESTIONS: Questions = {
    "ta-emot": Question(
        _("Ta emot frågan"),
        _("Grupperna under er ser att frågan har kommit fram."),
        _("Ta emot"),
        _("Frågan är mottagen."),
        AboutForm,
        services.receive,
        policies.can_receive,
        _is_sent,
    ),
    "svara": Question(
        _("Svara på frågan"),
        _("Svaret går till den grupp som frågade och till alla grupper på vägen."),
        _("Skicka svaret"),
        _("Frågan är besvarad."),
        forms.AnswerForm,
        services.answer,
        policies.can_answer,
        _is_here,
        _is_received,
    ),
    "dagordning": Question(
        _("Ta upp frågan på ett möte"),
        _("Frågan läggs sist på mötets dagordning. Grupperna på vägen ser vilken dag den tas upp."),
        _("Lägg till på dagordningen"),
        _("Frågan står på dagordningen."),
        forms.AgendaForm,
        services.put_on_agenda,
        policies.can_put_on_agenda,
        _is_here,
        never,
    ),
    "bered": Question(
        _("Skriv en beredning"),
        _("Beredningen står kvar som den skrevs och läses bara av er grupp."),
        _("Spara"),
        _("Beredningen är sparad."),
        forms.PrepareForm,
        services.prepare,
        policies.can_answer,
        _is_here,
        never,
    ),
    "vidare": Question(
        _("Skicka frågan vidare uppåt"),
        _("Gruppen ovanför er får frågan och en egen tid att svara. Den som frågade får veta det."),
        _("Skicka vidare"),
        _("Frågan är skickad vidare."),
        forms.PassOnForm,
        services.pass_on,
        policies.can_pass_on,
        _is_here,
        never,
    ),
    "kvittera": Question(
        _("Ta emot svaret"),
        _("Den som svarade får veta att svaret är mottaget. Då är frågan avslutad."),
        _("Ta emot svaret"),
        _("Svaret är mottaget."),
        forms.ConfirmForm,
        services.confirm,
        policies.can_confirm,
        lambda question: states.CONFIRM.allowed_from(question.status),
    ),
    "aterta": Question(
        _("Ta tillbaka frågan"),
        _("Den grupp som har frågan får besked. Frågan står kvar i listan som återtagen."),
        _("Ta tillbaka"),
        _("Frågan är återtagen."),
        forms.WithdrawForm,
        services.withdraw,
        policies.can_withdraw,
        _is_here,
        never,
    ),
}
