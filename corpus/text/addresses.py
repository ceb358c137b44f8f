"""Addresses in texts."""

import re

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
"""An e-mail address. What looks like the beginning of one is tried once, so that long lines take no longer."""
