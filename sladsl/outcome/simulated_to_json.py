"""A simulation as JSON for programs: the same simulation gives the same bytes, and nothing in it is a float.

The document, `"format": "sladsl.simulated/1"`: fractions are strings `"n/d"` in lowest terms; money is in units of
`currency`. A mean has its exact `value` over the draws and `error`, twice its standard error, rounded up at the twelfth
decimal (null of one draw). A chance has `times` and `of`. `variants` begin with the agreement as it is; `difference` of the
others is theirs less its, draw by draw. `quantiles` are pairs of a share of the draws and the most that is credited in it,
`amounts` pairs of a sum of credits and the number of draws in which it came out. `perhaps` counts draws in which a right
hangs on what is not simulated.
"""

from __future__ import annotations

import json

from sladsl.outcome.simulated import Chances, Mean, Promise, Simulated, Variant
from sladsl.values.to_json import Json, fraction

FORMAT = "sladsl.simulated/1"


def simulated_json(found: Simulated) -> str:
    """The document, indented by two, ending with a line break."""
    document = {
        "format": FORMAT,
        "title": found.title,
        "version": found.version,
        "currency": found.currency,
        "draws": found.draws,
        "seed": found.seed,
        "periods": found.periods,
        "process": list(found.process),
        "variants": [_variant(each) for each in found.variants],
        "notes": list(found.notes),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _variant(variant: Variant) -> Json:
    return {
        "name": variant.name,
        "promises": [_promise(each) for each in variant.promises],
        "credits": {
            "mean": _mean(variant.credit),
            "known": variant.known,
            "none": _chance(variant.none),
            "quantiles": [[fraction(share), fraction(amount)] for share, amount in variant.quantiles],
            "amounts": [[fraction(amount), times] for amount, times in variant.amounts],
        },
        "rights": [
            {"right": each.words, "arises": _chance(each.arises), "perhaps": each.perhaps}
            for each in variant.rights
        ],
        "difference": _mean(variant.difference),
        "cost": fraction(variant.cost),
    }


def _promise(promise: Promise) -> Json:
    return {
        "objective": promise.objective,
        "title": promise.title,
        "assessed": promise.assessed,
        "missed": _mean(promise.lines),
        "ever": _chance(promise.ever),
        "credit": _mean(promise.credit),
    }


def _mean(mean: Mean | None) -> Json | None:
    return None if mean is None else {"value": fraction(mean.value), "error": fraction(mean.error)}


def _chance(chance: Chances) -> Json:
    return {"times": chance.times, "of": chance.of}
