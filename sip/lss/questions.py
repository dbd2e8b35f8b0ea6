"""What may be done with an offer, by the slug of its page; what is next comes first. [P-51]"""

from django.utils.translation import gettext_lazy as _

from core.ui.questions import Question, never
from sip.lss import forms, policies, services
from sip.lss.states import OfferStatus

QUESTIONS: dict[str, Question] = {
    "erbjud": Question(
        _("Notera att planen har erbjudits"),
        _("Den som får en insats enligt LSS ska samtidigt erbjudas en plan, och kan be om en när som helst."),
        _("Spara erbjudandet"),
        _("Erbjudandet är noterat. Nu väntar ni på familjens svar."),
        forms.DayForm,
        services.offer_plan,
        policies.can_offer,
        is_next=lambda offer: offer.status == OfferStatus.OWED,
    ),
    "svar": Question(
        _("Notera familjens svar"),
        _("Ett nej är inget hinder: planen kan erbjudas igen, och familjen kan be om den när som helst."),
        _("Spara svaret"),
        _("Svaret är noterat."),
        forms.AnswerForm,
        services.note_answer,
        policies.can_answer,
    ),
    "plan": Question(
        _("Notera planen enligt LSS"),
        _("Här står bara att planen finns och när den ses över. Innehållet står i planen, aldrig här."),
        _("Spara planen"),
        _("Planen är noterad."),
        forms.PlanForm,
        services.note_plan,
        policies.can_note_plan,
    ),
    "underratta": Question(
        _("Notera att regionen är underrättad"),
        _("Kommun och region berättar för varandra om planer enligt LSS."),
        _("Spara dagen"),
        _("Underrättelsen är noterad."),
        forms.DayForm,
        services.note_told,
        policies.can_tell,
    ),
    "oversyn": Question(
        _("Notera att planen har setts över"),
        _("En plan enligt LSS ses över fortlöpande, minst en gång om året."),
        _("Spara översynen"),
        _("Översynen är noterad."),
        forms.ReviewForm,
        services.note_review,
        policies.can_review,
    ),
    "avsluta": Question(
        _("Avsluta erbjudandet eller planen"),
        _("Påminnelserna här upphör. En plan bland barnets andra planer står kvar där, med sina påminnelser."),
        _("Avsluta"),
        _("Det är avslutat."),
        forms.EndForm,
        services.end_offer,
        policies.can_end,
        is_next=never,
    ),
}
