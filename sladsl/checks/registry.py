"""All rules, listed: the order here is that of the documentation."""

from __future__ import annotations

from sladsl.checks.rule import Rule
from sladsl.checks.rules.agreements import zone_missing
from sladsl.checks.rules.credits import band_against_target, band_gap, credit_base_missing, overlapping_bands
from sladsl.checks.rules.interpretation import silent_choice
from sladsl.checks.rules.metrics import hand_collected_metric, uncontrollable_metric, unmeasured_objective
from sladsl.checks.rules.scenarios import scenario_fails

RULES: tuple[Rule, ...] = (
    unmeasured_objective.RULE,
    uncontrollable_metric.RULE,
    hand_collected_metric.RULE,
    band_gap.RULE,
    overlapping_bands.RULE,
    band_against_target.RULE,
    credit_base_missing.RULE,
    zone_missing.RULE,
    silent_choice.RULE,
    scenario_fails.RULE,
)


def rule(name_or_code: str) -> Rule | None:
    """The rule of a name or code."""
    return next((each for each in RULES if name_or_code in (each.name, each.code)), None)
