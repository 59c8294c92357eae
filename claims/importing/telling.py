"""What is told of a file and its rows, in the language of whoever reads it."""

from django.utils.translation import gettext

from claims.importing.columns import WrongColumns
from claims.spreadsheets.words import Words


def translated(words: object) -> str:
    """A text of the modules that read tables and rows, or of an error of theirs; any other as it is."""
    if isinstance(words, WrongColumns):
        return " ".join(map(translated, words.reasons))
    if isinstance(words, Exception):
        return translated(words.args[0]) if words.args else str(words)
    if isinstance(words, Words):
        values = {
            name: translated(value) if isinstance(value, Words) else value
            for name, value in words.values.items()
        }
        return gettext(words.message).format(**values)
    return str(words)
