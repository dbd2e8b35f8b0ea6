"""Who reaches this app's addresses. [security 13]"""

from core.access.routes import PUBLIC, SIGNED_IN, Route

GET = frozenset({"GET", "HEAD"})
POST = frozenset({"POST"})

ROUTES = [
    Route("ui:acting", methods=GET, roles=SIGNED_IN, relation="one's own assignments"),
    Route("ui:keep_alive", methods=GET | POST, roles=PUBLIC, relation="says only whether one is signed in"),
    Route("ui:theme", methods=GET, roles=PUBLIC, relation="colours"),
    Route("ui:csp_report", methods=POST, roles=PUBLIC, relation="counted, never shown"),
    Route("ui:glossary", methods=GET, roles=PUBLIC, relation="text for everyone"),
    Route("ui:accessibility", methods=GET, roles=PUBLIC, relation="text for everyone"),
    Route("ui:privacy", methods=GET, roles=PUBLIC, relation="text for everyone"),
    Route(
        "ui:catalogue", methods=GET, roles=PUBLIC, relation="invented examples; hidden where neither demo nor signed in"
    ),
    Route(
        "ui:component", methods=GET, roles=PUBLIC, relation="invented examples; hidden where neither demo nor signed in"
    ),
    Route("set_language", methods=POST, roles=PUBLIC, relation="one's own cookie"),
]
