"""The language servers of tombi and taplo, spoken to as an editor does: they know keys by our schemas, offline.

That of taplo is `npm install @taplo/lsp` in a folder named by TAPLO_LSP; other packages of taplo have no server.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from iom.editor.setup import files

BESIDE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
TOMBI = shutil.which("tombi", path=BESIDE)
PROFILE = 'schema = 1\nname = "Аверина Полина"\nint\n'


def send(pipe: IO[bytes], **message: Any) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    pipe.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    pipe.flush()


def messages(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    while line := pipe.readline():
        length = 0
        while line.strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            line = pipe.readline()
        yield json.loads(pipe.read(length))


def answer(server: subprocess.Popen[bytes], number: int) -> Any:
    """The result of a request; what the server asks meanwhile is answered with nothing."""
    assert server.stdin
    assert server.stdout
    for message in messages(server.stdout):
        if message.get("id") == number and "method" not in message:
            return message.get("result")
        if "id" in message and "method" in message:
            items = (message.get("params") or {}).get("items", [])
            send(server.stdin, id=message["id"], result=[None for _ in items] if items else None)
    raise AssertionError("the server has gone")


def command_of(tool: str) -> list[str]:
    """How the server is started; the test is skipped where it is not installed."""
    if tool == "tombi":
        return [TOMBI, "lsp", "--offline"] if TOMBI else pytest.skip("tombi is not installed (pip install tombi)")
    node, folder = shutil.which("node"), os.environ.get("TAPLO_LSP")
    if not (node and folder):
        pytest.skip("TAPLO_LSP names no folder with taplo's server (npm install @taplo/lsp)")
    return [node, str(Path(__file__).with_name("taplo_server.mjs"))]


@pytest.fixture(params=["tombi", "taplo"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = command_of(request.param)
    for path, content in {**files(), "students/averina-polina.toml": PROFILE.encode()}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    environment = {**os.environ, "https_proxy": "http://127.0.0.1:9"}
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    yield running
    running.kill()
    running.communicate()


@pytest.mark.slow
def test_keys_are_completed(server: subprocess.Popen[bytes], tmp_path: Path) -> None:
    assert server.stdin
    root, uri = tmp_path.as_uri(), (tmp_path / "students/averina-polina.toml").as_uri()
    folders = [{"uri": root, "name": "school"}]
    able = {"workspace": {"configuration": True, "workspaceFolders": True}, "textDocument": {"completion": {}}}
    send(server.stdin, id=1, method="initialize", params={
        "processId": None, "rootUri": root, "workspaceFolders": folders, "capabilities": able,
    })  # fmt: skip
    answer(server, 1)
    send(server.stdin, method="initialized", params={})
    document = {"uri": uri, "languageId": "toml", "version": 1, "text": PROFILE}
    send(server.stdin, method="textDocument/didOpen", params={"textDocument": document})
    labels: set[str] = set()
    for number in range(2, 30):  # the schema is read meanwhile
        place = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 3}}
        send(server.stdin, id=number, method="textDocument/completion", params=place)
        found = answer(server, number) or []
        items = found["items"] if isinstance(found, dict) else found
        labels |= {item["label"] for item in items}
        if "interests" in labels:
            break
    assert "interests" in labels
