from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """The clock: rules, obligations, proofs."""

    name = "core.obligations"
    label = "obligations"
