"""An invented case for the tests of reporting: a collector, a firm, and two who may be victims."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from fulcrum.engines.screening.reporting.movements import Account, Movement, Side
from fulcrum.engines.screening.reporting.narrative import draft_narrative
from fulcrum.engines.screening.reporting.observed import Observed
from fulcrum.engines.screening.reporting.parties import Address, Firm, Person, Role
from fulcrum.engines.screening.reporting.profile_files import load_profile
from fulcrum.engines.screening.reporting.reporters import Officer, ReportingEntity, Step
from fulcrum.engines.screening.reporting.spec import Report

HARBOUR = Address("3 Harbour Road", "Bristol", "GB", "BS1 1AA", "Avon")
COLLECTOR = Person(
    key="P1",
    role=Role.CONTROLLER,
    last_name="Grün",
    first_name="José",
    birth_date=date(1980, 2, 29),
    customer_number="C-77",
    occupation="driver",
    id_number="ID-1",
    phone="+44 117 000000",
    address=HARBOUR,
    country="GB",
)
FIRM = Firm(
    key="F1",
    role=Role.FACILITATOR,
    name="Кафе Ромашка & Co",
    registration="R-9",
    business="catering",
    incorporated=date(2019, 5, 1),
    country="GB",
)
MARIA = Person(
    key="V1",
    role=Role.POSSIBLE_VICTIM,
    last_name="Testova",
    first_name="Maria",
    birth_date=date(2001, 3, 4),
    customer_number="C-88",
    id_number="ID-VICTIM",
    phone="+44 7700 900123",
    address=Address("9 Quiet Lane", "Bath", "GB"),
)
ANNA = Person(key="V2", role=Role.POSSIBLE_VICTIM, last_name="Example", first_name="Anna")
MAIN = Account(
    number="A-100",
    institution="Invented Bank",
    institution_code="INVBGB2L",
    holders=("P1",),
    currency="GBP",
    branch="Bristol",
    country="GB",
    client_number="C-77",
    opened=date(2024, 1, 2),
)
WAGES = Account(
    number="A-200-MARIA",
    institution="Invented Bank",
    institution_code="INVBGB2L",
    holders=("V1",),
    country="GB",
    iban="GB00INVB000000002",
)
OUTSIDE = Account(
    number="X-300", institution="Other Bank", institution_code="204711", own=False,
    holders=("F1",), country="GB",
)  # fmt: skip
NIGHT = Observed(
    id="I01",
    name="Night cash",
    measures="Cash moves mostly between 22:00 and 06:00, again and again.",
    days=(date(2026, 3, 5), date(2026, 3, 7)),
    value=7.0,
    threshold=5.0,
    unit="movements",
    origins=("ours", "source"),
    citations=("FINTRAC, Operational alert FINTRAC-2016-OA003 (2016)",),
    otherwise="Night workers who bank their takings.",
)
CAPTURE = Observed(
    id="I63", name="Wage capture", measures="One payee takes most wages of several workers.",
    days=(date(2026, 3, 9),), value=3, threshold=3, unit="workers", origins=("ours",),
    citations=("FinCEN, Advisory FIN-2020-A008 (2020)",),
)  # fmt: skip
CASH = Movement(
    id="T1", at=datetime(2026, 3, 5, 23, 30), cents=123_450, channel="cash",  # noqa: DTZ001 - local wall clock
    source=Side(label="Unknown man"), target=Side(account="A-100"), place="Bristol",
    description="Cash deposit", indicators=("I01",),
)  # fmt: skip
WAGE = Movement(
    id="T2", at=datetime(2026, 3, 9, 12, 0), cents=70_000, channel="transfer",  # noqa: DTZ001 - as above
    source=Side(account="A-200-MARIA"), target=Side(account="A-100"), place="Bath",
    indicators=("I63",),
)  # fmt: skip
ONWARDS = Movement(
    id="T3", at=datetime(2026, 3, 9, 18, 15, 20), cents=65_005, channel="transfer",  # noqa: DTZ001 - as above
    source=Side(account="A-100"), target=Side(account="X-300"), place="Online", description="Invoice <7> & more",
)  # fmt: skip


def report_of(**changes: Any) -> Report:
    """The case as a report with a drafted narrative."""
    values: dict[str, Any] = {
        "profile": load_profile("generic"),
        "kind": "STR",
        "reference": "REF/2026/1",
        "entity": ReportingEntity(
            name="Invented Bank", id="17", branch="Head office", address=HARBOUR
        ),
        "officer": Officer(first_name="Ada", last_name="Officer", occupation="analyst"),
        "made": date(2026, 4, 1),
        "currency": "GBP",
        "subjects": (COLLECTOR, FIRM),
        "mentioned": (MARIA, ANNA),
        "accounts": (MAIN, WAGES, OUTSIDE),
        "transactions": (ONWARDS, CASH, WAGE),
        "indicators": (NIGHT, CAPTURE),
        "steps": (Step(date(2026, 3, 20), "the account was put under review"),),
    }
    report = Report(**values | changes)
    if "narrative" in changes:
        return report
    return replace(report, narrative=draft_narrative(report).text)
