"""The four colours by which a region's documents are known. The rest of the look is everybody's."""

import re
from dataclasses import asdict, dataclass

COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


@dataclass(frozen=True)
class Theme:
    """Colours as `#rrggbb`; anything else is refused, since they are written into a style sheet."""

    accent: str = "#2d4690"
    accent_strong: str = "#1e3270"
    accent_tint: str = "#ebeef8"
    on_accent: str = "#ffffff"

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not COLOUR.fullmatch(value):
                raise ValueError(f"{name} is no colour")

    def variables(self) -> dict[str, str]:
        """The colours as CSS custom properties."""
        return {"--" + name.replace("_", "-"): value for name, value in asdict(self).items()}
