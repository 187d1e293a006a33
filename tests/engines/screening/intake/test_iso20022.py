"""camt.053, camt.054 and pacs.008: what banks put into them, and what nobody should."""

from pathlib import Path
from typing import Any

import pytest

from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.intake import samples
from tests.engines.screening.intake.samples import details, entry, notification, parties, statement
from tests.engines.screening.intake.taking import Taken, lines, take


def read(tmp: Path, *messages: str, **settings: Any) -> Taken:
    files = {f"message-{number}.xml": text for number, text in enumerate(messages)}
    return take(tmp, files, **({"currency": "EUR", "zone": "Europe/Berlin"} | settings))


def test_a_statement(tmp_path: Path) -> None:
    memo = "<RmtInf><Ustrd>for work</Ustrd><Ustrd>in March</Ustrd></RmtInf>"
    (row,) = read(tmp_path, statement(entry(details=details(parties() + memo)))).rows
    assert {key: value for key, value in row.items() if value is not None} == {
        "txn_id": "REF1",
        "account_id": "DE89",
        "at": row["at"],
        "zone": "Europe/Berlin",
        "cents": 10000,
        "credit": True,
        "channel": "transfer",
        "counterparty": "FR761",
        "counterparty_name": "Payer",
        "counterparty_bank": "PAYRFRPP",
        "country": "FR",
        "memo": "for work in March",
        "sec": row["sec"],
        "day": 20514,
        "month": 674,
        "hour": 21,
    }


@pytest.mark.parametrize("version", ["02", "04", "08", "13"])
def test_versions_differ_in_their_namespace_and_how_people_are_wrapped(
    tmp_path: Path, version: str
) -> None:
    wrapped = version >= "08"
    status = "<Sts><Cd>BOOK</Cd></Sts>" if wrapped else "<Sts>BOOK</Sts>"
    text = statement(
        entry(direction="DBIT", status=status, details=details(parties(wrapped=wrapped))),
        version=version,
    )
    (row,) = read(tmp_path, text).rows
    assert (row["credit"], row["counterparty"], row["counterparty_name"]) == (
        False,
        "999",
        "Payee",
    )
    assert (row["counterparty_bank"], row["country"]) == ("PAYEROBU", "RO")


def test_a_notification_with_prefixes(tmp_path: Path) -> None:
    (row,) = read(tmp_path, notification(entry("12.5", "DBIT"))).rows
    assert (row["account_id"], row["cents"], row["credit"]) == ("ACC7", 1250, False)


def test_a_batch_is_one_row_a_part(tmp_path: Path) -> None:
    parts = (
        '<Refs><AcctSvcrRef>P1</AcctSvcrRef></Refs><Amt Ccy="EUR">60.00</Amt>' + parties(" One"),
        '<AmtDtls><TxAmt><Amt Ccy="EUR">40.00</Amt></TxAmt></AmtDtls>' + parties(" Two"),
    )
    taken = read(tmp_path, statement(entry(details=details(*parts))))
    assert [(row["txn_id"], row["cents"], row["counterparty_name"]) for row in taken.rows] == [
        ("P1/0", 6000, "Payer One"),
        ("REF1/1", 4000, "Payer Two"),
    ]


def test_parts_in_several_batches_belong_together(tmp_path: Path) -> None:
    one, two = (details(f'<Amt Ccy="EUR">{part}</Amt>') for part in ("70", "30"))
    taken = read(tmp_path, statement(entry(details=one + two)))
    assert sorted(taken.column("cents")) == [3000, 7000]


def test_parts_without_amounts_are_never_counted_many_times(tmp_path: Path) -> None:
    taken = read(tmp_path, statement(entry(details=details(parties(" One"), parties(" Two")))))
    assert taken.column("cents") == [10000]
    taken = read(
        tmp_path, statement(entry(details="<NtryDtls><Btch><NbOfTxs>9</NbOfTxs></Btch></NtryDtls>"))
    )
    assert taken.column("cents") == [10000]


def test_a_single_part_has_what_the_entry_has(tmp_path: Path) -> None:
    part = '<AmtDtls><TxAmt><Amt Ccy="USD">110.00</Amt></TxAmt></AmtDtls>'
    taken = read(tmp_path, statement(entry(details=details(part))))
    assert taken.column("cents") == [10000]


