"""Checking a draft: what the record knows of each of its sentences. PURE: no Django.

marks      what a sentence may be marked as, and what that means
judging    which mark the proposals of matching amount to
places     every sentence at its place, and all that stands between
tallies    how many sentences of each kind
"""
