"""Ask the portal in this container whether it is well, as the proxy would."""

import os
import sys
import urllib.request

question = urllib.request.Request(
    "http://127.0.0.1:8000/healthz",
    headers={"Host": os.environ["BUS_ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"},
)
with urllib.request.urlopen(question, timeout=4) as answer:  # noqa: S310  (a fixed address)
    sys.exit(answer.status != 200)
