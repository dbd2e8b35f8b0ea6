"""Texts of the family in a template. `{% load family %}`"""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from sip.family.texts import Language

register = template.Library()


@register.simple_tag
def say(language: Language, key: str, **values: object) -> SafeString:
    """`{% say language "plan.next_meeting" when=day %}`: the text, names and days kept apart in it."""
    return language.say(key, **values)


@register.simple_tag
def written(language: Language, day: date) -> SafeString:
    """`{% written language day %}`: a day alone, as the language writes it."""
    return language.isolated(day)
