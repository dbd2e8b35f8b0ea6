"""Why work goes over to a colleague. [facts 9.18]"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TakeoverReason(models.TextChoices):
    LEAVES = "leaves", _("Slutar eller har slutat")
    CHANGES = "changes", _("Byter enhet eller arbetsuppgifter")
    ILL = "ill", _("Är sjuk")
    LEAVE = "leave", _("Är ledig")
    SHARED = "shared", _("Arbetet fördelas om")
