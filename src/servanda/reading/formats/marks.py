"""The marks of ordered lists: 1., (a), (iv)."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3_999


def letters(number: int) -> str:
    """Count in letters as lists do.

    >>> letters(1), letters(26), letters(27)
    ('a', 'z', 'aa')
    """
    if number < 1:
        return str(number)
    whole, rest = divmod(number - 1, 26)
    return (letters(whole) if whole else "") + chr(ord("a") + rest)


def repeated_letter(number: int) -> str:
    """Count in letters as Word does.

    >>> repeated_letter(26), repeated_letter(27), repeated_letter(28)
    ('z', 'aa', 'bb')
    """
    if not 1 <= number <= 780:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def roman(number: int) -> str:
    """Count in small Roman numerals.

    >>> roman(4), roman(1999)
    ('iv', 'mcmxcix')
    """
    if not 1 <= number <= _LARGEST_ROMAN:
        return str(number)
    out = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        out += numeral * times
    return out


def list_mark(style: str, number: int) -> str:
    """Write the mark of an HTML list item.

    >>> [list_mark(style, 3) for style in "1aAiI"]
    ['3.', '(c)', 'C.', '(iii)', 'III.']
    """
    written = {
        "a": f"({letters(number)})",
        "A": f"{letters(number).upper()}.",
        "i": f"({roman(number)})",
        "I": f"{roman(number).upper()}.",
    }
    return written.get(style, f"{number}.")
