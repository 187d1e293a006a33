"""Messages of ISO 20022 written by hand: as little as is valid, and what banks really do."""

CAMT053 = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
CAMT054 = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.{version}"
PACS008 = "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.{version}"


def entry(
    amount: str = "100.00",
    direction: str = "CRDT",
    *,
    at: str = "<DtTm>2026-03-02T21:30:00+01:00</DtTm>",
    reference: str = "<AcctSvcrRef>REF1</AcctSvcrRef>",
    status: str = "<Sts>BOOK</Sts>",
    more: str = "",
    details: str = "",
    family: str = "RCDT",
    below: str = "ESCT",
) -> str:
    """One entry."""
    code = f"<Cd>PMNT</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{below}</SubFmlyCd></Fmly>"
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{more}{status}'
        f"<BookgDt>{at}</BookgDt>{reference}<BkTxCd><Domn>{code}</Domn></BkTxCd>{details}</Ntry>"
    )


def details(*parts: str) -> str:
    """What an entry is made of, in one batch."""
    return f"<NtryDtls>{''.join(f'<TxDtls>{part}</TxDtls>' for part in parts)}</NtryDtls>"


def parties(name: str = "", *, wrapped: bool = False) -> str:
    """Both sides of a movement; newer versions wrap people."""
    left, right = ("<Pty>", "</Pty>") if wrapped else ("", "")

    def side(tag: str, who: str, account: str, country: str) -> str:
        address = f"<PstlAdr><Ctry>{country}</Ctry></PstlAdr>"
        return (
            f"<{tag}>{left}<Nm>{who}{name}</Nm>{address}{right}</{tag}>"
            f"<{tag}Acct><Id>{account}</Id></{tag}Acct>"
        )

    payer = side("Dbtr", "Payer", "<IBAN>FR761</IBAN>", "FR")
    payee = side("Cdtr", "Payee", "<Othr><Id>999</Id></Othr>", "RO")
    agents = (
        "<RltdAgts><DbtrAgt><FinInstnId><BICFI>PAYRFRPP</BICFI></FinInstnId></DbtrAgt>"
        "<CdtrAgt><FinInstnId><BIC>PAYEROBU</BIC></FinInstnId></CdtrAgt></RltdAgts>"
    )
    return f"<RltdPties>{payer}{payee}</RltdPties>{agents}"


def statement(
    *entries: str,
    version: str = "02",
    name: str = "S1",
    account: str = "<Id><IBAN>DE89</IBAN></Id>",
    header: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    """A camt.053."""
    return (
        f'{header}<Document xmlns="{CAMT053.format(version=version)}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-03T01:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{name}</Id><CreDtTm>2026-03-03T01:00:00</CreDtTm><Acct>{account}</Acct>"
        f"{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )


def notification(*entries: str, version: str = "08") -> str:
    """A camt.054, with a prefix before every name as some banks write it."""
    body = (
        "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M</MsgId></GrpHdr><Ntfctn><Id>N1</Id>"
        f"<Acct><Id><Othr><Id>ACC7</Id></Othr></Id></Acct>{''.join(entries)}</Ntfctn>"
        "</BkToCstmrDbtCdtNtfctn>"
    )
    named = body.replace("</", "\0").replace("<", "<c:").replace("\0", "</c:")
    return f'<c:Document xmlns:c="{CAMT054.format(version=version)}">{named}</c:Document>'


def transfer(*, when: str = "", reference: str = "<TxId>T1</TxId>") -> str:
    """One customer credit transfer."""
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>NOTPROVIDED</EndToEndId>{reference}</PmtId>"
        f'<IntrBkSttlmAmt Ccy="EUR">250.50</IntrBkSttlmAmt>{when}'
        "<Dbtr><Nm>Payer</Nm><PstlAdr><Ctry>FR</Ctry></PstlAdr></Dbtr>"
        "<DbtrAcct><Id><IBAN>FR761</IBAN></Id></DbtrAcct>"
        "<DbtrAgt><FinInstnId><BICFI>PAYRFRPP</BICFI></FinInstnId></DbtrAgt>"
        "<CdtrAgt><FinInstnId><BICFI>PAYEROBU</BICFI></FinInstnId></CdtrAgt>"
        "<Cdtr><Nm>Payee</Nm><PstlAdr><Ctry>RO</Ctry></PstlAdr></Cdtr>"
        "<CdtrAcct><Id><Othr><Id>999</Id></Othr></Id></CdtrAcct>"
        "<RmtInf><Ustrd>for work</Ustrd><Ustrd>in March</Ustrd></RmtInf></CdtTrfTxInf>"
    )


def transfers(*made: str, version: str = "08") -> str:
    """A pacs.008."""
    return (
        f'<Document xmlns="{PACS008.format(version=version)}"><FIToFICstmrCdtTrf><GrpHdr>'
        "<MsgId>M</MsgId><CreDtTm>2026-03-02T09:00:00Z</CreDtTm></GrpHdr>"
        f"{''.join(made)}</FIToFICstmrCdtTrf></Document>"
    )
