"""Rows that go from one process to another. PURE: no Django."""

from typing import Any


class Sent:
    """A frozen dataclass with slots that is sent by its values alone: dataclasses themselves look their
    fields up, and set each by name, for every object, which takes longer than to read the row."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Made again from its values, in their order."""
        return type(self), tuple([getattr(self, name) for name in self.__slots__])
