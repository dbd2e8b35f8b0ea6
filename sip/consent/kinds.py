from django.db import models
from django.utils.translation import gettext_lazy as _


class InformationKind(models.TextChoices):
    """What a consent lets be shared. [CS-03]"""

    IDENTITY = "identity", _("Barnets namn och födelsedatum")
    SITUATION = "situation", _("Det som har hänt och det som har prövats")
    SCHOOL = "school", _("Uppgifter från förskola och skola")
    SOCIAL = "social", _("Uppgifter från socialtjänsten")
    HEALTH = "health", _("Uppgifter från hälso- och sjukvården")
