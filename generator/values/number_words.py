"""Numbers as a language writes them."""

from functools import lru_cache

from generator.values.locale import locale

_GROUPED = 1000


def number(value: object, language: str) -> str:
    """A whole number with the separators of the language, such as 24,813; anything else as it is written."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) < _GROUPED:
        return str(value)
    return _grouped(value, language)


@lru_cache(maxsize=8192)
def _grouped(value: int, language: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 -- it takes as long to load as a short command

    return format_decimal(value, locale=locale(language))
