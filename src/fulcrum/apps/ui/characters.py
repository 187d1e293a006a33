"""Characters that files cannot hold. A renderer given one fails, or takes the process with it."""

# XML 1.0 knows no control characters but these three, no halves of pairs, no last two of its plane.
_CONTROLS = {code: None for code in (*range(32), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}
_HALVES = dict.fromkeys(range(0xD800, 0xE000))
_ALL = _CONTROLS | _HALVES


def writable(text: object) -> str:
    """A text without what neither XML nor a spreadsheet can hold."""
    whole = str(text)
    return whole.translate(_CONTROLS if whole.isascii() else _ALL)
