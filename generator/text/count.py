"""A number with its noun, singular or plural."""


def count(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun: `1 file`, `1,200 files`; `plural` for a noun that does more than add an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
