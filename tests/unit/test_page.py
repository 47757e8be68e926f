"""Pages and stand-ins: one file, nothing from outside, the same text each time."""

import base64
import gzip
import hashlib
import html
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from foedus.widgets import frontend, page

STATES = [{"view_kind": "matrix", "note": "</script><b>&\u2028 2 < 3"}]
TABLES = [
    (
        "Ties & <pairs>",
        pd.DataFrame(
            {
                "pair": ["A <i>", "B"],
                "day": pd.to_datetime(["2025-06-22", None]),
                "number": [1, None],
                "kinds": [["x", "y"], []],
            }
        ),
    )
]


@pytest.fixture
def written(tmp_path: Path) -> str:
    path = page.write(tmp_path / "page.html", "A <title>", STATES, TABLES)
    return path.read_text(encoding="utf-8")


def script_of(text: str, kind: str) -> str:
    return re.findall(rf'<script type="{kind}"[^>]*>(.*?)</script>', text, re.DOTALL)[0]


def unpacked(text: str) -> str:
    packed = re.findall(r'class="fo-packed">([^<]*)<', text)[0]
    return gzip.decompress(base64.b64decode(packed)).decode()


def test_a_page_says_its_language_charset_viewport_and_title(written: str) -> None:
    assert written.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
    assert '<meta name="viewport"' in written
    assert "<title>A &lt;title&gt;</title>" in written


def test_a_page_names_nothing_to_load(written: str) -> None:
    code = script_of(written, "module")
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", written.replace(code, ""))
    assert "import " not in code.split("export ")[0].split("\n")[0]
    assert not re.search(r"^import ", code, re.MULTILINE)


def test_a_page_allows_its_own_script_only(written: str) -> None:
    digest = base64.b64encode(hashlib.sha256(script_of(written, "module").encode()).digest())
    policy = html.unescape(re.findall(r'Security-Policy" content="([^"]*)"', written)[0])
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest.decode()}'" in policy


def test_states_survive_whatever_text_they_hold(written: str) -> None:
    assert json.loads(script_of(written, "application/json")) == STATES


def test_the_table_remains_where_scripts_are_stripped(written: str) -> None:
    for text in (written, page.fallback("View", STATES, TABLES)):
        bare = re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)
        assert "<caption>Ties &amp; &lt;pairs&gt;</caption>" in bare
        assert "<td>A &lt;i&gt;</td><td>2025-06-22</td><td>1.0</td><td>x, y</td>" in bare
        assert "<td>B</td><td></td><td></td><td></td>" in bare
        assert "needs JavaScript" in bare


def test_a_stand_in_is_the_same_each_time_and_has_no_ids() -> None:
    first, second = (page.fallback("View", STATES, TABLES) for _ in range(2))
    assert first == second
    assert not re.search(r"\bid=", first)


def test_a_stand_in_carries_the_front_end_and_the_states() -> None:
    text = page.fallback("View", STATES, TABLES)
    content = unpacked(text)
    assert json.loads(content)["states"] == STATES
    assert json.loads(content)["script"] == frontend.module()
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert f"data-digest='sha256-{digest}'" in text


def test_two_stand_ins_without_their_packed_part_differ_where_their_content_does() -> None:
    one, other = (page.fallback("View", states, TABLES) for states in (STATES, [*STATES, *STATES]))
    repacked = re.sub(r'(class="fo-packed">)[^<]*', r"\1other bytes", one)
    assert page.without_packed(repacked) == page.without_packed(one)
    assert page.without_packed(other) != page.without_packed(one)


@pytest.mark.parametrize("strange", [float("nan"), {1, 2}])
def test_a_state_that_json_cannot_say_is_refused(tmp_path: Path, strange: object) -> None:
    with pytest.raises(ValueError, match="cannot be written as JSON"):
        page.write(tmp_path / "page.html", "Title", [{"odd": strange}], TABLES)
    assert not (tmp_path / "page.html").exists()


def test_every_front_end_file_is_joined_after_what_it_imports() -> None:
    folder = Path(frontend.__file__).parent / "frontend"
    names = frontend.scripts()
    assert set(names) == {path.name for path in folder.glob("*.js")}
    for place, name in enumerate(names):
        needs = re.findall(r'from "\./([a-z]+\.js)"', (folder / name).read_text())
        assert set(needs) <= set(names[:place])


def test_no_two_front_end_files_name_the_same_thing_at_the_top() -> None:
    tops = re.findall(
        r"^(?:async )?(?:function|const|let|class) ([A-Za-z_$][\w$]*)",
        frontend.module(),
        re.MULTILINE,
    )
    folder = Path(frontend.__file__).parent / "frontend"
    named = [
        name
        for path in sorted(folder.glob("*.js"))
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:function|const|let|class) ([A-Za-z_$][\w$]*)",
            path.read_text(),
            re.MULTILINE,
        )
    ]
    assert len(tops) >= len(named)
    assert sorted(named) == sorted(set(named))


def test_the_joined_module_keeps_one_face() -> None:
    exports = re.findall(r"^export .*", frontend.module(), re.MULTILINE)
    assert exports == ["export function mount(container, states) {", "export default { render };"]
