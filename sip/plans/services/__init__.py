"""The verbs of a plan: start, offer, call, write, agree, follow up, hand over, close. [SM-1]"""
