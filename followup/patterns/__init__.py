"""What the reports at the secretariat say together, quarter by quarter, released by two. [F125, 003:L1365-1371]"""
