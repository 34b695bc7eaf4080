"""Starts the emulator for tests, and controls it. Only the standard library is needed."""

import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request


def _command():
    """The command in BK_ESB_EMULATOR, or the package that is installed in this folder or one above it."""
    if os.environ.get("BK_ESB_EMULATOR"):
        return shlex.split(os.environ["BK_ESB_EMULATOR"])
    # Not by npx, which would not hand on the signal that ends it.
    for folder in pathlib.Path(__file__).resolve().parents:
        found = shutil.which("bk-esb-emulator", path=folder / "node_modules" / ".bin")
        if found is not None:
            return [found]
    raise RuntimeError("bk-esb-emulator is not installed: npm install --save-dev bk-esb-emulator, or set BK_ESB_EMULATOR")


def sandbox_name(test):
    """A valid name of a sandbox, another one for each test: at most 64 ASCII letters, digits, ".", "_" and "-"."""
    if re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", test):
        return test
    readable = re.sub("[^A-Za-z0-9]+", "-", test)[:40].strip("-")
    digest = hashlib.sha256(test.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{readable}-{digest}".lstrip("-")


class Emulator:
    """An emulator as a process of its own, on a free port."""

    def __init__(self, *flags):
        command = _command()
        self.process = subprocess.Popen(
            [*command, "--port", "0", "--log-level", "warn", *flags], stdout=subprocess.PIPE, text=True
        )
        # It says where it listens once its data is loaded.
        started = re.search(r"listens on (\S+)", self.process.stdout.readline())
        if started is None:
            self.close()
            raise RuntimeError(f"{shlex.join(command)} did not start")
        self.url = started[1]

    def sandbox(self, test):
        """The sandbox of a test, whose name may have any characters."""
        name = sandbox_name(test)
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
        """Replaces the data."""
        return self._ask("PUT", "/data", fixture)

    def patch(self, fixture):
        """Adds rows to the data. A row whose id is there is replaced as a whole."""
        return self._ask("PATCH", "/data", fixture)

    def reset(self):
        """Returns to what the emulator was started with. The journal becomes empty, snapshots stay."""
        return self._ask("POST", "/reset")

    def snapshot(self, name):
        """Keeps data, faults and settings as they are now, by a name."""
        self._ask("PUT", f"/snapshots/{name}")

    def restore(self, name):
        """Data, faults and settings are again as in the snapshot."""
        return self._ask("POST", f"/snapshots/{name}/restore")

    def add_fault(self, **fault):
        return self._ask("POST", "/faults", fault)

    def fault(self, id):
        return self._ask("GET", f"/faults/{id}")

    def requests(self, body=None, **filters):
        """What came, the oldest first. `body`: parameters that a request has."""
        if body is not None:
            filters["body"] = json.dumps(body)
        return self._ask("GET", f"/requests?{urllib.parse.urlencode(filters)}")

    def verify(self, *expected, in_order=False):
        """Fails if requests did not come as expected. Each is a dict: component, parameters, code, times, at_least, …"""
        try:
            return self._ask("POST", "/requests/verify", {"requests": expected, "in_order": in_order})
        except ValueError as error:
            raise AssertionError(str(error)) from None

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
