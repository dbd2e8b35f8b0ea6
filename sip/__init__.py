"""Collaboration around one child: the only place with child-level text and identity. [style]"""
