import Foundation
import TestServers

/// The real client of AWS for Python.
enum Boto3 {
    /// A Python that has boto3: the one that `MUSTER_TEST_BOTO3_PYTHON` names, or the first on `PATH`; `nil` for none.
    static let python: String? = {
        let named = ProcessInfo.processInfo.environment["MUSTER_TEST_BOTO3_PYTHON"]
        guard let path = named ?? TestProgram.installed("python3") else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-c", "import boto3"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? path : nil
    }()

    /// What a user of boto3 does; it ends with `done`. The token of the step comes in the file `token` of its home.
    static let script = """
        import http.client, http.server, json, os, threading, time, urllib.parse
        import boto3
        from botocore.config import Config
        from botocore.exceptions import ClientError

        sfn = boto3.client("stepfunctions", endpoint_url=os.environ["ENDPOINT"],
                           config=Config(inject_host_prefix=False, retries={"total_max_attempts": 1}))
        role = "arn:aws:iam::000000000000:role/any"

        def refused(name, call, /, **arguments):
            try:
                call(**arguments)
            except ClientError as error:
                assert error.response["Error"]["Code"] == name, error
                assert type(error).__name__ in (name, "ClientError"), type(error)
                return
            raise AssertionError(name + " was expected")

        def within(seconds, condition):
            end = time.monotonic() + seconds
            while not condition():
                assert time.monotonic() < end
                time.sleep(0.05)

        class Losing(http.server.BaseHTTPRequestHandler):
            protocol_version, losses = "HTTP/1.1", 0

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                connection = http.client.HTTPConnection(urllib.parse.urlsplit(os.environ["ENDPOINT"]).netloc)
                connection.request("POST", "/", body, dict(self.headers))
                answer = connection.getresponse()
                told = answer.read()
                if Losing.losses > 0:
                    Losing.losses -= 1
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *_):
                pass

        between = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Losing)
        threading.Thread(target=between.serve_forever, daemon=True).start()
        # Its answers get lost when Losing.losses says so.
        losing = boto3.client("stepfunctions", endpoint_url="http://127.0.0.1:%d" % between.server_port)

        count = {"StartAt": "Add", "States": {"Add": {
            "Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "End": True}}}
        made = sfn.create_state_machine(name="count", definition=json.dumps(count), roleArn=role, type="EXPRESS",
                                        publish=True)
        arn = made["stateMachineArn"]
        assert made["creationDate"].year > 2000, made
        assert made["stateMachineVersionArn"] == arn + ":1", made
        assert sfn.describe_state_machine(stateMachineArn=arn)["definition"] == json.dumps(count)
        sync = sfn.start_sync_execution(stateMachineArn=arn, input='{"n": 1}')
        assert sync["status"] == "SUCCEEDED" and json.loads(sync["output"]) == {"n": 2}, sync
        for index in range(3):
            sfn.start_execution(stateMachineArn=arn, name="run-%d" % index, input='{"n": %d}' % index)
        Losing.losses = 1
        losing.start_execution(stateMachineArn=arn, input='{"n": 9}')
        assert Losing.losses == 0
        pages = sfn.get_paginator("list_executions").paginate(stateMachineArn=arn, PaginationConfig={"PageSize": 1})
        assert len([e for page in pages for e in page["executions"]]) == 5
        assert [m["name"] for m in sfn.list_state_machines()["stateMachines"]] == ["count"]
        refused("ExecutionAlreadyExists", sfn.start_execution, stateMachineArn=arn, name="run-0", input="{}")
        refused("InvalidArn", sfn.describe_execution, executionArn="arn")
        refused("StateMachineDoesNotExist", sfn.describe_state_machine, stateMachineArn=arn + "s")
        refused("InvalidDefinition", sfn.create_state_machine, name="x", definition="{}", roleArn=role)
        refused("InvalidExecutionInput", sfn.start_execution, stateMachineArn=arn, input="{")
        wrong = boto3.client("stepfunctions", endpoint_url=os.environ["ENDPOINT"], aws_secret_access_key="wrong",
                             aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"])
        refused("InvalidSignatureException", wrong.list_state_machines)
        tried = sfn.test_state(definition=json.dumps(count["States"]["Add"]), input='{"n": 2}', inspectionLevel="DEBUG")
        assert tried["status"] == "SUCCEEDED" and tried["inspectionData"]["afterParameters"] == '{"n":3}', tried
        assert sfn.validate_state_machine_definition(definition="{}")["result"] == "FAIL"

        ask = {"StartAt": "Ask", "States": {"Ask": {
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 600,
            "Parameters": {"FunctionName": "lookup", "Payload": {"token.$": "$$.Task.Token"}}, "End": True}}}
        asking = sfn.create_state_machine(name="ask", definition=json.dumps(ask), roleArn=role)["stateMachineArn"]
        alias = sfn.create_state_machine_alias(
            name="prod", routingConfiguration=[{"stateMachineVersionArn": asking + ":1", "weight": 100}])
        execution = sfn.start_execution(stateMachineArn=alias["stateMachineAliasArn"], name="one")["executionArn"]
        path = os.path.join(os.environ["HOME"], "token")
        within(300, lambda: os.path.exists(path) and os.path.getsize(path) > 0)
        token = open(path).read()
        sfn.send_task_heartbeat(taskToken=token)
        Losing.losses = 1
        losing.send_task_success(taskToken=token, output='{"known": true}')
        within(300, lambda: sfn.describe_execution(executionArn=execution)["status"] == "SUCCEEDED")
        refused("TaskTimedOut", sfn.send_task_success, taskToken=token, output="{}")
        events = [e for page in sfn.get_paginator("get_execution_history").paginate(
            executionArn=execution, PaginationConfig={"PageSize": 2}) for e in page["events"]]
        assert events[0]["type"] == "ExecutionStarted" and events[0]["timestamp"].year > 2000, events
        assert events[-1]["executionSucceededEventDetails"]["output"] == '{"known":true}', events
        refused("ExecutionNotRedrivable", sfn.redrive_execution, executionArn=execution)
        sfn.stop_execution(executionArn=execution)
        print("done")
        """
}
