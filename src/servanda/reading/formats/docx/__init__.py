"""DOCX: the parts of the package, the numbers that Word only computes, and the text in order."""

from servanda.reading.formats.docx.document import blocks_of

__all__ = ["blocks_of"]
