"""`python -m tests.offline.asking QUESTION SECONDS`: start `python -m ui`, ask it as a program and as its page, run on.

Prints both answers, a line each. The page is opened, asked and followed as a browser does it.
"""

import json
import re
import subprocess
import sys
import time
import urllib.request

import requests

from tests.load.page import Events, OpenPage


def main(question: str, seconds: float) -> None:
    """Ask; the server has run for some seconds when this ends."""
    started = time.monotonic()
    server = subprocess.Popen([sys.executable, "-m", "ui", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        body = json.dumps({"question": question}).encode()
        request = urllib.request.Request(f"{url}api/ask", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            print(_line(json.loads(response.read())["answer"]))
        with requests.Session() as session:
            print(_line(_asked_on_the_page(session, url, question)))
        time.sleep(max(0.0, seconds - (time.monotonic() - started)))
    finally:
        server.terminate()
        server.wait(timeout=30)


def _asked_on_the_page(session: requests.Session, url: str, question: str) -> str:
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", session.get(url, timeout=60).text, re.DOTALL)
    assert found
    page = OpenPage(url, Events.of(json.loads(found[1])), session.get, session.post)
    page.open()
    answer = page.ask(question)
    page.follow()
    return answer


def _line(answer: str) -> str:
    return " ".join(answer.split())


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
