"""SM-4: the states of a consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class ConsentStatus(models.TextChoices):
    REQUESTED = "requested", _("Väntar på svar")
    GIVEN = "given", _("Lämnat")
    REFUSED = "refused", _("Nekat")
    USED = "used", _("Använt")
    EXPIRED = "expired", _("Gäller inte längre")
    WITHDRAWN = "withdrawn", _("Återkallat")


C = ConsentStatus
GIVE = Transition({C.REQUESTED}, C.GIVEN)  # [001:L345-347]
REFUSE = Transition({C.REQUESTED}, C.REFUSED)
USE = Transition({C.GIVEN}, C.USED)  # CS-10
EXPIRE = Transition({C.GIVEN}, C.EXPIRED)
WITHDRAW = Transition({C.REQUESTED, C.GIVEN}, C.WITHDRAWN)  # CS-20


class Purpose(models.TextChoices):
    FORUM_OCCASION = "forum_occasion", _("Ett möte i individforum")
    STEERING_ESCALATION = "steering_escalation", _("Att berörda chefer beslutar")
    SIP = "sip", _("Att göra och följa en SIP tillsammans")
    INFORMATION_TRANSFER = "information_transfer", _("Att lämna uppgifter till andra verksamheter")
    UNBORN = "unborn", _("Att lämna uppgifter innan barnet är fött")


OF_A_FORUM = (Purpose.FORUM_OCCASION, Purpose.STEERING_ESCALATION)
TRANSFERS = frozenset({Purpose.INFORMATION_TRANSFER, Purpose.UNBORN})  # [6.2, CS-03, CS-13]


class Form(models.TextChoices):
    """On the screen it is asked for, and given when all who must have signed there: as good as written."""

    WRITTEN = "written", _("Skriftligt")
    SCREEN = "screen", _("Underskrift på skärmen")
    ORAL = "oral", _("Muntligt")


class WordForm(models.TextChoices):
    """How a giver took the consent back: in either form, at any time. [CS-20]"""

    ORAL = "oral", _("Muntligt")
    WRITTEN = "written", _("Skriftligt")


class ChildView(models.TextChoices):
    """The child's own view is asked for apart from the consent; not asked is a visible answer. [facts 9.7]"""

    HEARD = "heard", _("Barnet har sagt sin mening")
    OTHERWISE = "otherwise", _("Barnets mening är inhämtad på annat sätt")
    NOT_ASKED = "not_asked", _("Barnet har inte tillfrågats")


class Signatories(models.TextChoices):
    """Who must give the consent, and the exceptions in law. [facts 9.6]"""

    ALL_GUARDIANS = "all_guardians", _("Alla vårdnadshavare")
    ONE_GUARDIAN = "one_guardian", _("En vårdnadshavare räcker enligt regionens regel")
    GUARDIANS_AND_CHILD = "guardians_and_child", _("Alla vårdnadshavare och barnet självt")
    INDIVIDUAL = "individual", _("Personen har fyllt 18 år och samtycker själv")
    SOLE_CUSTODY = "sole_custody", _("En vårdnadshavare har ensam vårdnad")
    PREVENTED = "prevented", _("Den ena vårdnadshavaren är förhindrad och det kan inte vänta")
    BOARD_DECISION = "board_decision", _("Socialnämnden har beslutat att en vårdnadshavares samtycke räcker")
    PROTECTED_HOME = "protected_home", _("Barnet bor i skyddat boende")
    CHILD_ALONE = "child_alone", _("Barnet samtycker ensamt efter bedömd mognad")


EVERYBODY = frozenset({Signatories.ALL_GUARDIANS, Signatories.GUARDIANS_AND_CHILD})  # each who is asked says yes
AS_WRITTEN = frozenset({Form.WRITTEN, Form.SCREEN})  # CS-05
DECIDED = frozenset({Signatories.BOARD_DECISION, Signatories.PROTECTED_HOME})  # by the board: FB 6:13 a, 2024:79
WITHOUT_GUARDIANS = frozenset({Signatories.INDIVIDUAL, Signatories.CHILD_ALONE})
