"""Akoma Ntoso 3.0: an agreement as read, in the OASIS standard for legal documents, and back.

The text is cut into `num`, `heading` and `p` elements without losing or adding a character: their
texts, joined in order, are the text of the agreement, with `eop` for a form feed. The provisions
keep their `eId`s. What the standard has no element for (commitments and the instrument's own terms)
stands in `otherAnalysis`, in a namespace of its own, and names provisions by `eId`, words by span.
"""

from servanda.exchange.akoma_ntoso.reading import NotAkomaNtoso, read_back
from servanda.exchange.akoma_ntoso.writing import write

__all__ = ["NotAkomaNtoso", "read_back", "write"]
