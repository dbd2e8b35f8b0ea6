"""The parsed page made ready for print: charts get their colours and their whole text alternative."""

import re
from xml.etree.ElementTree import Element, SubElement

from core.documents.failures import DocumentFailure, Failure

SVG = "{http://www.w3.org/2000/svg}"
DECORATIVE = "\ue000"  # stands as the text alternative of a picture that carries no meaning, until `finish` reads it
VARIABLE = re.compile(r"var\((--[\w-]+)\)")
DEFINITION = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
ADDRESSES = ("href", "src", "srcset", "data", "poster", "background", "{http://www.w3.org/1999/xlink}href")
FOREIGN = re.compile(r"\s*(?:(?P<scheme>[a-z][a-z0-9+.-]*):|//)", re.IGNORECASE)
LINKED = ("http", "https", "mailto")  # where a reader may be sent; nothing is fetched from there


def refuse_foreign_addresses(root: Element) -> None:
    """Raises DocumentFailure for anything that points out of `static/`, also where nobody would fetch it.

    Addresses in style sheets are met by the fetcher.
    """
    for element in root.iter():
        for name in ADDRESSES:
            foreign = FOREIGN.match(element.get(name, ""))
            if foreign and (foreign["scheme"] or "").lower() not in _allowed(element):
                raise DocumentFailure(Failure.RESOURCE_REFUSED)


def _allowed(element: Element) -> tuple[str, ...]:
    return LINKED if element.tag == "a" and "attachment" not in element.get("rel", "").lower() else ("static",)


def prepare_pictures(root: Element, chart_css: str) -> None:
    """Give each drawing its style and one text alternative; mark the ones that only decorate."""
    for image in root.iter("img"):
        if not image.get("alt"):
            image.set("alt", DECORATIVE)
    for svg in root.iter(f"{SVG}svg"):
        if chart_css:
            style = Element(f"{SVG}style")
            style.text = chart_css
            svg.insert(0, style)
        _tell(svg)


def _tell(svg: Element) -> None:
    """One `title` as WeasyPrint reads it: the finding and then the description, or the mark for decoration."""
    hidden = svg.get("aria-hidden") == "true"
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    words = [text for text in (_text(title), _text(desc)) if text]
    if title is None:
        title = SubElement(svg, f"{SVG}title")
    title.text = DECORATIVE if hidden else ". ".join(part.rstrip(". ") for part in words) + ("." if words else "")


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def resolve(css: str, theme: dict[str, str]) -> str:
    """Chart style with its custom properties written out, the theme's before its own: drawings know no `var()`."""
    values = {name: value.strip() for name, value in DEFINITION.findall(css)} | theme
    return VARIABLE.sub(lambda match: values[match[1]], css)


def put_theme(root: Element, theme: dict[str, str]) -> None:
    """The region's colours as a last style sheet. Their form was checked when the theme was made."""
    head = root.find("head")
    if head is not None:
        style = SubElement(head, "style")
        style.text = ":root{" + "".join(f"{name}:{value};" for name, value in theme.items()) + "}"
