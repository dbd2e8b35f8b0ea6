from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The year's figures and the report made of them."""

    name = "followup"
    label = "followup"
