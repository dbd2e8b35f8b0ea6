"""A unit outside the portal tells of one shortcoming, once, without an account. [issue 5:1, security 8]"""
