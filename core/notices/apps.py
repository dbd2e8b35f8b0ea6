from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """The outbox: in-app notices and mail."""

    name = "core.notices"
    label = "notices"

    def ready(self):
        from core.notices import accounts, letters, reading
        from core.people import letters as links
        from core.people import signing_in
        from core.ui import registry

        signing_in.after_change.append(accounts.tell)
        links.invited.append(letters.write_invitation)
        links.passphrase_asked.append(letters.write_passphrase_mail)
        registry.start_page.add(reading.news)
        registry.menu.add(registry.MenuEntry(_("Besked"), "notices:list", order=90))
