"""A drawing as JSON may hold it, and out of that again: what is kept of claims with many appearances.

PURE: no Django.
"""

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
    found = _read(Drawings, made)
    assert isinstance(found, Drawings)
    return found


def _read(kind: Any, value: Any) -> Any:
    """A value of this type out of what JSON holds of it."""
    if value is None or kind in (str, int, bool):
        return value
    if isinstance(kind, TypeVar):
        raise TypeError(f"it is not known what {kind} is")
    whole, inner = get_origin(kind), get_args(kind)
    if is_dataclass(whole or kind):
        return _made(whole or kind, inner, value)
    if whole is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(one, item) for one, item in zip(kinds, value, strict=True))
    return _read(inner[0], value)  # X | None


def _made(whole: Any, inner: tuple[Any, ...], value: Made) -> Any:
    of = dict(zip(getattr(whole, "__parameters__", ()), inner, strict=False))
    return whole(**{name: _read(_filled(kind, of), value[name]) for name, kind in _fields(whole)})


def _filled(kind: Any, of: dict[Any, Any]) -> Any:
    """A type with the parameters of its class put in: of a list of articles, what is in it."""
    if not of:
        return kind
    whole, inner = get_origin(kind), get_args(kind)
    return whole[tuple(of.get(one, one) for one in inner)] if inner else of.get(kind, kind)


@cache
def _fields(whole: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(whole)
    return [(field.name, hints[field.name]) for field in fields(whole)]
