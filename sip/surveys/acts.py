"""What the log calls each act on the survey. Answering is nobody's act: the log has that the code's row changed."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "survey.read": _("Öppnade enkäten efter mötet"),
    "survey.handed_out": _("Lämnade ut enkäten efter mötet"),
    "survey.on_tablet": _("Lämnade över plattan för enkäten"),
    "survey.printed": _("Hämtade enkätens blad"),
}
