"""Computes reference.csv: values that reports/src/statistics must give, by implementations that share no code with it.

    pip install -r requirements.txt
    python make_reference.py > reference.csv

One row per value: what is computed (`function`), on which input (`case`), which part of the answer (`part`), and the
value to 17 digits. The inputs stand in reference_inputs.csv, written by the same run, so that the test reads both
and neither side types numbers again.
"""

import csv
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["function", "case", "part", "value"])
inputs = csv.writer(open("reference_inputs.csv", "w", newline=""), lineterminator="\n")
inputs.writerow(["case", "column", "values"])


def row(function, case, part, value):
    out.writerow([function, case, part, repr(float(value))])


def given(case, column, values):
    values = [float(f"{v:.12g}") for v in values]
    inputs.writerow([case, column, " ".join(repr(v) for v in values)])
    return np.array(values)


# Laws: scipy.
for p in (1e-10, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999):
    row("normal_quantile", f"{p}", "z", stats.norm.ppf(p))
for z in (-8.0, -1.96, 0.0, 0.5, 3.0):
    row("normal_cdf", f"{z}", "p", stats.norm.cdf(z))
for df in (1, 2.5, 9, 49, 199, 9999):
    for p in (0.0001, 0.025, 0.4, 0.9, 0.995):
        row("student_quantile", f"{p} {df}", "t", stats.t.ppf(p, df))
    for t in (0.1, 1.0, 2.5, 12.0):
        row("student_two_sided_p", f"{t} {df}", "p", 2 * stats.t.sf(t, df))
for a, b in ((0.5, 0.5), (2, 30), (1, 29), (81, 183), (4000, 0.5), (12.5, 7.25)):
    for x in (0.001, 0.2, 0.5, 0.97):
        row("beta_cdf", f"{x} {a} {b}", "p", stats.beta.cdf(x, a, b))
    for p in (0.025, 0.5, 0.975):
        row("beta_quantile", f"{p} {a} {b}", "x", stats.beta.ppf(p, a, b))
for n, p in ((10, 0.5), (200, 0.05), (10000, 0.95)):
    for k in (0, int(n * p) - 3, int(n * p), int(n * p) + 2):
        row("binomial_cdf", f"{k} {n} {p}", "p", stats.binom.cdf(k, n, p))

# Shares: statsmodels.
for events, n in ((0, 20), (1, 29), (15, 148), (81, 263), (148, 148), (3, 10000)):
    for method, name in (("beta", "clopper_pearson"), ("wilson", "wilson")):
        low, high = proportion_confint(events, n, alpha=0.05, method=method)
        row(name, f"{events} {n}", "low", low)
        row(name, f"{events} {n}", "high", high)

# Holm: statsmodels.
rng = np.random.default_rng(20261125)
p = given("holm", "p", rng.beta(0.4, 3, 12))
for i, adjusted in enumerate(multipletests(p, method="holm")[1]):
    row("holm", "holm", str(i), adjusted)

# A comparison of 12 draws x 8 replications: skewed, with zeros, and a draw effect.
D, R = 12, 8
draw_effect = rng.lognormal(0, 0.6, D).repeat(R)
baseline = given("compare", "baseline", draw_effect * rng.lognormal(2, 1, D * R) * (rng.random(D * R) < 0.7))
chosen = given("compare", "set", np.where(rng.random(D * R) < 0.4, baseline, baseline * rng.uniform(0, 1.3, D * R)))
d = chosen - baseline
groups = np.arange(D).repeat(R)

# Clustered mean: ordinary t on the draw means (scipy), and the sandwich of statsmodels for unequal counts.
means = d.reshape(D, R).mean(axis=1)
test = stats.ttest_1samp(means, 0.0)
row("paired", "compare", "difference", means.mean())
row("paired", "compare", "p", test.pvalue)
row("paired", "compare", "low", test.confidence_interval(0.95).low)
row("paired", "compare", "high", test.confidence_interval(0.95).high)
row("paired", "compare", "n_discordant", (chosen != baseline).sum())

# Only where both are positive: unequal counts. statsmodels' cluster-robust covariance with correction D/(D-1) x
# (N-1)/(N-k), k = 1, which leaves D/(D-1); t with D - 1 degrees of freedom.
keep = (chosen > 0) & (baseline > 0)
fit = sm.OLS(d[keep], np.ones(keep.sum())).fit(cov_type="cluster", cov_kwds={"groups": groups[keep]}, use_t=True)
low, high = fit.conf_int(0.05)[0]
row("paired_where_both", "compare", "n", keep.sum())
row("paired_where_both", "compare", "difference", fit.params[0])
row("paired_where_both", "compare", "standard_error", fit.bse[0])
row("paired_where_both", "compare", "p", fit.pvalues[0])
row("paired_where_both", "compare", "low", low)
row("paired_where_both", "compare", "high", high)

