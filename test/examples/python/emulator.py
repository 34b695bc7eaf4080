"""Starts the emulator for tests, and controls it. Only the standard library is needed."""

import json
import os
import re
import shlex
import subprocess
import urllib.error
import urllib.parse
import urllib.request


# Not by npx, which would not hand on the signal that ends it.
INSTALLED = "node_modules/.bin/bk-esb-emulator"


class Emulator:
    """An emulator as a process of its own, on a free port. BK_ESB_EMULATOR tells the command that starts it."""

    def __init__(self, *flags):
        command = shlex.split(os.environ.get("BK_ESB_EMULATOR", INSTALLED))
        self.process = subprocess.Popen(
            [*command, "--port", "0", "--log-level", "warn", *flags], stdout=subprocess.PIPE, text=True
        )
        # It says where it listens once its data is loaded.
        started = re.search(r"listens on (\S+)", self.process.stdout.readline())
        if started is None:
            self.close()
            raise RuntimeError(f"{shlex.join(command)} did not start")
        self.url = started[1]

    def sandbox(self, name):
        return Sandbox(f"{self.url}/@{name}", name)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=15)
        self.process.stdout.close()


class Sandbox:
    """A world of its own in the emulator: data, faults, journal. It comes into being when it is first asked."""

    def __init__(self, url, name):
        #: What the app is given as the address of the ESB.
        self.url = url
        self.name = name

    def load(self, fixture):
        return self._ask("PUT", "/data", fixture)

    def add_fault(self, **fault):
        return self._ask("POST", "/faults", fault)

    def fault(self, id):
        return self._ask("GET", f"/faults/{id}")

    def requests(self, body=None, **filters):
        """What came, the oldest first. `body`: parameters that a request has."""
        if body is not None:
            filters["body"] = json.dumps(body)
        return self._ask("GET", f"/requests?{urllib.parse.urlencode(filters)}")

    def warnings(self):
        return [warning["reason"] for warning in self._ask("GET", "/warnings")]

    def drop(self):
        self._ask("DELETE", f"/sandboxes/{self.name}")

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/__emulator{path}", data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                text = response.read()
        except urllib.error.HTTPError as error:
            raise ValueError(f"{method} {path}: {_told(error)}") from None
        return json.loads(text) if text else None


def _told(error):
    """What is wrong, in words; of a fixture every mistake, with its place."""
    with error:
        told = json.load(error)
    problems = [f"{p['line']}:{p['column']} {p['path']}: {p['message']}" for p in told.get("problems", [])]
    return "\n  ".join([told["message"], *problems])
