"""Values that come out of a file in two steps: what is seldom asked for stays packed until somebody does."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar


class Packed:
    """A frozen dataclass with the fields `PACKED` of its own, which are unpacked when one of them is asked for first.

    `unpack` gives their values; a value that came out of no file has none, and all of its fields.
    """

    __slots__ = ("unpack",)
    PACKED: ClassVar[tuple[str, ...]] = ()
    unpack: Callable[[], tuple[object, ...]]

    def pack(self, unpack: Callable[[], tuple[object, ...]]) -> None:
        """Let go of the packed fields, which `unpack` gives again."""
        object.__setattr__(self, "unpack", unpack)
        for name in self.PACKED:
            object.__delattr__(self, name)

    if not TYPE_CHECKING:  # whatever it gives is a field, whose type is known

        def __getattr__(self, name: str) -> object:
            """A field that is still packed."""
            if name not in self.PACKED:
                raise AttributeError(name)
            for field, value in zip(self.PACKED, object.__getattribute__(self, "unpack")(), strict=True):
                object.__setattr__(self, field, value)
            return object.__getattribute__(self, name)
