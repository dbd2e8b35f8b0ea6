"""The words a rule is written in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleUnit(models.TextChoices):
    DAY = "day", _("dagar")
    MONTH = "month", _("månader")
    YEAR = "year", _("år")
    PER_TERM = "per_term", _("gånger per termin")
    PER_YEAR = "per_year", _("gånger per kalenderår")
    NONE = "none", _("ingen frist")


class RuleCalendar(models.TextChoices):
    CALENDAR = "calendar", _("kalenderdagar")
    WORKING = "working", _("arbetsdagar")
