"""Template filters of the printed documents."""

from django import template

register = template.Library()
GROUP = 8


@register.filter
def grouped(text: str) -> str:
    """A long seal in groups of eight, so that two papers can be compared by eye."""
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
