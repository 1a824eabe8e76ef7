"""Microsoft Project's XML (MSPDI): a plan in and out."""

from servanda.exchange.mspdi.elements import NotMspdi
from servanda.exchange.mspdi.reading import read
from servanda.exchange.mspdi.writing import write

__all__ = ["NotMspdi", "read", "write"]
