"""One address, one answer: each kind of good and bad server, on this machine alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.links.asking import AGENT, Manners, ask
from foedus.links.listing import Link, State

from .server import closed_port

if TYPE_CHECKING:
    from .server import Server

DAY = "2026-11-23"
PATIENT = Manners(seconds=20)
HASTY = Manners(seconds=0.5)


def asked(address: str, manners: Manners = PATIENT) -> Link:
    return ask(address, DAY, manners)


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/200", State.ALIVE, "200"),
        ("/206", State.ALIVE, "206"),
        ("/401", State.REFUSED, "401"),
        ("/403", State.REFUSED, "403"),
        ("/429", State.REFUSED, "429"),
        ("/999", State.REFUSED, "999"),
        ("/404", State.DEAD, "404"),
        ("/410", State.DEAD, "410"),
        ("/400", State.FAILING, "400"),
        ("/500", State.FAILING, "500"),
        ("/503", State.FAILING, "503"),
        ("/304", State.FAILING, "304"),
        ("/301", State.FAILING, "301"),  # a redirect that does not say where
    ],
)
def test_a_status_has_its_state(server: Server, path: str, state: State, status: str) -> None:
    link = asked(server.root + path)
    assert (link.state, link.status, link.looked_at) == (state, status, DAY)
    assert (link.address, link.final_address) == (server.root + path, "")


@pytest.mark.parametrize(
    ("path", "state", "final"),
    [
        ("/moved", State.MOVED, "/new-place"),
        ("/elsewhere-today", State.ALIVE, "/new-place"),
        ("/moved-to-nothing", State.DEAD, "/404"),
        ("/moved-to-front", State.FRONT_PAGE, "/"),
        (
            "/moved-to-cyrillic",
            State.MOVED,
            "/%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0%20(1)",
        ),
    ],
)
def test_a_redirect_is_followed_and_written_down(
    server: Server, path: str, state: State, final: str
) -> None:
    link = asked(server.root + path)
    assert (link.state, link.final_address) == (state, server.root + final)


def test_a_front_page_that_was_asked_for_is_alive(server: Server) -> None:
    assert asked(f"{server.root}/").state == State.ALIVE


def test_a_circle_of_redirects_ends(server: Server) -> None:
    link = asked(f"{server.root}/circle")
    assert (link.state, link.status) == (State.FAILING, "301")
    assert "circle" in link.note
    assert len(server.asked) == 8


def test_a_redirect_out_of_the_web_is_not_followed(server: Server) -> None:
    link = asked(f"{server.root}/moved-to-file")
    assert link.state == State.FAILING
    assert "no http or https address" in link.note


def test_a_good_page_is_asked_for_once_and_its_text_not_at_all(server: Server) -> None:
    asked(f"{server.root}/page")
    assert server.asked == [("HEAD", "/page")]


@pytest.mark.parametrize("path", ["/no-head", "/head-hangs-up"])
def test_a_server_that_dislikes_head_is_asked_with_get(server: Server, path: str) -> None:
    assert asked(server.root + path).state == State.ALIVE
    assert server.asked == [("HEAD", path), ("GET", path)]


def test_who_says_too_many_requests_is_not_asked_once_more(server: Server) -> None:
    asked(f"{server.root}/429")
    assert server.asked == [("HEAD", "/429")]


def test_a_server_that_is_silent_is_unreachable(server: Server) -> None:
    link = asked(f"{server.root}/silent", HASTY)
    assert (link.state, link.status, link.note) == (State.UNREACHABLE, "", "no answer in time")


def test_an_answer_in_drops_is_broken_off(server: Server) -> None:
    """Each drop comes within the limit, the whole would take twenty seconds."""
    link = asked(f"{server.root}/drops", HASTY)
    assert (link.state, link.note) == (State.UNREACHABLE, "no answer in time")


def test_a_slow_page_is_alive_as_soon_as_its_head_is_there(server: Server) -> None:
    assert asked(f"{server.root}/slow-body", Manners(seconds=10)).state == State.ALIVE
    assert not server.over.is_set()


def test_a_refused_connection_is_unreachable() -> None:
    link = asked(f"http://127.0.0.1:{closed_port()}/page")
    assert (link.state, link.note) == (State.UNREACHABLE, "the connection was refused")


def test_a_host_that_nobody_knows_is_unreachable() -> None:
    link = asked("http://no-such-host.invalid/page")
    assert (link.state, link.note) == (State.UNREACHABLE, "the name of the host is not known")


def test_a_server_without_a_certificate_is_unreachable(server: Server) -> None:
    assert asked(server.root.replace("http:", "https:"), HASTY).state == State.UNREACHABLE


def test_an_answer_that_is_no_http_is_unreachable(server: Server) -> None:
    link = asked(f"{server.root}/garbage")
    assert link.state == State.UNREACHABLE
    assert "BadStatusLine" in link.note


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/a b", "/a%20b"),
        ("/A/RES/3314(XXIX)", "/A/RES/3314(XXIX)"),
        ("/стр?q=мир&x=1#part", "/%D1%81%D1%82%D1%80?q=%D0%BC%D0%B8%D1%80&x=1"),
        ("/already%20sent?c=CELEX%3A32023R1529", "/already%20sent?c=CELEX%3A32023R1529"),
        ("/q&a/ref/1.html?u=https://x.example/y", "/q&a/ref/1.html?u=https://x.example/y"),
        ("/did:plc:oz/{1}|2", "/did:plc:oz/%7B1%7D%7C2"),
    ],
)
def test_odd_characters_arrive(server: Server, address: str, sent: str) -> None:
    link = asked(server.root + address)
    assert server.asked == [("HEAD", sent)]
    assert (link.state, link.address, link.final_address) == (
        State.ALIVE,
        server.root + address,
        "",
    )


@pytest.mark.parametrize(
    "address", ["ftp://host/x", "page", "", "http://", "http://[::1/x", "http://host:port/x"]
)
def test_what_is_no_address_of_the_web_is_said_to_be_none(address: str) -> None:
    link = asked(address)
    assert link.state == State.FAILING
    assert link.note.startswith("cannot be asked: ")


def test_the_course_says_who_asks(server: Server) -> None:
    asked(f"{server.root}/page")
    assert server.agents == {AGENT}
    assert "Short of Alliance" in AGENT
