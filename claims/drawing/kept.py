"""A drawing as JSON may hold it, and out of that again: what is kept of claims with many appearances.

PURE: no Django.
"""

from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from claims.drawing.shapes import Drawings

Made = dict[str, Any]


def packed(drawings: Drawings) -> Made:
    """The drawings as plain values."""
    return asdict(drawings)


def unpacked(made: Made) -> Drawings:
    """The drawings out of plain values. Raises KeyError or TypeError if they are of another shape, as an
    earlier version of the program may have left them."""
    found = _reader(Drawings)(made)
    assert isinstance(found, Drawings)
    return found


Reader = Callable[[Any], Any]  # makes a value of one type out of what JSON holds of it


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _reader(kind: Any) -> Reader:
    """Makes values of this type. Found once for each type, because a drawing has thousands of values."""
    if kind in (str, int, bool):
        return _as_it_is
    if isinstance(kind, TypeVar):
        raise TypeError(f"it is not known what {kind} is")
    whole, inner = get_origin(kind), get_args(kind)
    if is_dataclass(whole or kind):
        return _maker(whole or kind, inner)
    if whole is tuple:
        return _of_many(_reader(inner[0])) if inner[-1] is Ellipsis else _of_few(inner)
    read = _reader(inner[0])  # X | None
    return lambda value: None if value is None else read(value)


def _of_many(read: Reader) -> Reader:
    return lambda values: tuple([read(value) for value in values])


def _of_few(kinds: tuple[Any, ...]) -> Reader:
    reads = [_reader(kind) for kind in kinds]
    return lambda values: tuple([read(value) for read, value in zip(reads, values, strict=True)])


def _maker(whole: Any, inner: tuple[Any, ...]) -> Reader:
    of = dict(zip(getattr(whole, "__parameters__", ()), inner, strict=False))
    hints = get_type_hints(whole)
    reads = [(field.name, _reader(_filled(hints[field.name], of))) for field in fields(whole)]
    return lambda value: whole(*[read(value[name]) for name, read in reads])


def _filled(kind: Any, of: dict[Any, Any]) -> Any:
    """A type with the parameters of its class put in: of a list of articles, what is in it."""
    if not of:
        return kind
    whole, inner = get_origin(kind), get_args(kind)
    return whole[tuple(of.get(one, one) for one in inner)] if inner else of.get(kind, kind)