# Chance and ignorance: F from scipy; the components from it.
f = stats.f_oneway(*d.reshape(D, R)).statistic
within = d.reshape(D, R).var(axis=1, ddof=1).mean()
row("variance_split", "compare", "f", f)
row("variance_split", "compare", "within", within)
row("variance_split", "compare", "between", max(0.0, (f - 1) * within / R))

# Rank stability by brute force instead of the formula: the posterior of each draw's true difference on a fine grid.
between, noise = means.var(ddof=1) - within / R, within / R
assert between > 0
grid = np.linspace(means.mean() - 12 * between**0.5, means.mean() + 12 * between**0.5, 400_001)
prior = stats.norm.pdf(grid, means.mean(), between**0.5)
chances = []
for m in means:
    posterior = prior * stats.norm.pdf(m, grid, noise**0.5)
    below = np.interp(0.0, grid, np.concatenate([[0], np.cumsum((posterior[1:] + posterior[:-1]) / 2)]))
    chances.append(below / ((posterior[1:] + posterior[:-1]) / 2).sum())
row("rank_stability", "compare", "value", np.mean(chances))

# Quantiles: numpy's default is definition 7; the ranks from scipy's binomial quantiles.
ascending = np.sort(baseline)
for p in (0.05, 0.5, 0.95):
    row("quantile", f"{p}", "value", np.quantile(baseline, p))
n = 60
for p in (0.1, 0.5, 0.95):
    # scipy's ppf gives the smallest k with cdf(k) >= q: the upper rank is k + 1 (1-based), the lower is the number of k
    # with cdf(k) <= 0.025.
    lower = sum(stats.binom.cdf(k, n, p) <= 0.025 for k in range(n))
    upper = int(stats.binom.ppf(0.975, n, p)) + 1
    row("quantile_ranks", f"{p} {n}", "low", lower)
    row("quantile_ranks", f"{p} {n}", "high", upper if upper <= n else -1)

# BCa: scipy's, on the draw means, with many resamples; compared within its own resampling error.
boot = stats.bootstrap((means,), np.mean, n_resamples=400_000, method="BCa", rng=np.random.default_rng(1), batch=20_000)
row("bootstrap", "compare", "low", boot.confidence_interval.low)
row("bootstrap", "compare", "high", boot.confidence_interval.high)
row("bootstrap", "compare", "standard_error", boot.standard_error)

# Delays: lifelines. Distinct times, so that its breaking of ties by jitter changes nothing.
n = 40
true = rng.weibull(0.8, n) * 30
censor = rng.uniform(5, 80, n)
time = given("delays", "time", np.minimum(true, censor))
cause = given("delays", "cause", np.where(true <= censor, rng.integers(1, 3, n), 0))
km = KaplanMeierFitter().fit(time, cause > 0)
horizon = 40.0
interval = km.confidence_interval_survival_function_
for at in (3.0, 10.0, 25.0, 39.0):
    row("kaplan_meier", f"{at}", "survival", km.predict(at))
    row("kaplan_meier", f"{at}", "low", interval.iloc[interval.index.searchsorted(at, side="right") - 1, 0])
    row("kaplan_meier", f"{at}", "high", interval.iloc[interval.index.searchsorted(at, side="right") - 1, 1])
    row("kaplan_meier", f"{at}", "at_risk", (time >= at).sum())
row("kaplan_meier", "median", "time", km.median_survival_time_)
row("restricted_mean", "40", "mean", restricted_mean_survival_time(km, t=horizon))
# lifelines has no variance of the estimate: statsmodels gives survival and standard error at each time; the variance of an
# area under the curve is the double integral of cov(S(s), S(t)) = S(s) S(t) x Greenwood's sum at min(s, t).
sf = sm.SurvfuncRight(time, cause > 0)
knots = np.concatenate([[0.0], sf.surv_times[sf.surv_times <= horizon], [horizon]])
surv = np.concatenate([[1.0], sf.surv_prob[sf.surv_times <= horizon]])
se = np.concatenate([[0.0], sf.surv_prob_se[sf.surv_times <= horizon]])
green = (se / surv) ** 2
area = surv * np.diff(knots)
row("restricted_mean", "40", "variance", (np.outer(area, area) * np.minimum.outer(green, green)).sum())

for k in (1, 2):
    aj = AalenJohansenFitter(calculate_variance=True).fit(time, cause, event_of_interest=k)
    incidence = aj.cumulative_density_.iloc[:, 0]
    variance = pd.Series(np.asarray(aj.variance_).ravel(), index=incidence.index)
    for at in (3.0, 10.0, 25.0, 39.0):
        place = incidence.index.searchsorted(at, side="right") - 1
        row("cumulative_incidence", f"{at} {k - 1}", "incidence", incidence.iloc[place])
        row("cumulative_incidence", f"{at} {k - 1}", "variance", variance.iloc[place])
