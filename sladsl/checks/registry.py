"""All rules, listed: the order here is that of the documentation."""

from __future__ import annotations

from sladsl.checks.rule import Rule
from sladsl.checks.rules.agreements import (
    calendar_never_open,
    dates_out_of_order,
    fixed_offset_zone,
    kind_mismatch,
    longer_than_the_term,
    named_twice,
    not_agreed,
    period_undefined,
    rounding_of_other_money,
    support_not_compared,
    support_too_weak,
    unused_definition,
    zone_missing,
)
from sladsl.checks.rules.claims import claim_after_report, claims_contradict, credit_never_claimable
from sladsl.checks.rules.credits import (
    band_against_target,
    band_gap,
    band_never_applies,
    bands_two_ways,
    bonus_for_a_miss,
    cap_base_missing,
    cap_never_binds,
    caps_contradict,
    credit_base_missing,
    credit_of_another_fee,
    credit_over_cap,
    credit_to_who_missed,
    more_than_the_fee,
    non_monotone_credit,
    overlapping_bands,
)
from sladsl.checks.rules.exclusions import (
    exclusion_swallows_promise,
    exclusion_without_evidence,
    grace_swallows_promise,
    notice_turned_round,
)
from sladsl.checks.rules.interpretation import silent_choice
from sladsl.checks.rules.metrics import (
    condition_never_true,
    dimension_mismatch,
    hand_collected_metric,
    length_does_not_fit,
    resolution_too_coarse,
    row_never_reached,
    unclear_name,
    uncontrollable_metric,
    unlike_compared,
    unmeasured_objective,
)
from sladsl.checks.rules.objectives import (
    bound_out_of_reach,
    escalation_out_of_order,
    hours_promise_conflict,
    levels_contradict,
    limits_out_of_order,
    misses_all_free,
    promise_on_the_bad_side,
    reported_but_free,
    too_many_objectives,
)
from sladsl.checks.rules.rights import (
    no_notice_period,
    right_never_lapses,
    right_of_who_missed,
    termination_unreachable,
)
from sladsl.checks.rules.scenarios import no_scenario, scenario_fails, spelt_two_ways
from sladsl.checks.rules.scoring import points_never_reached, pools_over_the_whole

RULES: tuple[Rule, ...] = (
    unmeasured_objective.RULE,
    uncontrollable_metric.RULE,
    hand_collected_metric.RULE,
    resolution_too_coarse.RULE,
    row_never_reached.RULE,
    condition_never_true.RULE,
    unlike_compared.RULE,
    dimension_mismatch.RULE,
    length_does_not_fit.RULE,
    unclear_name.RULE,
    hours_promise_conflict.RULE,
    reported_but_free.RULE,
    too_many_objectives.RULE,
    levels_contradict.RULE,
    misses_all_free.RULE,
    bound_out_of_reach.RULE,
    promise_on_the_bad_side.RULE,
    limits_out_of_order.RULE,
    escalation_out_of_order.RULE,
    exclusion_swallows_promise.RULE,
    exclusion_without_evidence.RULE,
    grace_swallows_promise.RULE,
    notice_turned_round.RULE,
    band_gap.RULE,
    overlapping_bands.RULE,
    band_against_target.RULE,
    bands_two_ways.RULE,
    band_never_applies.RULE,
    non_monotone_credit.RULE,
    bonus_for_a_miss.RULE,
    credit_base_missing.RULE,
    credit_of_another_fee.RULE,
    cap_base_missing.RULE,
    credit_over_cap.RULE,
    cap_never_binds.RULE,
    caps_contradict.RULE,
    more_than_the_fee.RULE,
    credit_to_who_missed.RULE,
    points_never_reached.RULE,
    pools_over_the_whole.RULE,
    credit_never_claimable.RULE,
    claim_after_report.RULE,
    claims_contradict.RULE,
    termination_unreachable.RULE,
    no_notice_period.RULE,
    right_never_lapses.RULE,
    right_of_who_missed.RULE,
    zone_missing.RULE,
    fixed_offset_zone.RULE,
    period_undefined.RULE,
    calendar_never_open.RULE,
    named_twice.RULE,
    not_agreed.RULE,
    dates_out_of_order.RULE,
    longer_than_the_term.RULE,
    kind_mismatch.RULE,
    unused_definition.RULE,
    rounding_of_other_money.RULE,
    support_too_weak.RULE,
    support_not_compared.RULE,
    silent_choice.RULE,
    scenario_fails.RULE,
    spelt_two_ways.RULE,
    no_scenario.RULE,
)


def rule(name_or_code: str) -> Rule | None:
    """The rule of a name or code."""
    return next((each for each in RULES if name_or_code in (each.name, each.code)), None)