@pytest.mark.parametrize(("direction", "other"), [("CRDT", "Payee"), ("DBIT", "Payer")])
def test_a_reversal_goes_the_way_it_says_and_names_the_side_of_what_it_takes_back(
    tmp_path: Path, direction: str, other: str
) -> None:
    """ISO 20022: a credit that is a reversal takes back an entry that was a debit."""
    turned = entry(direction=direction, more="<RvslInd>true</RvslInd>", details=details(parties()))
    (row,) = read(tmp_path, statement(turned)).rows
    assert row["credit"] == (direction == "CRDT")
    assert row["counterparty_name"] == other


@pytest.mark.parametrize(
    ("family", "below", "channel"),
    [
        ("CCRD", "POSD", "card"),
        ("CCRD", "CWDL", "cash"),
        ("CNTR", "CDPT", "cash"),
        ("RCDT", "SALA", "payroll"),
        ("ICDT", "XBCT", "wire"),
        ("IDDT", "PMDD", "ach"),
        ("ICHQ", "CCHQ", "cheque"),
        ("XXXX", "YYYY", "transfer"),
    ],
)
def test_bank_transaction_codes_say_how_money_moved(
    tmp_path: Path, family: str, below: str, channel: str
) -> None:
    taken = read(tmp_path, statement(entry(family=family, below=below)))
    assert taken.column("channel") == [channel]


def test_what_is_not_booked_is_left_out_and_noted(tmp_path: Path) -> None:
    waiting = entry(status="<Sts><Cd>PDNG</Cd></Sts>", reference="")
    taken = read(tmp_path, statement(waiting, entry(), entry(status="<Sts>INFO</Sts>")))
    assert taken.told.kept == {"transactions": 1}
    assert "message-0.xml: 2 entries are not booked; they were left out." in taken.told.notes


def test_entries_without_a_reference_are_named_after_their_statement(tmp_path: Path) -> None:
    """References of payers and numbers of entries repeat; rows must not be lost for it."""
    unnamed = entry(
        reference="",
        details=details("<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"),
    )
    counted = entry(reference="<NtryRef>1</NtryRef>")
    one = statement(unnamed, unnamed, counted, name="S1")
    two = statement(unnamed, counted, name="S2")
    taken = read(tmp_path, one, two, one)
    # The third message is the first again.
    assert taken.column("txn_id") == ["S1/1", "S1/2", "S2/1"]
    assert taken.told.duplicates == {"transactions": 5}


def test_a_day_without_a_clock_is_booked_at_noon(tmp_path: Path) -> None:
    taken = read(tmp_path, statement(entry(at="<Dt>2026-03-02</Dt>")))
    assert taken.column("hour") == [12]


def test_several_statements_in_one_message(tmp_path: Path) -> None:
    both = statement(entry()).replace(
        "</Stmt>",
        "</Stmt><Stmt><Id>S2</Id><Acct><Id><IBAN>FR76</IBAN></Id></Acct>"
        f"{entry(reference='')}</Stmt><Stmt><Id>S3</Id>{entry(reference='')}</Stmt>",
    )
    taken = read(tmp_path, both)
    assert sorted((row["account_id"], row["txn_id"]) for row in taken.rows) == [
        ("DE89", "REF1"),
        ("FR76", "S2/1"),
    ]
    # The third names no account; it is not the second's.
    assert [one["finding"] for one in taken.aside()] == ["is empty"]


