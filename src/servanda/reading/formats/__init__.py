"""From the bytes of a document to the text that everything else refers to.

Plain text and Markdown keep their own words exactly; HTML, DOCX and PDF are laid out as lines, and
parsed in a child process that has little memory, little time, no files and no network.
"""

from servanda.reading.formats.extraction import Extracted, extract
from servanda.reading.formats.limits import DEFAULT, Limits
from servanda.reading.formats.refusal import UnreadableDocument

__all__ = ["DEFAULT", "Extracted", "Limits", "UnreadableDocument", "extract"]
