"""This app answers no addresses: whoever owns the object serves its document."""

ROUTES: list = []
