"""What makes a copy: every threshold, in one place. Changing one of the first three changes the
fingerprints: run `manage.py find_copies --all --again` after it.

PURE: no Django.
"""

SHINGLE = 5  # words in a row that are compared as one
WINDOW = 16  # shingles of which at least one is kept: 20 shared words in a row are always noticed
MOST_WORDS = 50_000  # of a text that are read; about a novel's half

FEWEST_WORDS = 60  # shared, outside quotations and boilerplate, for a copy
FEWEST_PERCENT = 30  # of one of the two texts, for a copy
FEWEST_PRINTS = 2  # shared, before two texts are compared at all

BOILERPLATE = 4  # articles of one publisher that may share a passage before it counts for nothing

SHORTEST_PASSAGE = 8  # words, outside quotations and boilerplate, of a passage that is shown
WIDEST_GAP = 6  # words that may differ in the middle of a passage, in either text
MOST_PLACES = 8  # at which a shingle that stands often in a text is tried
