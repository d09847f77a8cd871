"""Encodes values of our own types as bytes; decoding can create only such values and runs no code."""

import io
import pickle  # nosec B403 -- only through `_ModelUnpickler`, which resolves nothing but our own value types
import sys
from dataclasses import is_dataclass
from hashlib import blake2b
from typing import TypeVar

_DIGEST = 32
_Value = TypeVar("_Value")


def encode(value: object, key: bytes) -> bytes:
    """A value as bytes, after a digest that is keyed by `key`: what the value's meaning depends on, up to 64 bytes."""
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _digest(body, key) + body


def decode(data: bytes, key: bytes, shape: type[_Value]) -> _Value | None:
    """The decoded value; None if the bytes are damaged, have another key, or contain another type."""
    body = data[_DIGEST:]
    if _digest(body, key) != data[:_DIGEST]:
        return None
    try:
        value = _ModelUnpickler(io.BytesIO(body)).load()
    except Exception:  # noqa: BLE001 -- whatever a foreign pickle makes of itself, it is no value of ours
        return None
    return value if type(value) is shape else None


class _ModelUnpickler(pickle.Unpickler):  # nosec B301
    """Resolves only our own frozen dataclasses and named tuples: a pickle that names anything else is refused."""

    def find_class(self, module: str, name: str) -> type:
        found = getattr(sys.modules.get(module), name, None) if module.startswith("generator.") else None
        if isinstance(found, type) and found.__module__ == module and _is_value(found):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")


def _is_value(kind: type) -> bool:
    parameters = getattr(kind, "__dataclass_params__", None)
    is_frozen = is_dataclass(kind) and bool(getattr(parameters, "frozen", False))
    return is_frozen or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


def _digest(body: bytes, key: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST, key=key).digest()
