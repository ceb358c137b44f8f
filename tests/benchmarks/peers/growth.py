"""How a figure grows with size."""

from collections.abc import Sequence

import numpy as np


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The exponent `b` of `values = a * sizes ** b`, by least squares of the logarithms: 1 is linear, 0 constant.

    Raises ValueError for fewer than two sizes, or one that isn't positive.
    """
    if len(sizes) != len(values) or len(set(sizes)) < 2 or min(*sizes, *values) <= 0:
        raise ValueError(f"no growth can be fitted through {list(zip(sizes, values, strict=False))}")
    slope, _ = np.polyfit(np.log(sizes), np.log(values), 1)
    return float(slope)
