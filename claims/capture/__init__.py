"""Bringing in what was published: fetched from the web or uploaded, read, and kept as it was.

addresses   which URLs and which addresses may be fetched at all
connecting  one connection: the name looked up once, every answer checked, the time limited
unpacking   compressed bodies, undone within a limit
sniff       what a body is, from its own bytes
policy      what the caller decides: the limits, the hosts that may be private
reasons     why something was not fetched, in words for the person who asked
fetch       all of these together
extract     the text of what was fetched or uploaded; its own docstring names its parts
"""
