from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Organisations and people out of a file."""

    name = "core.intake"
    label = "intake"

    def ready(self) -> None:
        from core.access import fading
        from core.audit import acts
        from core.intake.fading import drafts_go
        from core.intake.words import ACTS

        acts.register(ACTS)
        fading.register("intake_intakedraft", drafts_go)
