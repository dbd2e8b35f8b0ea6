"""A region's own colours: checked for contrast when set, served as a style sheet, with a dark pair made from them.

A region gives `accent`, `accent_strong`, `accent_tint` and `on_accent` as #rrggbb; everything else is ours.
"""

import re
from collections.abc import Mapping

HEX = re.compile(r"#[0-9a-fA-F]{6}")
NAMES = ("accent", "accent_strong", "accent_tint", "on_accent")
SHEET, DARK_SHEET, DARK_INK = "#ffffff", "#1b1e25", "#121a35"
TEXT_CONTRAST = 4.5
DARK_CONTRAST = 7.0


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio between two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`share` of the other colour in the one."""
    pairs = ((int(one[p : p + 2], 16), int(other[p : p + 2], 16)) for p in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def faults(tokens: Mapping[str, str]) -> list[str]:
    """What is wrong with a region's colours, as names of pairs; an empty list is a theme that can be read."""
    bad = [name for name in NAMES if not HEX.fullmatch(tokens.get(name, ""))]
    if bad:
        return bad
    pairs = [
        ("accent", SHEET),
        ("accent_strong", SHEET),
        ("on_accent", tokens["accent"]),
        ("accent_strong", tokens["accent_tint"]),
    ]
    pairs += [("accent", tokens["accent_tint"]), ("on_accent", tokens["accent_strong"])]
    return [f"{name} {other}" for name, other in pairs if contrast(tokens[name], other) < TEXT_CONTRAST]


def dark(tokens: Mapping[str, str]) -> dict[str, str]:
    """The same accent lightened until it reads on the dark sheet."""
    accent = tokens["accent"]
    share = next(s / 20 for s in range(21) if contrast(mix(accent, "#ffffff", s / 20), DARK_SHEET) >= DARK_CONTRAST)
    light = mix(accent, "#ffffff", share)
    return {
        "accent": light,
        "accent_strong": mix(light, "#ffffff", 0.4),
        "accent_tint": mix(DARK_SHEET, light, 0.12),
        "on_accent": DARK_INK,
    }


def stylesheet(tokens: Mapping[str, str]) -> str:
    """The four tokens in light and dark. Raises ValueError for what is not four colours that can be read."""
    if wrong := faults(tokens):
        raise ValueError(", ".join(wrong))
    return (
        f":root{{{_lines(tokens)}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{_lines(dark(tokens))}}}}}\n"
    )


def _lines(tokens: Mapping[str, str]) -> str:
    return "".join(f"--{name.replace('_', '-')}:{tokens[name]};" for name in NAMES)
