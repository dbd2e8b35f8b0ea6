from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people add."""

    name = "core.files"
    label = "files"

    def ready(self) -> None:
        from core.audit import acts
        from core.files import checks  # noqa: F401  registers the start-up checks
        from core.files.words import ACTS, KINDS
        from core.notices import kinds

        acts.register(ACTS)
        kinds.register(*KINDS)
