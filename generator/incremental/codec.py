"""Encodes values of our own types as bytes; decoding can create only such values and runs no code."""

import io
import pickle  # nosec B403 -- only through `_ModelUnpickler`, which resolves nothing but our own value types
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from hashlib import blake2b
from operator import attrgetter
from typing import Any, TypeVar
from zlib import crc32

from generator.packed import Packed

DIGEST = 32
_Value = TypeVar("_Value")
_Builder = Callable[[Iterable[Any]], Any]


def encode(value: object, key: bytes) -> bytes:
    """A value as bytes, after a digest that is keyed by `key`: what the value's meaning depends on, up to 64 bytes."""
    body = _dumped(value)
    return _digest(body, key) + body


def decode(data: bytes, key: bytes, shape: type[_Value]) -> _Value | None:
    """The decoded value; None if the bytes are damaged, have another key, or contain another type."""
    if _digest(memoryview(data)[DIGEST:], key) != data[:DIGEST]:
        return None
    body = io.BytesIO(data)  # of the very bytes: a slice would copy them
    body.seek(DIGEST)
    try:
        value = _ModelUnpickler(body).load()
    except Exception:  # noqa: BLE001 -- whatever a foreign pickle makes of itself, it is no value of ours
        return None
    return value if type(value) is shape else None


_Reduced = tuple[Callable[..., Any], tuple[object, ...]]


class _Reducers(dict[type, Callable[[Any], _Reduced]]):
    """By type of ours, what pickle writes of a value; for `source`, that whoever reads the value has it."""

    def __init__(self, source: object = None) -> None:
        super().__init__()
        if source is not None:
            kind: Any = type(source)
            usual = _reducer_of(kind)
            self[kind] = lambda value: (_given_source, ()) if value is source else usual(value)

    def __missing__(self, kind: type) -> Callable[[Any], _Reduced]:
        reducer = self[kind] = _reducer_of(kind)
        return reducer


@cache
def _reducer_of(kind: Any) -> Callable[[Any], _Reduced]:  # noqa: ANN401 -- any type
    """A function that gives the type of a value and a tuple of its fields. Raises KeyError for a type not of ours."""
    if not _is_value(kind):
        raise KeyError(kind)
    if issubclass(kind, tuple):
        return lambda value: (kind, (tuple(value),))
    values_of = _values_of(kind)
    if issubclass(kind, Packed):
        return lambda value: (kind, ((*values_of(value), _packed(value)),))
    return lambda value: (kind, (values_of(value),))


_REDUCERS = _Reducers()


class _ModelPickler(pickle.Pickler):
    """Writes a value of ours as its type and a tuple of its fields: half the time of what pickle does by itself.

    `source` is a text that is not written: whoever reads the value has it.
    """

    def __init__(self, file: io.BytesIO, source: object = None) -> None:
        self.dispatch_table = _REDUCERS if source is None else _Reducers(source)
        super().__init__(file, pickle.HIGHEST_PROTOCOL)


class _ModelUnpickler(pickle.Unpickler):  # nosec B301
    """Resolves only our own frozen dataclasses and named tuples: a pickle that names anything else is refused."""

    def __init__(self, file: io.BytesIO, source: object = None) -> None:
        super().__init__(file)
        self._source = source

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        if (module, name) == (__name__, _given_source.__name__):
            return partial(_given_source, self._source)
        found: Any = getattr(sys.modules.get(module), name, None) if module.startswith("generator.") else None
        if isinstance(found, type) and found.__module__ == module and _is_value(found):
            return _builder(found)
        raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")


def _given_source(source: object = None) -> object:
    """Stands in a pickle for the text that its reader has."""
    return source


@cache
def _is_value(kind: type) -> bool:
    parameters = getattr(kind, "__dataclass_params__", None)
    is_frozen = is_dataclass(kind) and bool(getattr(parameters, "frozen", False))
    return is_frozen or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


@cache
def _builder(kind: Any) -> _Builder:  # noqa: ANN401 -- one of our types
    """A function that makes a value from its fields; `__init__` of a frozen dataclass would set each by its name."""
    if issubclass(kind, tuple):
        return partial(tuple.__new__, kind)
    build = _build_packed if issubclass(kind, Packed) else _build
    return partial(build, kind, tuple(getattr(kind, name).__set__ for name in _names(kind)))


def _build(kind: type, setters: Iterable[Callable[[object, object], None]], values: Iterable[object]) -> object:
    made: object = object.__new__(kind)
    for put, value in zip(setters, values, strict=True):
        put(made, value)
    return made


def _names(kind: type) -> list[str]:
    packed = kind.PACKED if issubclass(kind, Packed) else ()
    return [field.name for field in fields(kind) if field.name not in packed]


@cache
def _values_of(kind: type) -> Callable[[object], tuple[object, ...]]:
    """A function that gives the fields of a dataclass that are not packed."""
    names = _names(kind)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _dumped(value: object, source: object = None) -> bytes:
    buffer = io.BytesIO()
    _ModelPickler(buffer, source).dump(value)
    return buffer.getvalue()


def _packed(value: Packed) -> bytes:
    """The fields of a value that are decoded when they are asked for; what nobody asked for is as it was decoded.

    The value is packed itself from then on: whoever still has it seldom asks for them again.
    """
    unpack = getattr(value, "unpack", None)
    if unpack is None:
        source = getattr(value, "source", None)
        unpack = partial(_unpacked, _dumped(tuple(getattr(value, name) for name in value.PACKED), source), source)
        value.pack(unpack)
    data: bytes = unpack.args[0]
    return data


def _unpacked(data: bytes, source: object) -> tuple[object, ...]:
    values: tuple[object, ...] = _ModelUnpickler(io.BytesIO(data), source).load()
    return values


def _build_packed(kind: type, setters: Iterable[Callable[[object, object], None]], values: tuple[Any, ...]) -> object:
    *others, data = values
    made = _build(kind, setters, others)
    object.__setattr__(made, "unpack", partial(_unpacked, data, getattr(made, "source", None)))
    return made


def _digest(body: bytes | memoryview, key: bytes) -> bytes:
    """A digest of the length and checksum of some bytes: it tells damage in a fifth of the time that all bytes take."""
    checked = len(body).to_bytes(8, "big") + crc32(body).to_bytes(4, "big")
    return blake2b(checked, digest_size=DIGEST, key=key).digest()
