import unittest

import ports
from emulator import Emulator

# Everything that is not written here has a default.
DATA = {
    "modules": [
        {
            "bk_module_id": 1,
            "bk_biz_id": 2,
            "set_template_id": 3,
            "service_instances": [
                {"id": 10, "name": "web-1", "processes": [{"bk_process_id": 100, "bind_info": [{"port": 80}]}]},
                {"id": 11, "name": "web-2", "processes": [{"bk_process_id": 101, "bind_info": [{"port": 81}]}]},
                # A process that is gone, of which only the relation is left: CMDB has such ones.
                {"id": 12, "name": "web-3", "processes": [{"bk_process_id": 102, "property": None}]},
            ],
        }
    ]
}
PORTS = {"web-1": ["80"], "web-2": ["81"], "web-3": []}


def setUpModule():
    global emulator
    emulator = Emulator()
    unittest.addModuleCleanup(emulator.close)


class PortsTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.esb = emulator.sandbox(self._testMethodName)
        self.addCleanup(self.esb.drop)
        self.esb.load(DATA)
        self.client = ports.EsbClient(self.esb.url, "ports", "secret", "admin", wait=0.01)

    def tearDown(self):
        self.assertEqual(self.esb.warnings(), [], "CMDB 3.14 would have answered in another way")

    def test_all_pages_are_read(self):
        self.assertEqual(ports.ports(self.client, 2, 3, limit=2), PORTS)
        self.esb.verify(
            {"component": "list_service_instance_by_set_template", "parameters": {"page": {"start": 0}}},
            {"component": "list_service_instance_by_set_template", "parameters": {"page": {"start": 2}}},
            in_order=True,
        )
        pages = self.esb.requests(component="list_service_instance_by_set_template")
        self.assertEqual([page["parameters"]["page"]["start"] for page in pages], [0, 2])

    def test_cmdb_out_of_reach_is_asked_again(self):
        self.esb.add_fault(name="cmdb-refused", times=1, parameters={"service_instance_id": 11})
        self.assertEqual(ports.ports(self.client, 2, 3), PORTS)
        calls = self.esb.requests(body={"service_instance_id": 11})
        self.assertEqual([call["code"] for call in calls], [ports.UNREACHABLE, 0])

    def test_what_is_not_allowed_is_not_asked_again(self):
        fault = self.esb.add_fault(name="no-permission")
        with self.assertRaises(ports.EsbError) as caught:
            ports.ports(self.client, 2, 3)
        self.assertEqual(caught.exception.code, ports.NO_PERMISSION)
        self.assertEqual(self.esb.fault(fault["id"])["struck"], 1)

    def test_a_proxy_without_an_answer_is_an_error(self):
        self.esb.add_fault(name="bad-gateway", status=503)
        with self.assertRaisesRegex(ports.EsbError, "^503 "):
            ports.ports(self.client, 2, 3)

    def test_what_changes_in_cmdb_is_seen(self):
        self.esb.snapshot("before")
        self.esb.patch({"processes": [{"bk_process_id": 103, "service_instance_id": 12, "bind_info": [{"port": 82}]}]})
        self.assertEqual(ports.ports(self.client, 2, 3), {**PORTS, "web-3": ["82"]})
        self.esb.restore("before")
        self.assertEqual(ports.ports(self.client, 2, 3), PORTS)

    def test_after_a_reset_the_data_of_the_start_is_there(self):
        ports.ports(self.client, 2, 3)
        self.assertFalse(self.esb.reset()["own"])
        self.assertEqual(self.esb.requests(), [])

    def test_where_nothing_is_found_the_journal_knows_why(self):
        self.assertEqual(ports.ports(self.client, 4, 3), {})
        [request] = self.esb.requests()
        self.assertEqual(request["why"], "set template 3 has no modules in business 4; business 2 has")

    def test_名称是中文(self):
        self.assertEqual(ports.ports(self.client, 2, 3), PORTS)

    def test_any_name_of_a_test_makes_a_sandbox_of_its_own(self):
        names = ["查询进程", "查询端口", "test_查询", "ports[a/b]", "a b", "a  b", "-", "", "x" * 65, "x" * 66, "\ud800", "@%2F?#"]
        sandboxes = [emulator.sandbox(name) for name in names]
        for sandbox in sandboxes:
            self.addCleanup(sandbox.drop)
            sandbox.load(DATA)
        self.assertEqual(len({sandbox.name for sandbox in sandboxes}), len(names))


if __name__ == "__main__":
    unittest.main()
