"""`python -m tests.offline.asking QUESTION SECONDS`: start `python -m ui`, ask it, print the answer, let it run on."""

import json
import subprocess
import sys
import time
import urllib.request

if __name__ == "__main__":
    question, seconds = sys.argv[1], float(sys.argv[2])
    started = time.monotonic()
    server = subprocess.Popen([sys.executable, "-m", "ui", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        body = json.dumps({"question": question}).encode()
        request = urllib.request.Request(f"{url}api/ask", body, {"Content-Type": "application/json"})
        for address in (request, url):  # the page is made, too
            with urllib.request.urlopen(address, timeout=60) as response:
                said = response.read().decode()
            print(json.loads(said)["answer"] if address is request else len(said), flush=True)
        time.sleep(max(0.0, seconds - (time.monotonic() - started)))
    finally:
        server.terminate()
        server.wait(timeout=30)
