"""Ask the portal on this machine whether it is well, as the TLS proxy before it would ask: python -m ops.healthy"""

import os
import sys
import urllib.request


def is_well(port: int, hosts: str) -> bool:
    """Whether it answers; `hosts` are the names it answers to, the first of which is asked for.

    Asked otherwise it sends everybody on to https, or knows no such host.
    """
    question = urllib.request.Request(
        f"http://127.0.0.1:{port}/healthz",
        headers={"Host": hosts.split(",")[0].lstrip("."), "X-Forwarded-Proto": "https"},
    )
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy of the machine's is not asked
    try:
        with ask.open(question, timeout=4) as answer:
            return answer.status == 200
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(not is_well(8000, os.environ["BUS_ALLOWED_HOSTS"]))
