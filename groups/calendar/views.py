"""A meeting as a calendar's file, and the own feed: opened, shown once, taken back. [F31]"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.ui.once import send_once
from core.ui.pages import render_page
from groups.calendar import feeds, ics
from groups.calendar.feeds import Time
from groups.meetings.views import meeting_or_404


@require_GET
def meeting_ics(request, pk):
    """To put in one's calendar; fetched again after a change it replaces what stands there."""
    meeting = meeting_or_404(request, pk)
    time = Time(meeting.pk, meeting.starts_at, meeting.ends_at, meeting.status, meeting.sequence)
    return ics.file_answer(time, clock.now(), f"mote-{meeting.year}-{meeting.number}.ics")


@require_GET
def feed_page(request):
    return render_page(request, "groups/calendar.html", {"feed": feeds.own_feed(request.acting), "address": ""})


@require_POST
@send_once
def feed_open(request):
    """The address, shown this once."""
    token = feeds.open_feed(by=request.acting)
    address = settings.BASE_URL + reverse("groups:feed", args=[token])
    context = {"feed": feeds.own_feed(request.acting), "address": address}
    return render_page(request, "groups/calendar.html", context)


@require_POST
@send_once
def feed_close(request):
    feed = feeds.own_feed(request.acting)
    if feed is not None:
        feeds.close_feed(feed, by=request.acting)
        messages.success(request, _("Adressen gäller inte längre."))
    return redirect("groups:feed_page")


@require_GET
def feed(request, token):
    """What a calendar fetches by itself, signed in as nobody."""
    times = feeds.times_of(token, clock.today())
    if times is None:
        raise Http404
    return ics.feed_answer(times, clock.now())
