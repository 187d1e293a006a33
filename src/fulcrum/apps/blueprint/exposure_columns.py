"""The columns of a file of exposures, and of a table of countries: one row each."""

import math
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.diagnosis.exposures import MOST_AMOUNT, ExposureInput
from fulcrum.apps.blueprint.diagnosis.goods import fold
from fulcrum.apps.blueprint.diagnosis.terms import Area
from fulcrum.apps.blueprint.goods_lists import country_code
from fulcrum.apps.parties.columns import FileColumn
from fulcrum.apps.parties.values import Fault
from fulcrum.kernel.sectors import is_sector, sectors

EXPOSURE_COLUMNS = (
    FileColumn("activity", gettext_lazy("Activity"), ("description", "business line", "name")),
    FileColumn("area", gettext_lazy("Area"), ("part of business", "kind of exposure")),
    FileColumn(
        "sector",
        gettext_lazy("Sector (ISIC)"),
        ("isic", "isic code", "industry", "industry code", "sector code"),
    ),
    FileColumn("country", gettext_lazy("Country"), ("country code", "country of risk", "location")),
    FileColumn("good", gettext_lazy("Product"), ("good", "goods", "product", "commodity")),
    FileColumn(
        "amount",
        gettext_lazy("Amount"),
        ("exposure", "value", "outstanding", "market value", "spend"),
    ),
    FileColumn("currency", gettext_lazy("Currency"), ("ccy", "currency code")),
    FileColumn("reference", gettext_lazy("Your reference"), ("id", "key", "external key", "ref")),
)
COUNTRY_COLUMNS = (
    FileColumn(
        "country", gettext_lazy("Country"), ("country code", "iso", "name of country", "economy")
    ),
    FileColumn(
        "value",
        gettext_lazy("Value"),
        ("score", "estimate", "prevalence", "rate", "vulnerability", "index"),
    ),
    FileColumn("note", gettext_lazy("Note"), ("remarks", "comment")),
)
LENGTHS = {"activity": 300, "good": 120, "reference": 120}


@lru_cache(maxsize=5_000)
def find_sector(text: str) -> str:
    """A code of ISIC from a cell: a code, with or without its letter or dots, or a title; or ""."""
    code = text.strip().upper().replace(".", "")
    if code.isdigit() and len(code) == 1:
        code = f"0{code}"  # a workbook takes the nought from 01
    if is_sector(code):
        return code
    if len(code) > 1 and code[0].isalpha() and is_sector(code[1:]):
        return code[1:]
    # Classes that only other editions have are taken at the nearest level above.
    while code.isdigit() and len(code) > 2:
        code = code[:-1]
        if is_sector(code):
            return code
    return _sector_titles().get(fold(text), "")


@lru_cache(maxsize=1)
def _sector_titles() -> dict[str, str]:
    return {fold(one.title): one.code for one in sectors().values()}


@lru_cache(maxsize=8)
def _areas(_language: str | None) -> dict[str, str]:
    found = {fold(str(area.label)): area.value for area in Area}
    found |= {fold(area.value): area.value for area in Area}
    extra = {"client": "clients", "investee": "clients", "holding": "clients", "loan": "clients",
             "supplier": "suppliers", "purchase": "suppliers", "product": "products",
             "service": "products", "operations": "own_operations"}  # fmt: skip
    return found | extra


@lru_cache(maxsize=5_000)
def _country(text: str, _language: str | None) -> str:
    return country_code(text)


def read_amount(text: str) -> Decimal:
    """An amount from a cell, with or without separators of thousands.

    Raises:
        ValueError: it is not an amount of money that can be.
    """
    plain = text.replace(" ", "").replace("\u00a0", "").replace("'", "")
    plain = (
        plain.replace(",", "") if "." in plain or plain.count(",") > 1 else plain.replace(",", ".")
    )
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise ValueError(_("This is not a number.")) from None
    if not amount.is_finite() or not 0 <= amount <= MOST_AMOUNT:
        raise ValueError(_("An amount is 0 or more, and less than a thousand million million."))
    return amount.quantize(Decimal("0.01"))


class RowReader:
    """Reads rows of a file of exposures.

    Args:
        default_area: of rows that name none.
        named: a product as the list of goods names it.
        currencies: those with a rate, and the diagnostic's own.
    """

    def __init__(
        self, default_area: str, named: Callable[[str], str], currencies: set[str]
    ) -> None:
        self.default_area = default_area
        self.named = named
        self.currencies = currencies
        self.language = get_language()

    def read(self, cells: Mapping[str, str]) -> tuple[ExposureInput | None, list[Fault]]:
        """A row as an exposure, or what is wrong with it."""
        faults: list[Fault] = []
        area = self._found(cells, "area", lambda text: _areas(self.language).get(fold(text), ""), _("No such area: own operations, products, clients or suppliers."), faults) or self.default_area  # fmt: skip
        sector = self._found(
            cells, "sector", find_sector, _("ISIC Revision 4 has no such sector."), faults
        )
        country = self._found(cells, "country", lambda text: _country(text, self.language), _("No such country."), faults)  # fmt: skip
        texts = {name: cells.get(name, "").strip() for name in LENGTHS}
        faults += [
            Fault(
                name,
                text[:80],
                _("This is too long: at most %(most)d letters.") % {"most": LENGTHS[name]},
            )
            for name, text in texts.items()
            if len(text) > LENGTHS[name]
        ]
        amount = self._amount(cells, faults)
        currency = self._currency(cells, faults)
        good = self.named(texts["good"]) if texts["good"] else ""
        if not faults and not (sector or country or good):
            faults.append(
                Fault("sector", "", _("Say at least one of sector, country and product."))
            )
        if faults:
            return None, faults
        return ExposureInput(area, texts["activity"], sector, country, good, amount, currency, texts["reference"]), []  # fmt: skip

    def _found(
        self,
        cells: Mapping[str, str],
        name: str,
        find: Callable[[str], str],
        what: str,
        faults: list[Fault],
    ) -> str:
        text = cells.get(name, "")
        found = find(text) if text else ""
        if text and not found:
            faults.append(Fault(name, text, what, _("Correct it, or leave the cell empty.")))
        return found

    def _amount(self, cells: Mapping[str, str], faults: list[Fault]) -> Decimal | None:
        text = cells.get("amount", "")
        try:
            return read_amount(text) if text else None
        except ValueError as error:
            faults.append(Fault("amount", text, str(error)))
            return None

    def _currency(self, cells: Mapping[str, str], faults: list[Fault]) -> str:
        code = cells.get("currency", "").strip().upper()
        if code and code not in self.currencies:
            what = _("There is no rate for this currency.")
            mend = _("Give one on the page where the file is sent, or convert the amount.")
            faults.append(Fault("currency", code, what, mend))
        return code


def read_country_row(cells: Mapping[str, str]) -> tuple[tuple[str, float, str] | None, list[Fault]]:
    """A row of a table of countries: code, value, note; or what is wrong with it."""
    faults = []
    text = cells.get("country", "")
    code = country_code(text) if text else ""
    if not code:
        faults.append(
            Fault("country", text, _("No such country.") if text else _("This cell is empty."))
        )
    said = cells.get("value", "")
    try:
        value = float(said.replace(",", ".").replace("%", "").strip())
        if not math.isfinite(value):
            raise ValueError  # noqa: TRY301 - said the same way
    except ValueError:
        faults.append(
            Fault("value", said, _("This is not a number.") if said else _("This cell is empty."))
        )
    return (None, faults) if faults else ((code, value, cells.get("note", "").strip()[:300]), [])
