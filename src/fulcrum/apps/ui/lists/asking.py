"""What an address asks of a list, cleaned: unknown values are put aside, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fulcrum.apps.ui.lists.keyset import Order
from fulcrum.apps.ui.lists.spec import ListSpec, Rows

TEXT_LIMIT = 200
Choices = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for.

    Attributes:
        text: what to search for.
        chosen: the filters in force, by key.
        order: how to sort.
        ignored: labels of filters whose value is not among their choices.
        choices: every filter's choices, made once for the page.
        usual: the list's own order, which addresses leave out.
    """

    text: str
    chosen: dict[str, str]
    order: Order
    ignored: tuple[str, ...]
    choices: Choices
    usual: str

    @property
    def sort(self) -> str:
        """The order as the address says it; "" for the list's own."""
        return "" if str(self.order) == self.usual else str(self.order)

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.chosen)

    def query(self, **changes: str) -> str:
        """The address's query with changes; empty values drop out. "?" is the plain list."""
        pairs = {"q": self.text, **self.chosen, "sort": self.sort} | changes
        if pairs["sort"] == self.usual:
            pairs["sort"] = ""
        return "?" + urlencode({key: value for key, value in pairs.items() if value})


def _order(asked_for: str, spec: ListSpec) -> Order:
    order = Order.parse(asked_for or spec.default_sort)
    column = spec.column(order.field)
    return order if column and column.sort else Order.parse(spec.default_sort)


def read_asked(parameters: Mapping[str, str], spec: ListSpec) -> Asked:
    """Read an address's parameters against what the list offers."""
    choices: Choices = {choice.key: choice.options() for choice in spec.filters}
    chosen, ignored = {}, []
    for choice in spec.filters:
        value = parameters.get(choice.key, "")
        if value and any(value == known for known, _label in choices[choice.key]):
            chosen[choice.key] = value
        elif value:
            ignored.append(str(choice.label))
    text = parameters.get("q", "").replace("\x00", "").strip()[:TEXT_LIMIT]
    return Asked(
        text if spec.search else "",
        chosen,
        _order(parameters.get("sort", ""), spec),
        tuple(ignored),
        choices,
        spec.default_sort,
    )


def narrow(rows: Rows, spec: ListSpec, asked: Asked) -> Rows:
    """The rows that pass every filter and the search."""
    for choice in spec.filters:
        if choice.key in asked.chosen:
            rows = choice.narrow(rows, asked.chosen[choice.key])
    return spec.search(rows, asked.text) if asked.text and spec.search else rows
