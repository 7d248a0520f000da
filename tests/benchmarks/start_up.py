"""Start-up of an installed wheel, against a hello-world command of typer in the same environment."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pairs import Ratio, ratio_of, show

TOP = Path(__file__).parents[2]
PAIRS = 41
HELLO = '''
import typer

app = typer.Typer()


@app.command()
def hello(times: int = 1) -> None:
    """Greet the world."""
    for _ in range(times):
        print("Hello, world")
'''
HELLO_SCRIPT = "#!{python}\nimport sys\nfrom iom_hello import app\nif __name__ == '__main__':\n    sys.exit(app())\n"


def run(pairs: int | None) -> None:
    """Measure the commands whose start a person waits for most often."""
    with TemporaryDirectory() as folder, installed(Path(folder)) as scripts:
        school = Path(folder) / "school"
        shutil.copytree(TOP / "examples" / "zarechnaya", school)
        iom, hello = str(scripts / "iom"), [str(scripts / "iom-hello"), "--times", "2"]
        completing = {"_IOM_COMPLETE": "bash"}
        commands: list[tuple[str, list[str], dict[str, str], float]] = [
            ("`iom --version`", [iom, "--version"], {}, 0.2),
            ("`iom --help`", [iom, "--help"], {}, 0.8),
            ("`iom status`", [iom, "status"], {}, 2),
            ("`iom status averina-polina`", [iom, "status", "averina-polina"], {}, 2),
            ("completion of `iom status aver`", [iom, "status", "aver"], completing, 0.5),
        ]
        ratios = [
            compared(name, words, hello, school, extra, pairs or PAIRS, aim) for name, words, extra, aim in commands
        ]
    show("Start-up", "hello-world of typer", ratios)


@contextmanager
def installed(folder: Path) -> Iterator[Path]:
    """A new environment with the wheel of this checkout and the peer, both compiled; gives the scripts' folder."""
    place = folder / "environment"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", str(TOP)], check=True)
    find = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", find], check=True, capture_output=True, text=True).stdout.strip())
    (packages / "iom_hello.py").write_text(HELLO, "utf-8")
    compileall.compile_file(packages / "iom_hello.py", quiet=1)
    script = scripts / "iom-hello"
    script.write_text(HELLO_SCRIPT.format(python=python), "utf-8")
    script.chmod(0o755)
    yield scripts


def compared(
    name: str, words: list[str], hello: list[str], school: Path, extra: dict[str, str], pairs: int, aim: float
) -> Ratio:
    """The ratio of one command to the peer."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("IOM_", "_IOM_", "PYTHON"))}
    times = [(started(words, school, environ | extra), started(hello, school, environ)) for _pair in range(pairs + 1)]
    return ratio_of(name, times[1:], aim)


def started(words: list[str], folder: Path, environ: dict[str, str]) -> float:
    """How long a process takes, in seconds.

    Raises:
        RuntimeError: it failed, so the time would mean nothing.
    """
    start = perf_counter()
    found = subprocess.run(words, cwd=folder, env=environ, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    taken = perf_counter() - start
    if found.returncode or not found.stdout:
        raise RuntimeError(f"{words}: exit code {found.returncode}: {found.stderr.decode()}")
    return taken
