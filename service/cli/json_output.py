"""What commands print for programs."""

import json
import sys

from service.printable import printable_json


def print_json(value: object) -> None:
    """Print a value as a line of JSON; texts in it may come from documents."""
    sys.stdout.write(f"{printable_json(json.dumps(value, ensure_ascii=False))}\n")
