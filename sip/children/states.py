"""The one thing about a child that waits for a second person. [facts 9.34]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class ChangeStatus(models.TextChoices):
    PROPOSED = "proposed", _("Väntar på en andra person")
    CONFIRMED = "confirmed", _("Bekräftad")
    REJECTED = "rejected", _("Avvisad")


CONFIRM = Transition({ChangeStatus.PROPOSED}, ChangeStatus.CONFIRMED)  # facts 9.34
REJECT = Transition({ChangeStatus.PROPOSED}, ChangeStatus.REJECTED)  # facts 9.34
