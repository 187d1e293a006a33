"""Something that waits for somebody, as their first page says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody; `count` is how many rows lie behind it."""

    title: str
    text: str
    url: str
    urgent: bool = False
    count: int = 1
