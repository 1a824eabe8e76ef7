"""Azerbaijani words of time."""

import re

SEED = re.compile(r"(?!)")
