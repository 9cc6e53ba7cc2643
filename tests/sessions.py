"""A reader's session as the server sees it, without a browser: for many readers at once."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.proto.Element_pb2 import Element
    from websockets.sync.client import ClientConnection

SECONDS = 60


class Session:
    """One reader on the page Ask, whose questions are sent as the page sends them."""

    def __init__(self, socket: ClientConnection) -> None:
        """``socket`` is what the page talks through; the page is opened."""
        self._socket = socket
        self.id = ""
        elements = list(self._run(BackMsg()))
        self._input = next(
            e.chat_input.id for e in elements if e.WhichOneof("type") == "chat_input"
        )

    def ask(self, question: str) -> list[dict[str, Any]]:
        """Type ``question``; the data of every answer that the page then shows."""
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add(id=self._input)
        state.chat_input_value.data = question
        drawn = [e.bidi_component for e in self._run(message) if e.HasField("bidi_component")]
        return [json.loads(one.json) for one in drawn if one.component_name == "kb_answer"]

    def _run(self, message: BackMsg) -> Iterator[Element]:
        """Let the script run; what it draws."""
        message.rerun_script.query_string = "lang=zh"
        self._socket.send(message.SerializeToString())
        while True:
            got = ForwardMsg.FromString(self._socket.recv(timeout=SECONDS, decode=False))
            if got.WhichOneof("type") == "script_finished":
                return
            self.id = got.new_session.initialize.session_id or self.id
            if got.delta.HasField("new_element"):
                yield got.delta.new_element


@contextmanager
def session(address: str) -> Iterator[Session]:
    """A session of its own at the server at ``address``."""
    stream = address.replace("http://", "ws://") + "/_stcore/stream"
    # Without a proxy, whatever the environment says: the server is on this machine.
    with connect(
        stream,
        origin=address,  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        proxy=None,
        max_size=None,
    ) as socket:
        yield Session(socket)
