"""How likely misses and rights are when circuits fail three times a year, and what half the credit would change."""

from __future__ import annotations

from pathlib import Path

import sladsl

RIGHTS = Path(__file__).parent.parent / "rights" / "agreement.sla"


def main() -> None:
    halved = sladsl.read_text(RIGHTS.read_text(encoding="utf-8").replace("amount: 10%", "amount: 5%"))
    simulated = sladsl.simulate(
        RIGHTS,
        {},
        outages={"each Line": "3 per year, 2 to 9 hours"},
        variants={"half the credit": halved},
        period="2026",
        draws=100,
    )
    for variant in simulated.variants:
        assert variant.credit is not None
        print(f"{variant.name}: {float(variant.credit.value):.2f} {simulated.currency}")
        for right in variant.rights:
            print(f"  {right.words}: {right.arises.times} of {right.arises.of}, perhaps {right.perhaps} more")


if __name__ == "__main__":
    main()
