from django.utils.translation import gettext_lazy as _

from core.audit.policies import can_review
from core.ui import registry

registry.menu.add(registry.MenuEntry(_("Granska loggen"), "audit:review", shown_to=can_review, order=900))
