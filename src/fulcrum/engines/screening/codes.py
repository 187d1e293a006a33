"""Sets of merchant category codes (ISO 18245).

Single codes were checked against the iso18245 package; the ranges of airlines, car hire and hotels
(3000 to 3999) are unconfirmed, and the grouping is ours.
"""

from collections.abc import Iterable, Iterator


def _codes(*parts: int | range) -> frozenset[int]:
    def each() -> Iterator[int]:
        for part in parts:
            yield from (part,) if isinstance(part, int) else part

    return frozenset(each())


def span(first: int, last: int) -> range:
    """The codes from one to another, both included."""
    return range(first, last + 1)


LODGE = _codes(7011, 7012, span(3501, 3999))
AIR = _codes(span(3000, 3350), 4511)
GROUND = _codes(4111, 4112, 4131)
LOCAL = _codes(4121, 7512, span(3351, 3500))
FOOD = _codes(5411, 5812, 5814, 5499)
SHOP = _codes(5621, 5631, 5651, 5691, 5699, 5977, 7230, 7298)
DRUG = _codes(5912)
HOME = _codes(4900, 4814, 6513)
ADVERT = _codes(7311, 7273)
PREPAID_CARD = _codes(6540)
CRYPTO = _codes(6051)
GAMBLE = _codes(7995, 7801, 7802)
LUXURY = _codes(5944, 5511, 7997)
AGENCY = _codes(7361)
PARKING = _codes(7523)
FUEL = _codes(5541, 5542)
TELECOM = _codes(4814)
TRAVEL_AGENT = _codes(4722)
VENUE = _codes(7297, 7230, 7298, 5813, 7011, 6513)
LIVING = FOOD | DRUG | HOME | FUEL | GROUND | _codes(4121)


def between_or_in(codes: Iterable[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """A set as single codes and as ranges of at least four, which databases test faster."""
    singles: list[int] = []
    ranges: list[tuple[int, int]] = []
    run: list[int] = []
    for code in [*sorted(codes), -1]:
        if run and code != run[-1] + 1:
            if len(run) >= 4:
                ranges.append((run[0], run[-1]))
            else:
                singles.extend(run)
            run = []
        run.append(code)
    return singles, ranges
