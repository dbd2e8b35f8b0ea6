"""Open figures: what has been released of the years' figures, for machines. [issue 5:9, I-R6, security 7]"""
