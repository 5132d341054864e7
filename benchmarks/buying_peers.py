"""Fits of peers, run by their own interpreter: `python buying_peers.py PEER HISTORIES` prints seconds and parameters as JSON."""

import json
import sys
from time import process_time

import numpy as np

WEEKS = 39


def lifetimes(repeats, last, age):
    """Each of its two models: fit, orders to be expected and rank, the quickest of three."""
    from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter

    def once(kind):
        model = kind()
        model.fit(repeats, last, age)
        expected = model.conditional_expected_number_of_purchases_up_to_time(WEEKS, repeats, last, age)
        np.argsort(-np.asarray(expected))
        return dict(model.params_)

    return {
        name: quickest(lambda kind=kind: once(kind), 3)
        for name, kind in (("bg", BetaGeoFitter), ("mbg", ModifiedBetaGeoFitter))
    }


def pymc_marketing(repeats, last, age):
    """Its BG/NBD by maximum a posteriori under flat priors, which makes the parameters the same; the quicker of two."""
    import pandas as pd
    from pymc_extras.prior import Prior
    from pymc_marketing.clv import BetaGeoModel

    people = pd.DataFrame(
        {"customer_id": np.arange(len(repeats)), "frequency": repeats, "recency": last, "T": age}
    )
    flat = {name: Prior("HalfFlat") for name in ("r", "alpha", "a", "b")}

    def once():
        model = BetaGeoModel(model_config=flat)
        model.fit(data=people, method="map", progressbar=False)
        np.argsort(-model.expected_purchases(data=people, future_t=WEEKS).to_numpy().ravel())
        found = model.fit_result
        return {name: float(np.asarray(found[name]).ravel()[0]) for name in flat}

    return {"bg": quickest(once, 2)}


def quickest(work, times):
    """Seconds of the processor in the quickest run, and what it found."""
    best, found = float("inf"), None
    for _ in range(times):
        started = process_time()
        found = work()
        best = min(best, process_time() - started)
    return {"seconds": best, "parameters": {name: float(value) for name, value in found.items()}}


if __name__ == "__main__":
    columns = np.load(sys.argv[2])
    work = {"lifetimes": lifetimes, "pymc-marketing": pymc_marketing}[sys.argv[1]]
    # Peers talk on the way; the last line is the answer.
    print("\n" + json.dumps(work(columns["repeats"], columns["last"], columns["age"])))
