"""Documents: Django templates made into tagged PDF by a walled-off child process.

`render.render_pdf` is the one door. `child` is the other process; the modules it uses (`kinds`,
`failures`, `walls`, `fetch`, `typefaces`, `prepare`, `finish`, `metadata`) never import Django.
Nothing here knows the domain, keeps a file or reads a database.
"""
