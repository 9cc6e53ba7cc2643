"""The web page's server lets in this machine only, its own pages only, and files of some size only."""

from __future__ import annotations

import socket
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sessions import session
from streamlit import config

import streamlit_app

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.model

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}
MOST_BYTES = 50 * 1024 * 1024


def answered(
    address: str, path: str, headers: Mapping[str, str], method: str = "GET"
) -> HTTPResponse:
    """What the server says to a request without a body."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def test_it_listens_at_one_address_of_this_machine(address: str) -> None:
    port = urlsplit(address).port
    assert port is not None
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=5)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 101),
        ({"Origin": "http://elsewhere.example"}, 403),
        # A name of another site that is made to lead here.
        ({"Host": "elsewhere.example", "Origin": "http://elsewhere.example"}, 403),
    ],
)
def test_a_page_of_another_site_gets_no_session(
    address: str, changed: dict[str, str], status: int
) -> None:
    headers = UPGRADE | {"Host": urlsplit(address).netloc, "Origin": address} | changed
    assert answered(address, "/_stcore/stream", headers).status == status


def test_a_file_is_taken_from_the_page_alone_and_up_to_a_size(address: str) -> None:
    with session(address) as reader:
        path = f"/_stcore/upload_file/{reader.id}/1"
        too_large = {"Content-Length": str(MOST_BYTES + 1)}
        assert answered(address, path, too_large, "PUT").status == 403
        cookie = answered(address, "/_stcore/health", {}).getheader("Set-Cookie") or ""
        name, _, token = cookie.partition(";")[0].partition("=")
        proof = {"Cookie": f"{name}={token}", "X-Xsrftoken": token}
        assert answered(address, path, too_large | proof, "PUT").status == 413
        forged = {"Cookie": f"{name}={token}", "X-Xsrftoken": token[:-2] + "xx"}
        assert answered(address, path, too_large | forged, "PUT").status == 403


@pytest.mark.parametrize(
    ("setting", "megabytes"),
    [("200000000", 191), ("200000001", 191), ("200278017", 192), ("1000", 50), ("wrong", 50)],
)
def test_the_server_lets_in_files_as_large_as_kb_reads(
    monkeypatch: pytest.MonkeyPatch, setting: str, megabytes: int
) -> None:
    limits = {streamlit_app.LIMIT: 50}
    monkeypatch.setattr(config, "get_option", limits.__getitem__)
    monkeypatch.setattr(config, "set_option", limits.__setitem__)
    monkeypatch.setenv("KB_MAX_FILE_BYTES", setting)
    streamlit_app.take_what_is_read()
    assert limits == {streamlit_app.LIMIT: megabytes}
