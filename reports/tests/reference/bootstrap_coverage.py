"""How often 95 % intervals for a mean of D cluster means hold the truth: Student t, percentile bootstrap, BCa.

    python bootstrap_coverage.py

1,500 trials each, 1,000 resamples. Standard error of a coverage near 0.9: 0.008.
"""

import numpy as np
from scipy.stats import norm, t

RESAMPLES, TRIALS = 1000, 1500
rng = np.random.default_rng(1)


def coverage(draws, generate, truth):
    held = np.zeros(3)
    for _ in range(TRIALS):
        x = generate(draws)
        mean, error = x.mean(), x.std(ddof=1) / np.sqrt(draws)
        held[0] += abs(mean - truth) <= t.ppf(0.975, draws - 1) * error
        if error == 0:
            continue
        b = np.sort(x[rng.integers(0, draws, (RESAMPLES, draws))].mean(axis=1))
        low, high = np.quantile(b, [0.025, 0.975])
        held[1] += low <= truth <= high
        bias = norm.ppf(((b < mean).sum() + 0.5 * (b == mean).sum()) / RESAMPLES)
        d = x - mean
        acceleration = (d**3).sum() / (6 * (d**2).sum() ** 1.5)
        z = norm.ppf([0.025, 0.975])
        low, high = np.quantile(b, norm.cdf(bias + (bias + z) / (1 - acceleration * (bias + z))))
        held[2] += low <= truth <= high
    return held / TRIALS


print("means, draws, student t, percentile, BCa")
for name, generate, truth in (
    ("lognormal 1", lambda d: rng.lognormal(0, 1, d), np.exp(0.5)),
    ("lognormal 1.5", lambda d: rng.lognormal(0, 1.5, d), np.exp(1.125)),
    ("exponential in 1 of 20", lambda d: rng.exponential(1, d) * (rng.random(d) < 0.05), 0.05),
    ("normal", lambda d: rng.normal(0, 1, d), 0.0),
):
    for draws in (20, 50, 200):
        print(name, draws, *coverage(draws, generate, truth).round(3), sep=", ", flush=True)
