"""Collaboration between organisations: forums, seats, members, templates. Holds no child. [domain 3]"""
