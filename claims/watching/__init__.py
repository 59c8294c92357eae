"""How the site is, for the machines that watch it: whether it can work, and counts of what waits.

Anybody may ask `/readyz`, and a broken site is asked often. So an answer is kept for a moment, one
thread at a time asks the database, and the others get the last answer.
"""
