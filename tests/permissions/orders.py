"""What each address is asked with: which record fills its parameters, what a form sends.

A route may be asked in several cases, each with rows of its own (`assessment_decide` as
`submit`, `sign_off`, …). Values of `Its` are looked up for every visitor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Its:
    """A record of the visitor, by its key in the world; or one field of it.

    What `follows` is another organisation's, when the address is.
    """

    key: str
    attribute: str = "pk"
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """How a route is asked.

    Attributes:
        parameters: the world's key, or a fixed text (`Its` apart), for each parameter.
        sent: what a POST, PUT or PATCH sends; API operations send it as JSON.
        case: which case of the route this is.
    """

    parameters: Mapping[str, Any] = field(default_factory=dict)
    sent: Mapping[str, Any] = field(default_factory=dict)
    case: str = ""

    @property
    def is_about_records(self) -> bool:
        """Whether its address names records of somebody."""
        return any(isinstance(value, Its) for value in self.parameters.values())


def on(key: str, **sent: Any) -> Order:
    """An order on the record of a key, as the parameter `pk`."""
    return Order({"pk": Its(key)}, sent)


def upload(name: str, content: bytes) -> Any:
    """A file to send; made anew for every request, since sending it reads it."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - Django is up

    return lambda: SimpleUploadedFile(name, content)
