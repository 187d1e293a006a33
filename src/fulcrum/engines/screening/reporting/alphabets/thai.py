"""Thai: the Royal Thai General System, syllable by syllable.

Thai writes no spaces between syllables and leaves some vowels unwritten; they are put where they
most often stand. A person's own spelling may differ: where the bank holds it, hand that over.
"""

import re

STANDARD = "Royal Thai General System of Transcription (1999), simplified"
INITIAL = {
    **dict.fromkeys("ขฃคฅฆ", "kh"), **dict.fromkeys("จฉชฌ", "ch"), **dict.fromkeys("ซศษส", "s"),
    **dict.fromkeys("ฐฑฒถทธ", "th"), **dict.fromkeys("ผพภ", "ph"), **dict.fromkeys("ฝฟ", "f"),
    **dict.fromkeys("ญย", "y"), **dict.fromkeys("ฎด", "d"), **dict.fromkeys("ฏต", "t"),
    **dict.fromkeys("ณน", "n"), **dict.fromkeys("ลฬ", "l"), **dict.fromkeys("หฮ", "h"),
    "ก": "k", "ง": "ng", "บ": "b", "ป": "p", "ม": "m", "ร": "r", "ว": "w", "อ": "",
}  # fmt: skip
FINAL = {
    **dict.fromkeys("กขคฆ", "k"), **dict.fromkeys("จฉชฌซฎฏฐฑฒดตถทธศษส", "t"),
    **dict.fromkeys("ญณนรลฬ", "n"), **dict.fromkeys("บปผพฝฟภ", "p"),
    "ม": "m", "ง": "ng", "ย": "i", "ว": "o", "อ": "", "ห": "", "ฮ": "", "ฃ": "k", "ฅ": "k",
}  # fmt: skip
C = "[ก-ฮ]"
ONSET = f"(?P<onset>[กขคตปพผ][รลว]|ห[งญนมยรลว]|{C})"
SIGNS = "ะัาำิีึืุู"
NEXT = f"(?![{SIGNS}])"
VOWELS = [
    (re.compile(before + ONSET + after), sound)
    for before, after, sound in (
        ("เ", "ียะ?", "ia"), ("เ", "ือะ?", "uea"), ("เ", "าะ", "o"), ("เ", "า", "ao"),
        ("เ", f"อ{NEXT}ะ?", "oe"), ("เ", "ิ", "oe"), ("เ", f"ย{NEXT}", "oei"), ("เ", "ะ?", "e"),
        ("แ", "ะ?", "ae"), ("โ", "ะ?", "o"), ("[ใไ]", f"(?:ย{NEXT})?", "ai"),
        ("", "ัวะ?", "ua"), ("", "ัย", "ai"), ("", "ั", "a"), ("", "ำ", "am"),
        ("", f"าย{NEXT}", "ai"), ("", f"าว{NEXT}", "ao"), ("", "[าะ]", "a"),
        ("", f"ิว{NEXT}", "io"), ("", "[ิี]", "i"), ("", "ือ?", "ue"), ("", "ึ", "ue"),
        ("", f"[ุู]ย{NEXT}", "ui"), ("", "[ุู]", "u"), ("", f"อย{NEXT}", "oi"),
        ("", f"อ{NEXT}", "o"), ("", f"รร(?={C}{NEXT})", "a"), ("", f"รร{NEXT}", "an"),
        ("", f"ว(?={C}(?:$|[^{SIGNS}]))", "ua"),
    )
]  # fmt: skip
CLOSING = re.compile(f"{C}{NEXT}(?!อ(?:$|{C}))")
SILENT = re.compile(f"(?:[ทตดษ]?[รณ]|{C})[ิุ]?\u0e4c")
MARKS = re.compile("[\u0e47-\u0e4b\u0e4d\u0e4e]")


def _onset(letters: str) -> str:
    """The sound of one or two consonants that begin a syllable."""
    if len(letters) == 2 and letters[0] == "ห":
        return INITIAL[letters[1]]
    return "".join(INITIAL[letter] for letter in letters)


def _bare(run: str, *, at_end: bool) -> str:
    """Consonants without a written vowel: one, a closed syllable, or open ones before it."""
    if len(run) == 1:
        return FINAL[run] if at_end else f"{INITIAL[run]}a"
    opening = "".join(f"{INITIAL[letter]}a" for letter in run[:-2])
    return f"{opening}{INITIAL[run[-2]]}o{FINAL[run[-1]]}"


def _vowel_at(text: str, place: int) -> tuple[re.Match[str], str] | None:
    hits = ((rule.match(text, place), sound) for rule, sound in VOWELS)
    return next(((match, sound) for match, sound in hits if match), None)


def word(text: str) -> str:
    """A word in Latin letters; what is no Thai letter is left as it is."""
    text = MARKS.sub("", SILENT.sub("", text)).replace("ฤ", "รึ")
    found, run, place, closed = "", "", 0, 0
    while place < len(text):
        hit = _vowel_at(text, place)
        if hit is None and text[place] in INITIAL:
            run, place = run + text[place], place + 1
            continue
        found += _bare(run, at_end=False) if run else ""
        run = ""
        if hit is None:
            found, place = found + text[place], place + 1
            continue
        match, sound = hit
        found, place = f"{found}{_onset(match['onset'])}{sound}", match.end()
        closing = CLOSING.match(text, place) if sound not in {"ai", "ao", "am"} else None
        if closing and not _opens(text, place):
            found, place = found + FINAL[text[place]], place + 1
            closed = place
    if not run or (run == "ร" and closed == place - 1):  # not spoken after a closing consonant
        return found
    return found + _bare(run, at_end=True)


def _opens(text: str, place: int) -> bool:
    """Whether a consonant begins the next syllable rather than closes this one."""
    return any(rule.match(text, place) for rule, sound in VOWELS if sound not in {"ua", "an"})
