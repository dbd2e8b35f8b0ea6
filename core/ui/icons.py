"""Icons from the one sprite `static/ui/icons.svg` (lucide names). Decoration unless given a label."""

from functools import lru_cache
from typing import Any

from django.core.signals import setting_changed
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=1)
def sprite() -> str:
    """The sprite's address, with its hash in production."""
    return static("ui/icons.svg")


def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """`name` is a symbol of the sprite; with `label` it is an image with that name, without it is decoration."""
    return _icon(name, str(label), css)


@lru_cache(maxsize=512)
def _icon(name: str, label: str, css: str) -> SafeString:
    classes = f"icon {css}".strip()
    hidden = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(f'<svg class="{escape(classes)}" {hidden}><use href="{sprite()}#{escape(name)}"></use></svg>')  # noqa: S308


def forget(**kwargs: Any) -> None:
    """Settings changed under us (tests): ask for the address again."""
    sprite.cache_clear()
    _icon.cache_clear()


setting_changed.connect(forget)
