"""Where invented institutions sit: countries over all continents, with the languages used there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A country.

    Attributes:
        code: ISO 3166-1 alpha-2.
        name: in English, as spreadsheets write it.
        languages: ISO 639 codes, the one names are in first.
        weight: how many institutions sit there, against other places.
    """

    code: str
    name: str
    languages: tuple[str, ...]
    weight: float


_TABLE = """
KE Kenya en,sw 5
NG Nigeria en 5
ZA South-Africa en 5
GH Ghana en 3
EG Egypt ar,en 4
MA Morocco ar,fr 3
SN Senegal fr 3
CI Côte-d’Ivoire fr 2
TZ Tanzania sw,en 3
AO Angola pt 1
AE United-Arab-Emirates ar,en 3
JO Jordan ar,en 2
SA Saudi-Arabia ar,en 2
IN India hi,en 6
CN China zh,en 5
HK Hong-Kong-SAR-China zh,en 3
JP Japan ja,en 6
SG Singapore en,zh 4
ID Indonesia id,en 4
TR Türkiye tr,en 3
TH Thailand en,th 2
PH Philippines en 3
KZ Kazakhstan ru 1
GB United-Kingdom en 8
DE Germany de,en 7
AT Austria de,en 2
CH Switzerland de,fr 4
LI Liechtenstein de,en 2
FR France fr,en 6
BE Belgium fr,en 2
ES Spain es 5
PT Portugal pt,en 2
NL Netherlands en,nl 4
NO Norway en,nb 2
GR Greece el,en 2
UA Ukraine uk,en 2
US United-States en,es 9
CA Canada en,fr 5
MX Mexico es 5
GT Guatemala es 1
JM Jamaica en 1
BR Brazil pt 6
AR Argentina es 3
CL Chile es 3
CO Colombia es 3
PE Peru es 2
AU Australia en 6
NZ New-Zealand en 3
FJ Fiji en 1
"""


def _place(line: str) -> Place:
    code, name, languages, weight = line.split()
    return Place(code, name.replace("-", " "), tuple(languages.split(",")), float(weight))


PLACES = tuple(_place(line) for line in _TABLE.split("\n") if line)
WEIGHTS = {place: place.weight for place in PLACES}
