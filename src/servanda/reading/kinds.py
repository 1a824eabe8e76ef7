"""The kinds of part of an instrument: their `eId` prefix, their rank and their Akoma Ntoso name."""

PREFIX = {
    "part": "part", "title": "title", "chapter": "chp", "section": "sec", "article": "art", "annex": "annex",
    "appendix": "annex", "schedule": "annex", "attachment": "annex", "exhibit": "annex", "protocol": "annex",
    "roman": "sec", "heading": "sec", "capital": "subsec", "pillar": "sec", "phase": "sec", "item": "para",
    "decimal": "para", "arabic": "para", "paragraph": "para", "letter": "point", "small_roman": "point",
    "bullet": "indent", "recital": "rec", "footnote": "fn", "plain": "para", "continuation": "subpara",
}  # fmt: skip
RANK: dict[str, float] = {
    "annex": 0, "appendix": 0, "schedule": 0, "attachment": 0, "exhibit": 0, "protocol": 0,
    "part": 1, "title": 1, "chapter": 2, "section": 3, "article": 5, "pillar": 3, "phase": 5.3,
    "roman": 4, "heading": 6, "capital": 7, "decimal": 9, "arabic": 8, "paragraph": 8, "item": 8,
    "letter": 10, "small_roman": 11, "bullet": 12, "plain": 8, "recital": 8,
}  # fmt: skip
KIND = {
    "annex": "annex", "appendix": "annex", "schedule": "annex", "attachment": "annex", "exhibit": "annex",
    "protocol": "annex", "part": "part", "title": "title", "chapter": "chapter", "section": "section",
    "article": "article", "roman": "section", "heading": "section", "capital": "subsection", "pillar": "section",
    "phase": "section", "decimal": "paragraph", "arabic": "paragraph", "paragraph": "paragraph", "item": "paragraph",
    "letter": "point", "small_roman": "point", "bullet": "indent", "plain": "paragraph", "recital": "recital",
    "continuation": "subparagraph", "footnote": "footnote",
}  # fmt: skip
