"""Drafts: read, held against the record, and reported on. Nothing here is written down.

reading    the text of a file that somebody sends
checking   a text, sentence by sentence, against the claims that somebody may see
words      what came of it, in words
report     the same to take away, as Markdown and CSV
privacy    what keeps a draft out of logs, caches and error reports
"""
