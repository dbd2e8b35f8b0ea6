"""A forum by its address, and the way back to its page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.ui.said import said
from groups import policies
from groups.models import Forum


def forum_or_404(request: HttpRequest, pk: UUID) -> Forum:
    """Among those that the acting assignment may see; hidden and missing are the same."""
    return get_object_or_404(policies.visible_forums(request.acting).select_related("area"), pk=pk)  # type: ignore[attr-defined]


def forum_url(forum: Forum) -> str:
    return reverse("groups:forum_detail", args=[forum.pk])


def year_beside() -> dict[str, str]:
    """The way to the year's meetings, for whoever is about to choose a day. [F38]"""
    return {"label": _("Se årets möten i alla grupper först"), "url": reverse("groups:county_year")}


def back_to(forum: Forum) -> dict[str, Any]:
    """What a verb's page on the forum says of where it leads back."""
    return {"back": said(forum.name), "back_url": forum_url(forum)}
