"""The matrix's colours as its style sheet gives them, and how far apart they are to the eye."""

import re
from itertools import combinations
from pathlib import Path

from coloraide import Color

from foedus.widgets import frontend

STYLES = Path(frontend.__file__).parent / "frontend" / "matrix.css"
#: Three deficiencies, complete, each by every model that describes it; and common vision.
#: Viénot's model is not meant for tritanopia.
SIMULATIONS = (
    ("common", ""),
    ("protan", "machado"),
    ("protan", "brettel"),
    ("protan", "vienot"),
    ("deutan", "machado"),
    ("deutan", "brettel"),
    ("deutan", "vienot"),
    ("tritan", "machado"),
    ("tritan", "brettel"),
)
Distances = dict[tuple[str, str], float]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--fo-([a-z-]+): (#[0-9a-f]{6});", block))


def themes() -> dict[str, dict[str, str]]:
    """Return the tokens of both themes: name and colour."""
    light, dark, dark_again = re.findall(
        r"\.fo-matrix \{(.*?)\}", STYLES.read_text().split("/* Controls */")[0], re.DOTALL
    )[:3]
    assert colours(dark) == colours(dark_again)
    paper = {"light": ("#ffffff", "#4a5159"), "dark": ("#14171a", "#b9c1ca")}
    found = {"light": colours(light), "dark": colours(dark)}
    return {name: {**found[name], "bg": paper[name][0], "soft": paper[name][1]} for name in found}


def seen(colour: str, vision: str, model: str) -> Color:
    """Return a colour as somebody with that vision sees it."""
    plain = Color(colour)
    return plain if vision == "common" else plain.filter(vision, method=model).clip()


def distances(tints: dict[str, str], vision: str, model: str) -> Distances:
    """Return the distance of each two tints: CIEDE2000, of which about 2 is just noticed."""
    eye = {name: seen(colour, vision, model) for name, colour in tints.items()}
    return {
        (one, other): eye[one].delta_e(eye[other], method="2000")
        for one, other in combinations(eye, 2)
    }
