"""How sure a mean is: bootstrap intervals and a paired permutation test, seeded so that a run can be repeated."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000  # Efron, Tibshirani (1993), An Introduction to the Bootstrap, 19.3: 1000 and more for percentiles
PERMUTATIONS = 10_000  # the smallest p-value it can tell is 1 / 10,001
EXACT_BELOW = 14  # 2**13 sign patterns are fewer than PERMUTATIONS: all are tried
SEED = 20250305
CONFIDENCE = 0.95


def bootstrap_interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of the mean of at least one value; one value is its own interval.

    Source: Efron, Tibshirani (1993), An Introduction to the Bootstrap, 13.3.

    Example:
        >>> bootstrap_interval([1.0, 1.0, 1.0])
        (1.0, 1.0)
    """
    sample = _sample(values)
    rng = np.random.default_rng(SEED)
    means = sample[rng.integers(0, len(sample), (RESAMPLES, len(sample)))].mean(axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return float(low), float(high)


def paired_p_value(differences: Sequence[float]) -> float:
    """Return the two-sided p-value of a sign-flip permutation test that paired differences have mean 0.

    Exact for up to 13 differences that are not zero; else 10,000 random flips with the observed one counted in. All
    differences zero: 1.
    Source: Good (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses, 3.2; Phipson, Smyth (2010) for + 1.

    Example:
        Three cases turned for the better, none for the worse: 2 of 8 sign patterns are as extreme.

        >>> paired_p_value([1.0, 1.0, 1.0, 0.0])
        0.25
    """
    sample = _sample(differences)
    sample = sample[sample != 0]
    if not len(sample):
        return 1.0
    observed = abs(sample.sum())
    near = observed * (1 - 1e-9)  # sums of floats in another order may differ in the last digit
    if len(sample) < EXACT_BELOW:
        patterns = np.arange(2 ** len(sample))[:, None] >> np.arange(len(sample)) & 1
        return float((np.abs((1 - 2 * patterns) @ sample) >= near).mean())
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), (PERMUTATIONS, len(sample)))
    return float((1 + (np.abs(signs @ sample) >= near).sum()) / (PERMUTATIONS + 1))


def _sample(values: Sequence[float]) -> NDArray[np.float64]:
    sample = np.asarray(values, np.float64)
    if sample.ndim != 1 or not len(sample) or not np.isfinite(sample).all():
        raise ValueError(f"expected at least one finite value, found {values!r:.80}")
    return sample
