"""How one talks with a person so that it is understood. [facts 9.36]"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Speaks(models.Model):
    """Which interpreter a person needs, and what else has to be arranged."""

    interpreter_language = models.CharField(_("Behöver tolk på"), max_length=60, blank=True, default="")
    dialect = models.CharField(_("Dialekt"), max_length=60, blank=True, default="")
    sign_language = models.BooleanField(_("Behöver teckenspråkstolk"), default=False)
    adaptations = models.CharField(_("Annat som behöver anpassas"), max_length=500, blank=True, default="")

    class Meta:
        abstract = True


SPEAKING = ("interpreter_language", "dialect", "sign_language", "adaptations")
