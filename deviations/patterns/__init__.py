"""What several reports have in common: gathered, put before the regional group, told to everybody. [F124, F126]"""
