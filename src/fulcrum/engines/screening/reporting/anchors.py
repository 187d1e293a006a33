"""Patterns of a schema that were written for another kind of regular expression.

XSD patterns match whole values; `^` and `$` mean nothing special in them, so that a validator that
keeps to the standard looks for these very characters. goAML's published schema writes them. They
are taken off the patterns in memory; the file stays as it is.
"""

ESCAPE = "\\"


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, as far as they stand outside brackets and parentheses."""
    parts, depth, in_class, escaped = [""], 0, 0, False
    for letter in pattern:
        if not escaped and not in_class and not depth and letter == "|":
            parts.append("")
            continue
        parts[-1] += letter
        if escaped:
            escaped = False
        elif letter == ESCAPE:
            escaped = True
        elif letter == "[":
            in_class += 1
        elif letter == "]" and in_class:
            in_class -= 1
        elif not in_class:
            depth += {"(": 1, ")": -1}.get(letter, 0)
    return parts


def _ends_in_anchor(branch: str) -> bool:
    """Whether a trailing dollar sign is one, and not an escaped character."""
    body = branch[:-1]
    return branch.endswith("$") and (len(body) - len(body.rstrip(ESCAPE))) % 2 == 0


def _bare(branch: str) -> str:
    bare = branch.removeprefix("^")
    return bare[:-1] if _ends_in_anchor(bare) else bare


def without_anchors(pattern: str) -> str:
    """A pattern without the anchors at both ends of each of its alternatives."""
    return "|".join(_bare(branch) for branch in _branches(pattern))
