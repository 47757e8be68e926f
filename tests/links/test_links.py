"""`foedus data links`: what is known, asking again, and never half a list."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from foedus.cli import main
from foedus.links import command
from foedus.links.command import main_links
from foedus.links.listing import Link, State, in_line, read_links, read_sources, write_links
from foedus.links.refreshing import Pace, _Turns, findings
from foedus.schema import DATA

from .server import closed_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .server import Server

    Sources = Callable[..., Path]

QUICK = Pace(workers=4, pause=0.0, seconds=10.0)


def listed(folder: Path, *links: Link) -> Path:
    write_links(folder, {link.address: link for link in links})
    return folder


def states(folder: Path) -> dict[str, str]:
    return {one.address.rpartition("/")[2]: one.state for one in read_links(folder).values()}


def test_every_source_is_in_the_list_and_nothing_else() -> None:
    assert list(read_links(DATA)) == list(read_sources(DATA))


def test_the_list_says_what_the_table_says_of_addresses_that_nobody_asked() -> None:
    links = read_links(DATA)
    assert in_line(read_sources(DATA), links) == links


def test_the_course_own_list_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "links"]) == 0
    said = capsys.readouterr().out
    links = read_links(DATA)
    read = sum(link.state == State.READ for link in links.values())
    assert said.startswith(f"{len(links)} addresses, ")
    assert f"{read:5} read: " in said


def test_without_a_list_we_say_how_to_make_one(
    sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sources("https://x.example/a")
    assert main(["data", "links", str(folder)]) == 2
    assert "run: foedus data links --sync" in capsys.readouterr().err
    assert main(["data", "links", str(folder), "--sync"]) == 0
    assert main(["data", "links", str(folder)]) == 0


def test_sync_brings_the_list_in_line_and_keeps_what_was_found(sources: Sources) -> None:
    page = "https://x.example/"
    folder = sources(page + "kept", page + "new", page + "now-read", unopened=(page + "unopened",))
    found = Link(page + "kept", State.MOVED, "200", "2026-11-01", page + "there")
    listed(
        folder,
        Link(page + "gone", State.ALIVE),
        Link(page + "now-read", State.NEVER_OPENED),
        found,
    )
    assert main(["data", "links", str(folder), "--sync"]) == 0
    assert states(folder) == {
        "kept": "moved",
        "new": "read",
        "now-read": "read",
        "unopened": "never opened",
    }
    assert read_links(folder)[page + "kept"] == found


def test_a_list_that_differs_is_told_line_by_line(
    sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "https://x.example/"
    folder = listed(
        sources(page + "a", page + "new"),
        Link(page + "a", State.NEVER_OPENED),
        Link(page + "b", State.ALIVE),
    )
    assert main_links(folder) == 1
    said = capsys.readouterr().out
    assert f"Not in links.csv: {page}new" in said
    assert f"In links.csv, but no source: {page}b" in said
    assert f"sources.csv says otherwise whether it was opened: {page}a" in said


def test_a_dead_address_is_named_with_its_day(
    sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "https://x.example/a"
    folder = listed(sources(page), Link(page, State.DEAD, "404", "2026-11-20"))
    assert main_links(folder) == 1
    assert f"dead: {page} (404, 2026-11-20)" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["address,state\n", "{head}https://x.example/a,buried,,,,\n"])
def test_a_damaged_list_is_refused(
    sources: Sources, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    folder = sources("https://x.example/a")
    head = "address,state,status,looked_at,final_address,note\n"
    (folder / "links.csv").write_text(text.replace("{head}", head), encoding="utf-8")
    assert main(["data", "links", str(folder), "--refresh"]) == 2
    assert "links.csv" in capsys.readouterr().err


def test_a_folder_without_sources_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "links", str(tmp_path)]) == 2
    assert "sources.csv" in capsys.readouterr().err


def test_a_refresh_asks_all_and_writes_what_it_found(
    server: Server, sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    root = server.root
    folder = sources(f"{root}/ok", f"{root}/404", f"{root}/moved", unopened=(f"{root}/403",))
    assert main_links(folder, refresh=True, pace=QUICK) == 1
    assert states(folder) == {"ok": "alive", "404": "dead", "moved": "moved", "403": "refused"}
    assert list(read_links(folder)) == list(read_sources(folder))
    said = capsys.readouterr().out
    assert f"Worse, was read: dead: {root}/404 (404, " in said
    assert said.count("Worse") == 1


def test_what_did_not_get_worse_is_no_finding(
    server: Server, sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, back = f"{server.root}/404", f"{server.root}/ok"
    folder = listed(sources(gone, back), Link(gone, State.DEAD), Link(back, State.DEAD))
    assert main_links(folder, refresh=True, pace=QUICK) == 0
    assert states(folder) == {"404": "dead", "ok": "alive"}
    assert "Worse" not in capsys.readouterr().out


def test_where_there_is_no_internet_the_list_stays_as_it_was(
    sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    page = f"http://127.0.0.1:{closed_port()}/page"
    folder = listed(sources(page), Link(page, State.ALIVE, "200", "2026-11-01"))
    before = (folder / "links.csv").read_bytes()
    assert main_links(folder, refresh=True, pace=QUICK) == 2
    assert (folder / "links.csv").read_bytes() == before
    assert "perhaps there is no internet" in capsys.readouterr().err


def test_where_there_is_no_internet_not_everybody_is_tried(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sources(*(f"https://x.example/{number}" for number in range(99)))
    tried = []

    def nobody_answers(old: dict[str, Link], _day: str, _pace: Pace) -> Iterator[Link]:
        for address in old:
            tried.append(address)
            yield Link(address, State.UNREACHABLE)

    monkeypatch.setattr(command, "findings", nobody_answers)
    assert main_links(folder, refresh=True) == 2
    assert len(tried) == 40
    assert not (folder / "links.csv").exists()


def test_one_host_that_is_down_is_told_when_others_answer(server: Server, sources: Sources) -> None:
    folder = sources(f"http://127.0.0.1:{closed_port()}/down", f"{server.root}/up")
    assert main_links(folder, refresh=True, pace=QUICK) == 1
    assert states(folder) == {"down": "unreachable", "up": "alive"}


def test_a_host_gets_one_request_at_a_time_with_a_pause(server: Server) -> None:
    pace = Pace(workers=4, pause=0.1, seconds=10.0)
    pages = [f"{server.root}/{name}" for name in ("a", "b", "no-head", "moved")]
    assert len(list(findings(pages, "2026-11-23", pace))) == 4
    assert len(server.times) == 6
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(sorted(server.times)))


def test_workers_whom_redirects_lead_to_one_host_take_turns() -> None:
    turns, times = _Turns(0.1), []

    def take_a_turn() -> None:
        with turns.of("one.example"):
            times.append(time.monotonic())

    threads = [threading.Thread(target=take_a_turn) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 5
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))


def test_hosts_do_not_wait_for_each_other(server: Server) -> None:
    """The second answers while the first is silent: else this would never end well."""
    other = server.root.replace("127.0.0.1", "localhost")
    pages = [f"{server.root}/silent", f"{other}/ok"]
    found = findings(pages, "2026-11-23", Pace(workers=2, pause=0.0, seconds=10.0))
    assert next(found).address == f"{other}/ok"
    found.close()


def test_a_host_that_had_too_many_requests_is_left_alone(
    server: Server, sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sources(f"{server.root}/429", f"{server.root}/never-asked")
    assert main_links(folder, refresh=True, pace=QUICK) == 0
    assert server.asked == [("HEAD", "/429")]
    assert states(folder) == {"429": "refused", "never-asked": "read"}
    assert "Not asked this time: 1." in capsys.readouterr().out


def test_closing_stops_all_asking(server: Server) -> None:
    pages = [f"{server.root}/{number}a" for number in range(9)]
    found = findings(pages, "2026-11-23", Pace(workers=1, pause=60.0, seconds=10.0))
    next(found)
    found.close()
    for thread in threading.enumerate():
        if thread.name.endswith("(_work)"):
            thread.join(20)
            assert not thread.is_alive()
    assert len(server.asked) == 1


def test_what_was_found_before_a_stop_is_kept(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sources("https://x.example/a", "https://x.example/b")

    def stopped_half_way(old: dict[str, Link], day: str, _: Pace) -> Iterator[Link]:
        yield replace(old["https://x.example/a"], state=State.DEAD, status="404", looked_at=day)
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "findings", stopped_half_way)
    assert main_links(folder, refresh=True) == 2
    assert states(folder) == {"a": "dead", "b": "read"}
    said = capsys.readouterr()
    assert "Worse, was read: dead: https://x.example/a" in said.out
    assert "what was found is kept" in said.err


def test_a_stop_from_the_keyboard_leaves_a_whole_list(server: Server, sources: Sources) -> None:
    folder = sources(f"{server.root}/ok", f"{server.root}/silent")
    main_links(folder, sync=True)
    code = (
        "import sys; from pathlib import Path; from foedus.links.command import main_links;"
        "from foedus.links.refreshing import Pace;"
        "sys.exit(main_links(Path(sys.argv[1]), refresh=True, pace=Pace(1, 0.0, 60.0)))"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(folder)])  # noqa: S603
    try:
        assert server.asked_slowly.wait(60)
        run.send_signal(signal.SIGINT)
        assert run.wait(20) == 2
    finally:
        run.kill()
        run.wait()
    assert list(read_links(folder)) == list(read_sources(folder))
    assert {path.name for path in folder.iterdir()} == {"sources.csv", "links.csv"}


def test_a_list_that_cannot_be_written_is_as_it_was(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = listed(sources("https://x.example/a"), Link("https://x.example/a", State.READ))
    before = (folder / "links.csv").read_bytes()

    def full(_: int) -> None:
        raise OSError

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match=r"^$"):
        write_links(folder, {})
    assert (folder / "links.csv").read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"sources.csv", "links.csv"}
