import socket
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fulcrum.engines.screening.reporting.anchors import without_anchors
from fulcrum.engines.screening.reporting.complaints import complaints, in_words
from fulcrum.engines.screening.reporting.goaml import write_goaml
from fulcrum.engines.screening.reporting.validate import read_schema, validate
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.reporting.made import report_of
from tests.engines.screening.reporting.schema import SCHEMA

XML = write_goaml(report_of()).xml
BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>
<report>&c;</report>"""
READER = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>
<report>&b;</report>"""


@pytest.mark.parametrize(
    ("pattern", "bare"),
    [
        ("^[a-zA-Z0-9 .'-]*$", "[a-zA-Z0-9 .'-]*"),
        ("[a-z]+", "[a-z]+"),
        ("^a", "a"),
        ("a$", "a"),
        (r"a\$", r"a\$"),
        (r"a\\$", r"a\\"),
        ("[$^]", "[$^]"),
        ("^[^$]+$", "[^$]+"),
        ("^a$|^b$", "a|b"),
        ("^(a|b)$", "(a|b)"),
        ("^[|]$", "[|]"),
        (r"^\|$", r"\|"),
        (r"^\[a$|^b\]$", r"\[a|b\]"),
        ("", ""),
        ("^$", ""),
    ],
)
def test_anchors_are_taken_off_the_ends_of_alternatives(pattern: str, bare: str) -> None:
    assert without_anchors(pattern) == bare
    assert without_anchors(bare) == bare


@given(some.text("ab[]()|^$\\x.", max_size=14))
def test_nothing_but_anchors_is_taken_off(pattern: str) -> None:
    bare = without_anchors(pattern)
    assert bare.replace("^", "").replace("$", "") == pattern.replace("^", "").replace("$", "")


def test_a_standards_true_validator_would_refuse_every_name() -> None:
    told = validate(XML, SCHEMA)
    assert told.is_valid
    assert told.stripped == 2
    assert "2 patterns of the schema carry anchors" in told.summary()
    assert told.schema_digest == sha256(SCHEMA).hexdigest()
    assert told.file_digest == sha256(XML).hexdigest()
    assert told.to_dict()["complaints"] == ()


def test_the_schema_is_not_changed() -> None:
    before = bytes(SCHEMA)
    validate(XML, SCHEMA)
    assert before == SCHEMA


def test_a_schema_without_anchors_says_nothing_of_them() -> None:
    plain = SCHEMA.replace(b"^[", b"[").replace(b"*$", b"*").replace(b"}$", b"}")
    told = validate(XML, plain)
    assert (told.is_valid, told.stripped) == (True, 0)
    assert "anchors" not in told.summary()


@pytest.mark.parametrize(
    ("old", "new", "path", "what"),
    [
        (b"<report_code>STR<", b"<report_code>XYZ<", "/report/report_code", "none of the codes"),
        (b">Jose<", b">Jos\xc3\xa9<", "first_name", "characters that are not allowed"),
        (b">1234.50<", b">much<", "/report/transaction[1]/amount_local", "is no decimal"),
        (b"<rentity_id>17<", b"<rentity_id>0<", "/report/rentity_id", "0 is less than 1."),
        (b"<zip>BS1 1AA<", b"<zip>BS1 1AA BS1 1AA<", "zip", "15 characters; 10 are allowed"),
        (b"<transactionnumber>T1<", b"<transactionnumber><", "transactionnumber",
         "0 characters; 1 are needed"),
        (b"<report_code>STR</report_code>", b"", "/report/entity_reference",
         "entity_reference stands where report_code must."),
        (b"<rentity_branch>Head office</rentity_branch>", b"<surprise/>", "/report/surprise",
         "surprise stands where rentity_branch or submission_code must."),
        (b"<transactionnumber>T1<", b"text<transactionnumber>T1<", "/report/transaction[1]",
         "text where only elements may stand"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_words_with_path_and_line(
    old: bytes, new: bytes, path: str, what: str
) -> None:
    assert old in XML
    broken = XML.replace(old, new, 1)
    told = validate(broken, SCHEMA)
    assert len(told.complaints) == 1, told.summary()
    (one,) = told.complaints
    assert what in one.what
    assert one.path.endswith(path) or path in one.path
    lines = broken[: broken.index(new or b"<entity_reference>")].count(b"\n") + 1
    assert abs(one.line - lines) <= 1
    assert f"Line {one.line}" in told.summary()
    assert "1 things are wrong" in told.summary()


def test_something_missing_at_the_end_and_another_document() -> None:
    cut = XML[: XML.index(b"<report_indicators>")] + b"</report>"
    assert (
        "report lacks transaction, activity or report_indicators."
        in validate(cut, SCHEMA).summary()
    )
    assert "is not what this schema is about" in validate(b"<other/>", SCHEMA).summary()


def test_a_rare_message_is_told_in_its_own_words() -> None:
    assert in_words("Something  rare\nhappened") == "Something rare happened."
    assert in_words("Element 'a': This element is not expected.") == "a may not stand here."
    assert "is no value that is allowed here" in in_words(
        "Element 'a': 'x' is not a valid value of the local atomic type."
    )
    assert in_words("[facet 'maxInclusive'] The value '9' is greater than the maximum value "
                    "allowed ('5').") == "9 is more than 5."  # fmt: skip


@pytest.mark.parametrize("data", [BOMB, READER], ids=["bomb", "reader"])
def test_entities_are_refused_in_either_file(data: bytes) -> None:
    with pytest.raises(FulcrumError, match="DOCTYPE"):
        validate(data, SCHEMA)
    with pytest.raises(FulcrumError, match="DOCTYPE"):
        validate(XML, data)


@pytest.mark.parametrize("data", [b"", b"<a>", b"\x00", b"<?xml version='1.0'?>"])
def test_what_is_no_xml_is_told(data: bytes) -> None:
    with pytest.raises(FulcrumError, match="report is no well-formed XML"):
        validate(data, SCHEMA)
    with pytest.raises(FulcrumError, match="schema is no well-formed XML"):
        validate(XML, data)


def schema(body: str) -> bytes:
    return f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{body}</xs:schema>'.encode()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<report/>", "no XML schema"),
        (schema('<xs:include schemaLocation="http://example.invalid/a.xsd"/>'), "other files"),
        (schema('<xs:import namespace="urn:x" schemaLocation="file:///etc/a.xsd"/>'), "other"),
        (schema('<xs:element name="a" type="missing"/>'), "cannot be used"),
    ],
)
def test_a_schema_that_cannot_be_used_is_told(
    data: bytes, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(FulcrumError, match=what) as told:
        read_schema(data)
    assert told.value.mend


def test_a_value_that_breaks_a_facet_is_told_once() -> None:
    @dataclass(frozen=True)
    class Entry:
        message: str
        path: str = "/report/a"
        line: int = 3
        type_name: str = "SCHEMAV"

    facet = Entry("Element 'a': [facet 'enumeration'] The value 'x' is not an element of the set")
    again = Entry("Element 'a': 'x' is not a valid value of the local atomic type.")
    other = Entry(again.message, path="/report/b")
    assert [one.path for one in complaints([facet, again, other])] == ["/report/a", "/report/b"]
