from django.apps import AppConfig


class SipConfig(AppConfig):
    """Collaboration around one child."""

    name = "sip"
