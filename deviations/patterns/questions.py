"""The pages of one question each about a pattern; the next step stands first."""

from django.utils.translation import gettext_lazy as _

from core.ui.questions import Question, Questions, never
from deviations.patterns import forms, policies, services

QUESTIONS: Questions = {
    "beskriv": Question(
        _("Beskriv mönstret"),
        _("Det här är vad regionala gruppen får läsa. Avvikelsernas egna texter följer inte med."),
        _("Spara beskrivningen"),
        _("Beskrivningen är sparad."),
        forms.DescribeForm,
        services.describe,
        policies.can_gather,
        is_next=lambda pattern: not pattern.summary,
    ),
    "lyft": Question(
        _("Lyft till regionala gruppen"),
        _("Mönstret blir en punkt på dagordningen. De avvikelser som handläggs följer med."),
        _("Sätt upp på dagordningen"),
        _("Mönstret står på dagordningen."),
        forms.RaiseForm,
        services.raise_pattern,
        policies.can_raise,
        lambda pattern: bool(pattern.summary),
    ),
    "uppdrag": Question(
        _("Föreslå ett uppdrag"),
        _("Regionala gruppen beslutar på ett möte om uppdraget ska ges."),
        _("Spara förslaget"),
        _("Förslaget är sparat."),
        forms.WorkForm,
        services.ask_for_work,
        policies.can_ask_for_work,
        is_next=never,
    ),
    "publicera": Question(
        _("Berätta vad ni har lärt er"),
        _("Texten visas för alla som arbetar i regionen."),
        _("Publicera"),
        _("Lärdomen är publicerad."),
        forms.PublishForm,
        services.publish,
        policies.can_gather,
        is_next=lambda pattern: pattern.raised_on is not None and not pattern.published_on,
    ),
    "sla-ihop": Question(
        _("Slå ihop med ett annat mönster"),
        _("Avvikelserna flyttas till det andra mönstret. Det går inte att ångra."),
        _("Slå ihop"),
        _("Mönstren är hopslagna."),
        forms.MergeForm,
        services.merge_pattern,
        policies.can_gather,
        is_next=never,
    ),
}
