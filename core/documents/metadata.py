"""The metadata packet of a report: PDF/UA beside PDF/A, both told in the one packet that is there."""

import re
from xml.etree import ElementTree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DESCRIPTION = f"{{{RDF}}}Description"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
PACKET = re.compile(rb"\A(?P<head>.*?<x:xmpmeta[^>]*>)(?P<rdf>.*)(?P<tail></x:xmpmeta>.*)\Z", re.DOTALL)
EXTENSION = f"""
<rdf:Description xmlns:rdf="{RDF}" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{PDFUA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
PREFIXES = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfuaid": PDFUA,
}


def with_pdfua(packet: bytes) -> bytes:
    """The packet with PDF/UA-1 and the schema that PDF/A wants for it, inside the RDF that stands there."""
    found = PACKET.match(packet)
    if found is None:
        raise ValueError("no metadata packet")
    for prefix, address in PREFIXES.items():
        ElementTree.register_namespace(prefix, address)
    rdf = ElementTree.fromstring(found["rdf"])
    ElementTree.SubElement(rdf, DESCRIPTION, {f"{{{RDF}}}about": "", f"{{{PDFUA}}}part": "1"})
    rdf.append(ElementTree.fromstring(EXTENSION))
    return found["head"] + ElementTree.tostring(rdf, encoding="utf-8") + found["tail"]
