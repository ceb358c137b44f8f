"""The array type that encoder, indexes and ranking hand to each other."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
