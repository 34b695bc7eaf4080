"""The code under test: which ports the processes of a set template listen on."""

import http.client
import json
import time
import urllib.parse

UNREACHABLE = 1306201
NO_PERMISSION = 9900403


class EsbError(Exception):
    def __init__(self, code, message):
        super().__init__(f"{code} {message}")
        self.code = code


class EsbClient:
    """Calls the ESB as blueking.component does: the credentials in the body, and no Content-Type."""

    def __init__(self, host, app_code, app_secret, username, wait=1):
        self.host = urllib.parse.urlsplit(host)
        self.credentials = {"bk_app_code": app_code, "bk_app_secret": app_secret, "bk_username": username}
        self.wait = wait

    def call(self, component, **params):
        try:
            return self._call(component, params)
        except EsbError as error:
            # The ESB cannot reach CMDB now; a moment later it often can.
            if error.code != UNREACHABLE:
                raise
            time.sleep(self.wait)
            return self._call(component, params)

    def _call(self, component, params):
        connection = http.client.HTTPConnection(self.host.netloc, timeout=10)
        try:
            # urllib.request would label the body as a form.
            connection.request(
                "POST",
                f"{self.host.path}/api/c/compapi/v2/cc/{component}/",
                body=json.dumps({**self.credentials, **params}),
                headers={"blueking-language": "zh-hans"},
            )
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise EsbError(response.status, response.reason)
        envelope = json.loads(text)
        # Errors come with HTTP status 200: only the envelope tells.
        if not envelope["result"]:
            raise EsbError(envelope["code"], envelope["message"])
        return envelope["data"]


def service_instances(client, bk_biz_id, set_template_id, limit=500):
    """The service instances of a set template, page by page."""
    start, count = 0, 1
    while start < count:
        page = client.call(
            "list_service_instance_by_set_template",
            bk_biz_id=bk_biz_id,
            set_template_id=set_template_id,
            page={"start": start, "limit": limit},
        )
        yield from page["info"]
        start, count = start + limit, page["count"]


def ports(client, bk_biz_id, set_template_id, limit=500):
    """The ports of each service instance, by its name."""
    found = {}
    for instance in service_instances(client, bk_biz_id, set_template_id, limit):
        processes = client.call(
            "list_process_instance", bk_biz_id=bk_biz_id, service_instance_id=instance["id"]
        )
        # A process that is gone has no property, and one that listens nowhere no bind_info.
        found[instance["name"]] = [
            bind["port"] for process in processes for bind in (process["property"] or {}).get("bind_info") or []
        ]
    return found
