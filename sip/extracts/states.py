"""What happens to an extract: one builds it, another reads it, then it is handed out. [security 6, facts 1.3]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.obligations.states import ChangeReason
from core.states import Transition


class Kind(models.TextChoices):
    REGISTER = "register", _("Registerutdrag")  # [GDPR 15]
    LOG = "log", _("Loggutdrag")  # [security 2 row 13, security 5]
    ARCHIVE = "archive", _("Utdrag före gallring")  # [security 6]


class Receiver(models.TextChoices):
    CHILD = "child", _("Barnet")
    GUARDIAN = "guardian", _("En vårdnadshavare")
    ARCHIVE = "archive", _("Huvudmannens arkiv")


class ExtractStatus(models.TextChoices):
    BUILT = "built", _("Väntar på en andra läsare")
    READ = "read", _("Kan lämnas ut")
    HANDED_OUT = "handed_out", _("Utlämnat")
    REFUSED = "refused", _("Lämnas inte ut")
    REVOKED = "revoked", _("Återtaget")


S = ExtractStatus
OPEN = frozenset({S.BUILT, S.READ})

DECIDE = Transition({S.BUILT}, S.BUILT)  # item by item, by the second reader [security 6]
READ = Transition({S.BUILT}, S.READ)  # what is given is frozen [security 2: staff with the task + second reader]
HAND_OUT = Transition({S.READ}, S.HANDED_OUT)  # [GDPR 15]
REFUSE = Transition({S.BUILT}, S.REFUSED)  # by the second reader, with the reason [security 6]
EXTEND = Transition(OPEN, S.BUILT)  # the clock alone moves, the extract stays as it is [GDPR 12.3]
REVOKE = Transition(OPEN, S.REVOKED)  # built wrongly, or asked for no more


class Mark(models.TextChoices):
    """Why an item needs the second reader's own word. [security 6]"""

    BARRED = "barred", _("Spärrat för mottagaren")
    SECRET_STAY = "secret_stay", _("Kan visa var barnet vistas")
    THIRD_PERSON = "third_person", _("Rör någon annan")
    UNSORTED = "unsorted", _("Text som kan röja det som är spärrat")
    TAKEN_OUT = "taken_out", _("Struket ur planen")


class Choice(models.TextChoices):
    GIVE = "give", _("Lämna ut")
    LEAVE_OUT = "leave_out", _("Lämna inte ut")


class Ground(models.TextChoices):
    """On what ground an item is given or left out; the reasons in full stand in the principal's own record."""

    KNOWN = "known", _("Mottagaren känner redan till uppgiften")
    AGREED = "agreed", _("Den som uppgiften rör har gått med på det")
    HARMLESS = "harmless", _("Ingen lider men av att uppgiften lämnas ut")
    OTHERS_HARM = "others_harm", _("Någon annan kan lida men")
    CHILDS_HARM = "childs_harm", _("Barnet kan lida betydande men")
    WHEREABOUTS = "whereabouts", _("Var barnet vistas ska inte bli känt")
    NOT_THE_CHILD = "not_the_child", _("Uppgiften rör inte barnet")


GROUNDS = {
    Choice.GIVE: frozenset({Ground.KNOWN, Ground.AGREED, Ground.HARMLESS}),
    Choice.LEAVE_OUT: frozenset({Ground.OTHERS_HARM, Ground.CHILDS_HARM, Ground.WHEREABOUTS, Ground.NOT_THE_CHILD}),
}


class Manner(models.TextChoices):
    IN_PERSON = "in_person", _("Personligen, mot legitimation")
    REGISTERED_MAIL = "registered_mail", _("Rekommenderat brev till den folkbokförda adressen")
    OWN_ARCHIVE = "own_archive", _("Till huvudmannens arkiv")


class RefuseReason(models.TextChoices):
    NOT_ENTITLED = "not_entitled", _("Den som frågar har inte rätt till uppgifterna")
    HARM = "harm", _("Barnet eller någon annan kan lida men")
    WRONG_CONTENT = "wrong_content", _("Utdraget är fel byggt")


class ExtendReason(models.TextChoices):
    """The two that the law knows. [GDPR 12.3]"""

    COMPLEX = ChangeReason.COMPLEX.value, ChangeReason.COMPLEX.label
    MANY_REQUESTS = ChangeReason.MANY_REQUESTS.value, ChangeReason.MANY_REQUESTS.label


class RevokeReason(models.TextChoices):
    NO_MORE = "no_more", _("Det behövs inte längre")
    WRONG_CHILD = "wrong_child", _("Fel barn eller fel mottagare")
    OUTDATED = "outdated", _("Något har skrivits sedan det byggdes")
