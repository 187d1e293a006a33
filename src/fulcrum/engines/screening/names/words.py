"""What folding a name needs to know: letters, legal forms, particles and titles. All choices ours."""

# Letters of other scripts are what this module is about.
# ruff: noqa: RUF001


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Letters that Unicode does not take apart, or that are written with two Latin ones.
LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "ħ": "h", "ŋ": "n", "ə": "a", "ʻ": None, "ʼ": None, "’": None, "‘": None, "'": None,
        "`": None, "´": None,
    }
)  # fmt: skip
# Cyrillic and Greek as passports mostly write them. Other scripts stay as they are, and match only
# a list's own spelling in that script.
SCRIPTS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh",
        "з": "z", "и": "i", "й": "y", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
        "ш": "sh", "щ": "shch", "ъ": None, "ы": "y", "ь": None, "э": "e", "ю": "yu", "я": "ya",
        "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
        "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
        "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
# A German umlaut and its two letters are one; so are both spellings of every other name.
DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))

APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʻʼ"))  # of one word: O'Brien
# Said in several ways, meant as one.
SAME = {
    "limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co",
    "cooperation": "corp", "private": "pvt", "aktiengesellschaft": "ag", "mohd": "mohammad",
    "md": "mohammad", "muh": "mohammad",
}  # fmt: skip
FORMS = _words(
    "ltd llc llp lp plc inc corp co gmbh mbh ag kg ohg sa sas sarl srl spa bv nv oy oyj ab aps "
    "pte pty pvt jsc ojsc pjsc cjsc ooo oao zao pao kk kft doo sdn bhd est fze fzco fzc wll dmcc "
    "tov sl cv se ev"
)
TITLES = _words("mr mrs ms miss mx dr prof sir hajj haji sheikh shaikh eng")
# What firms call themselves besides their name.
TRADE_WORDS = _words(
    "trading traders trade shipping general group holding holdings international intl global "
    "services service industries industrial industry enterprise enterprises import imports export "
    "exports bank construction contracting logistics transport textiles foods investment "
    "investments consulting consultants management development technology technologies systems "
    "solutions products foundation association agency"
)
PARTICLES = _words(
    "al el ul as bin ibn ben bint de del dela della la le los las da das do dos di du van von der "
    "den ter ten of the and und et zu af av"
)
# The first part of names such as Abdulrahman, written as two words.
SERVANT_OF = tuple([first, second] for first in ("abd", "abdu") for second in ("al", "el", "ul"))
