"""What may be done with an ask, by the slug of its page. [F104]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, never
from sip.pool import forms, policies, services

QUESTIONS: dict[str, Question] = {
    "hjalp": Question(
        _("Bestäm vem som hjälper till"),
        _("Du själv eller en annan av områdets SIP-samordnare. Den som har frågat får veta det."),
        _("Spara"),
        _("Sparat. Den som har frågat får veta det."),
        forms.AssignForm,
        services.assign,
        policies.can_assign,
        is_next=lambda ask: ask.coordinator_id is None,
    ),
    "nej": Question(
        _("Säg nej"),
        _("Den som har frågat får veta varför."),
        _("Säg nej"),
        _("Svaret är skickat."),
        forms.DeclineForm,
        services.decline,
        policies.can_decline,
        is_next=never,
    ),
    "aterta": Question(
        _("Återta frågan"),
        _("Ni behöver inte hjälpen längre."),
        _("Återta"),
        _("Frågan är återtagen."),
        AboutForm,
        services.withdraw,
        policies.can_withdraw,
        is_next=never,
    ),
}
