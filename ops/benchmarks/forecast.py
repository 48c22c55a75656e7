"""What statsforecast and statsmodels make of series: `forecast.py golden` prints the numbers that Tests/ForecastTests holds
Sources/Domain/Forecast to, `forecast.py fit FILE` and `forecast.py cross-validation FILE FOLDS HORIZON` print the seconds
that AutoETS takes for the series of a file, one a line, on one core, after it was compiled."""

import json
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
PERIOD = 12
HORIZON = 12
# Passengers of airlines, 1949 to 1960 (Box and Jenkins, series G), and seeded counts with a season and a wandering level.
AIR = """112 118 132 129 121 135 148 148 136 119 104 118 115 126 141 135 125 149 170 170 158 133 114 140 145 150 178 163 172
178 199 199 184 162 146 166 171 180 193 181 183 218 230 242 209 191 172 194 196 196 236 235 229 243 264 272 237 211 180 201
204 188 235 227 234 264 302 293 259 229 203 229 242 233 267 269 270 315 364 347 312 274 237 278 284 277 317 313 318 374 413
405 355 306 271 306 315 301 356 348 355 422 465 467 404 347 305 336 340 318 362 348 363 435 491 505 404 359 310 337 360 342
406 396 420 472 548 559 463 407 362 405 417 391 419 461 472 535 622 606 508 461 390 432"""
COUNTS = """32 27 27 40 45 34 28 25 26 20 21 36 37 38 53 35 37 37 37 23 18 26 20 30 35 39 38 43 21 27 15 23 17 16 16 18 20 27 30
29 30 28 26 19 16 15 13 13 26 26 17 30 28 20 27 18 10 12 13 27"""
SPARSE = "0 0 1 0 0 2 0 0 0 1 0 0 0 0 3 0 0 1 0 0 0 0 1 0 0 0 1 0 0 2 0 0 0 0 1 1"
FORMS = ["ANN", "AAN", "AAdN", "ANA", "AAA", "AAdA", "MNN", "MAN", "MAdN", "MNA", "MAA", "MAdA", "MNM", "MAM", "MAdM"]


def rounded(values):
    return [float(f"{value:.9g}") for value in values]


def smoothing(values, form):
    from statsforecast.ets import ets_f, forecast_ets

    fit = ets_f(values.copy(), PERIOD, model=form[0] + form[1] + form[-1], damped="d" in form)
    forecast = forecast_ets(fit, HORIZON, level=[80, 95])
    alpha, beta, gamma, phi, level, *rest = fit["par"]
    slope = rest.pop(0) if form[1] == "A" else 0.0
    count = len(values)
    return {
        # Without the constants, which R leaves out and so does statsforecast.
        "form": form, "log_likelihood": fit["loglik"] - count / 2 * (np.log(2 * np.pi / count) + 1),
        "smoothing": [None if np.isnan(value) else float(value) for value in (alpha, beta, gamma, phi)],
        # Of the season, the place that is used first comes last.
        "level": float(level), "slope": float(slope), "season": [float(value) for value in rest[::-1]],
        "variance": float(fit["sigma2"]), "mean": rounded(forecast["mean"]), "low80": rounded(forecast["lo-80"]),
        "high80": rounded(forecast["hi-80"]), "low95": rounded(forecast["lo-95"]), "high95": rounded(forecast["hi-95"])}


def others(values):
    from statsforecast.models import ADIDA, TSB, CrostonSBA, SeasonalNaive
    from statsmodels.tsa.forecasting.theta import ThetaModel

    naive = SeasonalNaive(season_length=PERIOD).fit(values).predict(HORIZON, level=[80, 95])
    theta = ThetaModel(values, period=PERIOD, difference=True).fit()
    return {
        "croston_sba": float(CrostonSBA().fit(values).predict(1)["mean"][0]),
        "tsb": float(TSB(0.1, 0.1).fit(values).predict(1)["mean"][0]),
        "adida": float(ADIDA().fit(values).predict(1)["mean"][0]),
        "theta": rounded(np.asarray(theta.forecast(HORIZON))),
        "naive_low80": rounded(naive["lo-80"]), "naive_high95": rounded(naive["hi-95"])}


def golden():
    import statsforecast
    import statsmodels

    series = []
    for name, text in (("air", AIR), ("counts", COUNTS), ("sparse", SPARSE)):
        values = np.array([float(word) for word in text.split()])
        forms = FORMS if name != "sparse" else []
        series.append({"name": name, "values": [int(value) for value in values], "others": others(values),
                       "smoothing": [smoothing(values, form) for form in forms]})
    text = json.dumps({"statsforecast": statsforecast.__version__, "statsmodels": statsmodels.__version__,
                       "series": series})
    print(text.replace("}, {", "},\n{").replace('"smoothing": [{', '"smoothing": [\n{'))


def read(path):
    with open(path) as file:
        return [np.array([float(word) for word in line.split()]) for line in file]


def fit(path):
    from statsforecast.models import AutoETS

    series = read(path)
    AutoETS(season_length=PERIOD).fit(series[0])
    start = time.perf_counter()
    for values in series:
        AutoETS(season_length=PERIOD).fit(values)
    print(time.perf_counter() - start)


def cross_validation(path, folds, horizon):
    import pandas
    from statsforecast import StatsForecast
    from statsforecast.models import AutoETS

    series = read(path)
    frame = pandas.concat([
        pandas.DataFrame({"unique_id": number, "ds": pandas.date_range("2020-01-01", periods=len(values), freq="MS"),
                          "y": values}) for number, values in enumerate(series)])
    models = StatsForecast(models=[AutoETS(season_length=PERIOD)], freq="MS", n_jobs=1)
    AutoETS(season_length=PERIOD).fit(series[0])
    start = time.perf_counter()
    models.cross_validation(df=frame, h=horizon, n_windows=folds, step_size=1, level=[80, 95])
    print(time.perf_counter() - start)


if __name__ == "__main__":
    if sys.argv[1] == "golden":
        golden()
    elif sys.argv[1] == "fit":
        fit(sys.argv[2])
    else:
        cross_validation(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
