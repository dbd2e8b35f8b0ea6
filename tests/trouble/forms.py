"""What stands in the pages' forms."""

import html
import re

TEXT = "Skolan kallade till möte tre gånger. Ingen kom från mottagningen, och ingen svarade på frågan om varför."


def token_in(page):
    return {"csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]}


def given_back(page):
    """What the answer's own form would send."""
    form = page.split('class="kept"')[1].split("</section>")[0]
    return {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
