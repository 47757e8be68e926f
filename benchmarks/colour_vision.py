"""How far apart the matrix's kinds of tie are, for three deficiencies of colour vision.

    python -m benchmarks.colour_vision

prints a table for RESULTS.md.
"""

from foedus.relations import COOPERATIVE
from tests.colours import SIMULATIONS, distances, themes


def row(theme: str, vision: str, model: str) -> str:
    tints = {kind: themes()[theme][kind] for kind in (*COOPERATIVE, "hostile")}
    found = distances(tints, vision, model)
    pair = min(found, key=lambda one: found[one])
    return f"| {theme} | {vision} | {model} | {found[pair]:.1f} | {' and '.join(pair)} |"


def main() -> None:
    print("| theme | vision | model | least distance | between |")
    print("|---|---|---|---:|---|")
    for theme in ("light", "dark"):
        for vision, model in SIMULATIONS:
            print(row(theme, vision, model))


if __name__ == "__main__":
    main()
