"""Counseling notes: what a counselor keeps apart of a conversation, for nobody but themselves and who co-signs.

42 CFR 2.11 and 2.31(b). README.md says who opens a note, how it moves, and what does not belong in one.
"""
