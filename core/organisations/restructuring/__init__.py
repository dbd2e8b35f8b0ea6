"""Areas, principals and units are added, ended, split and merged: one administrator asks, another decides. [F4-F8]"""
