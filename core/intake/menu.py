"""Where an administrator finds the way in."""

from django.utils.translation import gettext_lazy as _

from core.intake.policies import is_administrator
from core.ui import registry

registry.menu.add(registry.MenuEntry(_("Läs in från fil"), "intake:start", shown_to=is_administrator, order=812))
