"""The words for the act."""

from django.utils.translation import gettext_lazy

ACTS = {"forum_decision.weighed": gettext_lazy("Noterade hur barnets bästa är prövat i ett beslut")}
NOTICES: tuple = ()
DESCRIBES: dict = {}
DUTIES: tuple = ()
