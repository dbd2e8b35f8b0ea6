"""Reports made ready for their templates: the record, the queue, who sees."""

from deviations.pages.guests import guest_row
from deviations.pages.queue import queue_page
from deviations.pages.record import own_row, record, verb_form

__all__ = ["guest_row", "own_row", "queue_page", "record", "verb_form"]