def test_foreign_entries_are_changed_by_the_table_of_rates(tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("currency,rate\nEUR,0.85\n", "utf-8")
    taken = read(tmp_path, statement(entry()), currency="GBP", rates=rates)
    assert taken.column("cents") == [8500]


@pytest.mark.parametrize("version", ["02", "08", "12"])
def test_a_transfer_is_two_rows(tmp_path: Path, version: str) -> None:
    taken = read(tmp_path, samples.transfers(samples.transfer(), version=version))
    out, into = sorted(taken.rows, key=lambda row: row["credit"])
    assert (out["account_id"], out["counterparty"], out["country"]) == ("FR761", "999", "RO")
    assert (into["account_id"], into["counterparty"], into["country"]) == ("999", "FR761", "FR")
    for row in (out, into):
        assert (row["txn_id"], row["cents"], row["channel"]) == ("T1", 25050, "wire")
        assert row["memo"] == "for work in March"
        assert row["at"].isoformat() == "2026-03-02T10:00:00"  # as old as the message, in Berlin


def test_a_transfer_s_own_moment_comes_first(tmp_path: Path) -> None:
    when = (
        "<IntrBkSttlmDt>2026-03-05</IntrBkSttlmDt><AccptncDtTm>2026-03-04T08:00:00Z</AccptncDtTm>"
    )
    taken = read(tmp_path, samples.transfers(samples.transfer(when=when)))
    assert {row["at"].isoformat() for row in taken.rows} == {"2026-03-04T09:00:00"}


def test_transfers_without_a_reference_stay_two(tmp_path: Path) -> None:
    two = samples.transfers(*[samples.transfer(reference="")] * 2)
    assert read(tmp_path, two).told.kept == {"transactions": 4}


def test_a_transfer_without_an_amount_is_set_aside(tmp_path: Path) -> None:
    bare = samples.transfer().replace('<IntrBkSttlmAmt Ccy="EUR">250.50</IntrBkSttlmAmt>', "")
    taken = read(tmp_path, samples.transfers(samples.transfer(), bare))
    assert taken.rows_aside() == [3, 4]
    assert {one["finding"] for one in taken.aside()} == {"is empty"}


def test_a_mapping_of_other_files_is_none_of_messages(tmp_path: Path) -> None:
    files = {
        "message.xml": statement(entry()),
        "transactions.csv": lines("x,B,2026-03-02 10:00,5,cash,"),
    }
    taken = take(tmp_path, files, currency="EUR")
    assert sorted(taken.column("account_id")) == ["B", "DE89"]
    assert 'account_id = "account_id"' in (taken.folder / "mapping.toml").read_text("utf-8")


def beside_a_good_one(tmp: Path, bad: str | bytes) -> str:
    """Why a message cannot be read; the other file is kept whole, and of this one nothing."""
    taken = take(tmp, {"bad.xml": bad, "good.xml": statement(entry())}, currency="EUR")
    assert taken.column("txn_id") == ["REF1"]
    return taken.told.failed["bad.xml"]


def test_a_message_that_breaks_off_gives_nothing(tmp_path: Path) -> None:
    whole = statement(*(entry(reference=f"<AcctSvcrRef>X{n}</AcctSvcrRef>") for n in range(300)))
    for text in (whole[: len(whole) // 2], whole[:-1], whole.replace("</Ntry>", "</Nope>", 1)):
        why = beside_a_good_one(tmp_path, text)
        assert why.startswith("The XML breaks off or is not well formed:")
        assert why.endswith("Fetch the file again.")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
DOCTYPES = {
    "bomb": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "external": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "remote": '<!DOCTYPE x SYSTEM "http://198.51.100.1/x.dtd">',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://198.51.100.1/x">%p;]>',
    "harmless": "<!DOCTYPE Document>",
}


@pytest.mark.parametrize("kind", DOCTYPES)
@pytest.mark.parametrize("said", ["", "&l8;", "&e;"])
def test_what_defines_entities_is_refused(tmp_path: Path, kind: str, said: str) -> None:
    text = statement(entry(more=f"<AddtlNtryInf>{said}</AddtlNtryInf>"), header=DOCTYPES[kind])
    assert beside_a_good_one(tmp_path, text).startswith(
        ("The file defines entities;", "The XML breaks off or is not well formed:")
    )


def test_a_bomb_in_an_attribute_is_refused(tmp_path: Path) -> None:
    text = statement(header=DOCTYPES["bomb"]).replace("<Document ", '<Document id="&l8;" ')
    assert beside_a_good_one(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>Sign in</body></html>",
        "<Document><pain.001/></Document>",
        statement(),
    ],
)
def test_another_kind_of_file_is_told(tmp_path: Path, text: str) -> None:
    why = beside_a_good_one(tmp_path, text)
    assert why.startswith("This is no camt.053, camt.054 or pacs.008 message with entries.")


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"{}", b"<a>\xff</a>"])
def test_what_is_no_xml_is_told(tmp_path: Path, content: bytes) -> None:
    assert beside_a_good_one(tmp_path, content).startswith("The XML breaks off")


def test_rows_that_cannot_be_are_set_aside_with_their_number(tmp_path: Path) -> None:
    taken = read(tmp_path, statement(entry(), entry("much", reference=""), entry("", "")))
    assert [(one["file"], one["row"], one["column"]) for one in taken.aside()] == [
        ("message-0.xml", "2", "amount"),
        ("message-0.xml", "3", "amount"),
    ]


def test_a_long_message_is_read_block_by_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fulcrum.engines.screening.intake.iso20022.BLOCK", 7)
    many = [entry(f"{n}.00", reference=f"<AcctSvcrRef>{n}</AcctSvcrRef>") for n in range(1, 31)]
    taken = read(tmp_path, statement(*many))
    assert sum(taken.column("cents")) == 100 * sum(range(1, 31))


def test_messages_alone_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="No transaction could be read"):
        read(tmp_path, "<html/>")
