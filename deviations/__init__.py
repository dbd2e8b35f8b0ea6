"""Shortcomings in collaboration between principals: reported, climbed, answered. No child, by design. [domain 4.9]"""
