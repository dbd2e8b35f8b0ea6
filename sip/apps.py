from django.apps import AppConfig


class SipConfig(AppConfig):
    """Collaboration around one child."""

    name = "sip"

    def ready(self):
        from sip import shown

        shown.register()
