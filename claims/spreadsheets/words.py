"""Texts for people in modules without Django: English now, in another language where there is Django.
PURE: no Django."""

from typing import Any, Self


class Words(str):
    """A text, and what it was made of: the message as translators have it, and the values in it.

    Imported as `_`, so that `makemessages` finds the messages; `claims.importing.telling` translates.
    """

    __slots__ = ("message", "values")
    message: str
    values: dict[str, Any]

    def __new__(cls, message: str, **values: Any) -> Self:
        """The message with its values: `_("{rows:,} rows are refused.", rows=12)`."""
        words = super().__new__(cls, message.format(**values))
        words.message, words.values = message, values
        return words

    def __reduce__(self) -> tuple[object, ...]:
        """As it was made, so that another process can have it translated too."""
        return _again, (type(self), self.message, self.values)


def _again(made: type[Words], message: str, values: dict[str, Any]) -> Words:
    return made(message, **values)
