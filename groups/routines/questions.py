"""The pages of one question each about a routine; the next step first. [SM-6]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions, never
from groups.routines import forms, policies, states
from groups.routines.services import deciding, drafting

S = states.S


def _in(*statuses):
    return lambda version: version.status in statuses


BEGIN = Question(
    _("Börja på en rutin"),
    _("Välj vad den handlar om. Sedan skriver ni den under färdiga rubriker, eller lägger till en fil."),
    _("Börja"),
    _("Utkastet är påbörjat."),
    forms.DraftForm,
    drafting.draft,
    policies.can_draft,
)
ADAPT = Question(
    _("Anpassa rutinen till området"),
    _("Ni får ett eget utkast med samma text. När originalet ändras får den som ansvarar besked."),
    _("Börja på anpassningen"),
    _("Utkastet är påbörjat."),
    forms.AdaptForm,
    drafting.adapt,
    policies.can_adapt,
)
QUESTIONS: Questions = {
    "beslut": Question(
        _("Notera beslutet"),
        _("Texten låses. Rutinen gäller från den dag du anger, och den som gällde förut ersätts då."),
        _("Spara beslutet"),
        _("Beslutet är noterat."),
        forms.DecideForm,
        deciding.decide,
        policies.can_decide,
        _in(S.DRAFT),
    ),
    "ny-version": Question(
        _("Börja på en ny version"),
        _(
            "Den nya versionen börjar med samma text. Filerna följer inte med, lägg till dem på nytt. Den nuvarande "
            "gäller tills den nya gör det."
        ),
        _("Börja på en ny version"),
        _("En ny version är påbörjad."),
        AboutForm,
        drafting.renew,
        policies.can_renew,
        _in(S.IN_FORCE, S.WITHDRAWN),
        lambda version: version.status == S.IN_FORCE and version.is_changed,
    ),
    "galler-for": Question(
        _("Ändra vilka den gäller"),
        _("Väljer du inget gäller rutinen alla där gruppen finns."),
        _("Spara"),
        _("Det är sparat."),
        forms.CoversForm,
        drafting.set_covers,
        policies.can_arrange,
        _in(S.DRAFT),
        never,
    ),
    "namn": Question(
        _("Ändra namnet och vad som är nytt"),
        _("Vad rutinen heter, och vad som skiljer den från versionen före."),
        _("Spara"),
        _("Det är sparat."),
        forms.RenameForm,
        drafting.rename,
        policies.can_arrange,
        _in(S.DRAFT),
        never,
    ),
    "ansvarig": Question(
        _("Utse vem som ansvarar"),
        _("Den som ansvarar ser till att rutinen stämmer och får besked om det som rör den."),
        _("Spara"),
        _("Det är sparat."),
        forms.ResponsibleForm,
        drafting.appoint,
        policies.can_appoint,
        _in(S.DRAFT, S.DECIDED, S.IN_FORCE),
        never,
    ),
    "sedd-over": Question(
        _("Notera att den är genomgången"),
        _("Ni har gått igenom rutinen och den gäller som den är. Behöver den ändras börjar ni på en ny version."),
        _("Spara"),
        _("Det är noterat."),
        forms.ReviewForm,
        deciding.review,
        policies.can_review,
        _in(S.IN_FORCE),
        never,
    ),
    "upphor": Question(
        _("Låt rutinen upphöra"),
        _("Den slutar gälla genast, eller börjar aldrig gälla om dess första dag inte har kommit."),
        _("Låt den upphöra"),
        _("Det är noterat."),
        forms.ReasonForm,
        deciding.withdraw,
        policies.can_withdraw,
        _in(S.DECIDED, S.IN_FORCE),
        never,
    ),
    "lagg-ned": Question(
        _("Lägg ned utkastet"),
        _("Det går inte att ta tillbaka. En tidigare version gäller som förut."),
        _("Lägg ned"),
        _("Utkastet är nedlagt."),
        forms.ReasonForm,
        deciding.abandon,
        policies.can_abandon,
        _in(S.DRAFT),
        never,
    ),
}
