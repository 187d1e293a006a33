import json
from dataclasses import replace

from fulcrum.engines.screening.reporting.movements import Side
from fulcrum.engines.screening.reporting.narrative import CAUTION, draft_narrative
from fulcrum.engines.screening.reporting.observed import observed
from tests.engines.screening.reporting.made import ANNA, CAPTURE, MARIA, NIGHT, report_of

REPORT = report_of()
TEXT = draft_narrative(REPORT).text


def test_it_says_what_who_when_where_how_much_why_and_what_was_done() -> None:
    for part in (
        "Invented Bank reports activity that meets 2 indicators of human trafficking, in ",
        " in 3 transactions between 5 March 2026 and 9 March 2026.",
        "Subject 1: José Grün, possible controller, born 29 February 1980, stated occupation driver",
        "customer C-77, of 3 Harbour Road, BS1 1AA, Bristol, Avon, GB, holder of account A-100.",
        "Subject 2: Кафе Ромашка & Co, possible facilitator",
        "The first transaction was on 5 March 2026, 23:30, the last on 9 March 2026, 18:15, ",
        " on 2 days in all (local time).",
        "Places, with how many transactions: Bath (1), Bristol (1) and Online (1).",
        "Together GBP 2,584.55 in 3 transactions.",
        "GBP 2,584.55 came into accounts of the subjects in 3 transactions.",
        "GBP 650.05 went out of accounts of the subjects in 1 transaction.",
        "By channel: cash GBP 1,234.50 and transfer GBP 1,350.05.",
        "The largest was GBP 1,234.50 on 5 March 2026.",
        "Night cash (I01): Cash moves mostly between 22:00 and 06:00, again and again.",
        "Observed: 7 movements; it counts from 5 movements, ",
        " between 5 March 2026 and 7 March 2026 (2 days).",
        "For instance GBP 1,234.50 by cash on 5 March 2026 at Bristol.",
        "Source: FINTRAC, Operational alert FINTRAC-2016-OA003 (2016).",
        "Other explanations: Night workers who bank their takings.",
        "On 20 March 2026: the account was put under review.",
    ):
        assert part in TEXT, part


def test_it_says_that_indicators_are_no_proof() -> None:
    assert TEXT.count(CAUTION) == 2
    assert "not proof" in CAUTION


def test_possible_victims_are_told_by_role_and_never_named() -> None:
    assert "2 people who appear may be victims" in TEXT
    assert "possible victim A and possible victim B" in TEXT
    for word in ("Maria", "Testova", "Anna", "A-200", "Quiet", "C-88"):
        assert word not in TEXT
    alone = replace(REPORT, mentioned=(MARIA,))
    assert "One person who appears may be a victim" in draft_narrative(alone).text
    assert "victim" not in draft_narrative(
        replace(REPORT, mentioned=(replace(ANNA, key="V1", role=REPORT.subjects[0].role),))
    ).text.replace("victim of", "")


def test_where_a_threshold_comes_from_is_told() -> None:
    assert "The guidance gives no number; thresholds are defaults of the software" in TEXT
    own = replace(REPORT, indicators=(replace(NIGHT, origins=("own",)),))
    assert "Thresholds are the institution's own." in draft_narrative(own).text


def test_the_same_report_gives_the_same_draft() -> None:
    shuffled = report_of(transactions=tuple(reversed(REPORT.transactions)))
    assert draft_narrative(shuffled) == draft_narrative(REPORT)
    assert draft_narrative(replace(REPORT, narrative="edited")) == draft_narrative(REPORT)


def test_the_draft_can_be_the_reports_narrative() -> None:
    assert replace(REPORT, narrative=TEXT).narrative == TEXT
    told = draft_narrative(REPORT)
    assert "sentences" in told.summary()
    assert json.loads(json.dumps(told.to_dict()))["sections"]


def test_with_little_to_tell_it_tells_little() -> None:
    bare = report_of(
        transactions=(), accounts=(), indicators=(), steps=(), mentioned=(), narrative=""
    )
    text = draft_narrative(bare).text
    for part in (
        "activity that may point to human trafficking",
        "No transactions are reported.",
        "No indicator of the typology pack was hit.",
        "No step has been recorded yet.",
    ):
        assert part in text
    one = draft_narrative(report_of(transactions=REPORT.transactions[:1])).text
    assert "The transaction was on 5 March 2026, 23:30 (local time)." in one
    both = draft_narrative(report_of(crimes=("trafficking", "smuggling"))).text
    assert "human trafficking and the smuggling of people" in both


def test_many_places_and_rows_are_summed_up() -> None:
    first = REPORT.transactions[0]
    rows = tuple(
        replace(first, id=f"T{number:02}", place=f"Town {number:02}") for number in range(12)
    )
    text = draft_narrative(report_of(transactions=rows)).text
    assert "and 4 other places." in text
    assert "and 7 more." in text


def test_an_explained_alert_becomes_what_is_observed() -> None:
    class Hit:
        indicator = "I63"
        name = CAPTURE.name
        measures = CAPTURE.measures
        days = ("2026-03-09",)
        value = 3.0
        threshold = 3.0
        parameters = (("part", "0.7", "ours"), ("workers", "3", "ours"))
        citations = CAPTURE.citations
        false_positives = ""

    assert observed([Hit()], {"I63": "workers"}) == (CAPTURE,)
    assert observed([Hit()])[0].unit == ""


def test_countries_are_told_where_there_are_several() -> None:
    first = REPORT.transactions[0]
    row = replace(
        first, place="", source=Side(country="RO"), target=replace(first.target, country="GB")
    )
    text = draft_narrative(report_of(transactions=(row,))).text
    assert "Countries of the two sides: GB and RO." in text
    bare = replace(NIGHT, days=(), origins=(), citations=(), otherwise="")
    assert (
        "Observed: 7 movements; it counts from 5 movements."
        in draft_narrative(report_of(indicators=(bare,))).text
    )
