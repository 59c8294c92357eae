"""Bounds on the work, and the floors under which a passage is not the quote.

PURE: no Django.
"""

_PLACES = 2_000  # exact places looked at
_CELLS = 25_000_000  # words times words of two passages that are aligned; beyond, nothing is shared
_VOTES = 250  # votes cast for where a quote stands
_POSITIONS = 1_000  # places of one word that are looked at
_PASSAGES = 5  # passages compared with the quote

# Floors, as shares of the quote's weighted words; fitted on edited and deleted sentences.
_FLOOR = 0.4  # with its context on both sides
_FLOOR_NEAR = 0.6  # with one small edit
_FLOOR_FAR = 0.75  # with more
_FLOOR_ALONE = 0.9  # with its context on neither side, for a long quote
_LONG = 8  # weight of a long quote, in words
_SMALL = 3  # words of a small edit
_FLOOR_SHARED = 0.35  # in a window of the text, to be compared at all
_FLOOR_NEAREST = 0.5  # to be shown to the person who pasted it
_MARGIN = 0.15  # a rival this near makes a passage ambiguous
_BACKED = 0.75  # similarity of context that needs no second look

CONTEXT = 32  # characters of prefix and suffix, enough for about five words
