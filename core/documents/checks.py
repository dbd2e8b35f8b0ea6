"""Start-up: no documents without fonts, said in a sentence instead of a crash when the first one is made."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from core.documents.process import ROOT
from core.documents.typefaces import missing_fonts


@register
def bundled_fonts(app_configs: Any, **options: Any) -> list[CheckMessage]:
    folder = ROOT / "static" / "fonts"
    missing = missing_fonts(folder)
    if not missing:
        return []
    return [
        Error(
            f"No PDF can be made: {', '.join(missing)} missing or broken in static/fonts.",
            hint="Restore static/fonts from the repository.",
            id="documents.E001",
        )
    ]
