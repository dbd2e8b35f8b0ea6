"""Long jobs: asked for in a page, done by a worker, seen as they go. [design: long jobs, security 11]"""
