"""The region's own year: what its areas sent on laid together, never what an area hides. [SM-9, F136-F138]"""
