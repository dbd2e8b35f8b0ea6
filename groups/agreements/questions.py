"""The pages of one question each: about an agreement, a party, someone who was asked; the next step first. [SM-6]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions, never
from groups.agreements import forms, policies, states
from groups.agreements.services import consulting, drafting, ending, following, signing

S = states.S


def _in(statuses):
    return lambda agreement: agreement.status in statuses


def _has_asked(agreement) -> bool:
    known = agreement.__dict__.get("has_asked")
    return known if known is not None else agreement.consulted.exists()


BEGIN = Question(
    _("Börja på en överenskommelse"),
    _("Först prövar ni om en skriftlig överenskommelse behövs. Sedan skriver ni den kapitel för kapitel."),
    _("Börja"),
    _("Utkastet är påbörjat."),
    forms.DraftForm,
    drafting.draft,
    policies.can_draft,
)
QUESTIONS: Questions = {
    "tillfraga": Question(
        _("Lägg till någon att fråga"),
        _("Parterna, fristående skolor, intresseorganisationer, barn och vårdnadshavare ska få säga sitt."),
        _("Lägg till"),
        _("Den är tillagd."),
        forms.AskForm,
        consulting.ask,
        policies.can_arrange,
        _in(states.BEING_WRITTEN),
        lambda agreement: agreement.status == S.DRAFT and not _has_asked(agreement),
    ),
    "remiss": Question(
        _("Skicka på remiss"),
        _("De som tillfrågas får läsa utkastet och svara. Ni kan ändra i texten så länge."),
        _("Skicka på remiss"),
        _("Utkastet är skickat på remiss."),
        forms.RemitForm,
        consulting.remit,
        policies.can_remit,
        _in(states.REMIT.sources),
        _has_asked,
    ),
    "till-parterna": Question(
        _("Skicka till parterna"),
        _(
            "Texten låses. När alla parter har skrivit under eller beslutat gäller överenskommelsen. "
            "De som är utsedda i portalen får besked. Meddela själva övriga parter."
        ),
        _("Skicka till parterna"),
        _("Överenskommelsen är skickad till parterna."),
        AboutForm,
        signing.send,
        policies.can_send,
        _in(states.SEND.sources),
    ),
    "ny-version": Question(
        _("Börja på en ny version"),
        _(
            "Den nya versionen börjar med samma text och samma parter. Bilagorna följer inte med, lägg till dem på "
            "nytt. Den nuvarande versionen gäller tills den nya gör det, eller till sin sista dag om den är uppsagd."
        ),
        _("Börja på en ny version"),
        _("En ny version är påbörjad."),
        AboutForm,
        ending.renew,
        policies.can_renew,
        _in(states.SUPERSEDE.sources),
        _in({S.RENEGOTIATION}),
    ),
    "namn": Question(
        _("Ändra namn och målgrupp"),
        _("Vad överenskommelsen heter och vilka den gäller."),
        _("Spara"),
        _("Det är sparat."),
        forms.RenameForm,
        drafting.rename,
        policies.can_arrange,
        _in(states.BEING_WRITTEN),
        never,
    ),
    "parter": Question(
        _("Ändra parterna"),
        _("Parterna är de huvudmän som ska skriva under eller besluta."),
        _("Spara parterna"),
        _("Parterna är sparade."),
        forms.PartiesForm,
        drafting.set_parties,
        policies.can_arrange,
        _in(states.BEING_WRITTEN),
        never,
    ),
    "skriv-om": Question(
        _("Ta tillbaka från parterna"),
        _("Texten går att ändra igen. Parterna får en ny fråga när den skickas på nytt."),
        _("Ta tillbaka"),
        _("Texten går att ändra igen."),
        AboutForm,
        signing.reopen,
        policies.can_reopen,
        _in(states.REOPEN.sources),
        never,
    ),
    "omforhandla": Question(
        _("Begär omförhandling"),
        _("Överenskommelsen gäller som förut tills en ny version gör det, eller tills den sägs upp."),
        _("Begär omförhandling"),
        _("Omförhandling är begärd."),
        forms.RenegotiateForm,
        ending.ask_for_renegotiation,
        policies.can_ask,
        _in(states.ASK.sources),
        never,
    ),
    "ta-tillbaka-begaran": Question(
        _("Ta tillbaka begäran om omförhandling"),
        _("Överenskommelsen gäller som den är."),
        _("Ta tillbaka begäran"),
        _("Begäran är tillbakatagen."),
        AboutForm,
        ending.withdraw_request,
        policies.can_withdraw,
        _in(states.WITHDRAW.sources),
        never,
    ),
    "sag-upp": Question(
        _("Säg upp överenskommelsen"),
        _(
            "Överenskommelsen gäller till och med den sista dagen. De som är utsedda i portalen får besked. "
            "Meddela själva övriga parter."
        ),
        _("Säg upp"),
        _("Överenskommelsen är uppsagd."),
        forms.NoticeForm,
        ending.give_notice,
        policies.can_terminate,
        _in(states.TERMINATE.sources),
        never,
    ),
    "utvardera": Question(
        _("Skriv in en utvärdering"),
        _("Nästa utvärdering räknas från den dag du anger."),
        _("Spara utvärderingen"),
        _("Utvärderingen är sparad."),
        forms.ReviewForm,
        following.evaluate,
        policies.can_evaluate,
        never,
    ),
    "lagg-ned": Question(
        _("Lägg ned arbetet"),
        _("Det blir ingen överenskommelse av utkastet. En tidigare version gäller som förut."),
        _("Lägg ned"),
        _("Arbetet är nedlagt."),
        forms.AbandonForm,
        ending.abandon,
        policies.can_abandon,
        _in(states.ABANDON.sources),
        never,
    ),
    "borja-om": Question(
        _("Börja om med samma text"),
        _("Ett nytt utkast får samma text och samma parter. Bilagorna följer inte med, lägg till dem på nytt."),
        _("Börja om"),
        _("Ett nytt utkast är påbörjat."),
        AboutForm,
        ending.begin_again,
        policies.can_begin_again,
        _in({S.ABANDONED}),
        never,
    ),
}
PARTY_QUESTIONS: Questions = {
    "utse": Question(
        _("Utse partens företrädare"),
        _("Den du väljer får besked när överenskommelsen skickas till parterna, eller genast om den redan är skickad."),
        _("Spara"),
        _("Det är sparat."),
        forms.AppointForm,
        drafting.appoint,
        policies.can_appoint,
    ),
    "beslut": Question(
        _("Notera partens beslut"),
        _("Överenskommelsen gäller när alla parter har beslutat."),
        _("Spara beslutet"),
        _("Beslutet är noterat."),
        forms.DecisionForm,
        signing.note_decision,
        policies.can_note_decision,
    ),
    "folj-upp": Question(
        _("Följ upp partens egen del"),
        _("Hur har ni tagit in överenskommelsen i ert kvalitetsarbete, och håller ni den? Nästa gång är om ett år."),
        _("Spara uppföljningen"),
        _("Uppföljningen är sparad."),
        forms.ReviewForm,
        following.look_at,
        policies.can_look_at,
        never,  # reached from where the page says what is to be followed
    ),
}
ASKED_QUESTIONS: Questions = {
    "svara": Question(
        _("Svara på remissen"),
        _(
            "Svaret visas för dem som ser utkastet: gruppen, de som ska skriva under och de andra som tillfrågas. "
            "Det går inte att ändra sedan."
        ),
        _("Skicka svaret"),
        _("Svaret är sparat."),
        forms.AnswerForm,
        consulting.answer,
        policies.can_answer,
    ),
    "ta-om-hand": Question(
        _("Skriv vad ni gjorde med svaret"),
        _("Den som svarade ser vad som kom av det."),
        _("Spara"),
        _("Det är sparat."),
        forms.SettleForm,
        consulting.settle,
        policies.can_settle,
    ),
}
