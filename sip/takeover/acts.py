"""What the log calls each act of a take-over."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "work.taken_over": _("Lämnade över en medarbetares arbete till en kollega"),
    "case.taken_over": _("Lämnade över ärendet till en kollega"),
    "case.given_back": _("Ärendet gick tillbaka när övertagandet tog slut"),
    "child.taken_over": _("Lämnade över barnet till en kollega"),
}
