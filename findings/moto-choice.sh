#!/usr/bin/env bash
# moto 5.2.5, executing state machines: a Choice takes its default where Step Functions fails, or takes a rule.
#
# Expected: a Variable that is not in the input fails the execution with States.Runtime, as an unknown path elsewhere;
#           timestamps may have fractions and an offset; a backslash takes a star of StringMatches for itself.
# Really:   a misspelled Variable is silently the Default. A time with a fraction or an offset is no timestamp, and every
#           comparison with it is false, 11:30:00.5 before 12:00 included. "\*" matches nothing. An output that is a text
#           is given without its quotes.
# A user meets: a playbook that is green in its tests, leaves every critical alert alone in one rule, and fails in another.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with 'moto[stepfunctions]==5.2.5' boto3==1.44.8
export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
run_python 110 <<'END'
import itertools, json, logging, time
import boto3
from moto import mock_aws
from observed import observe

logging.disable(logging.CRITICAL)
names = (f"choice-{number}" for number in itertools.count())

def run(states, given):
    """How an execution ends: its output, or its status and error."""
    client, name = boto3.client("stepfunctions"), next(names)
    machine = client.create_state_machine(
        name=name, definition=json.dumps(states), roleArn="arn:aws:iam::123456789012:role/playbook")["stateMachineArn"]
    execution = client.start_execution(stateMachineArn=machine, input=json.dumps(given))["executionArn"]
    for _ in range(100):
        seen = client.describe_execution(executionArn=execution)
        if seen["status"] != "RUNNING" and (seen.get("output") or seen.get("error")):
            break
        time.sleep(0.1)
    return seen["output"] if seen["status"] == "SUCCEEDED" else (seen["status"], seen.get("error"))

def choice(value, **rule):
    states = {name: {"Type": "Pass", "Result": {"by": name}, "End": True} for name in ("rule", "default")}
    states["choice"] = {"Type": "Choice", "Choices": [{"Variable": "$.value", "Next": "rule", **rule}], "Default": "default"}
    return json.loads(run({"StartAt": "choice", "States": states}, {"value": value}))["by"]

with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
    unknown = {"Type": "Pass", "Parameters": {"severity.$": "$.severty"}, "End": True}
    observe("an unknown path in Parameters",
            run({"StartAt": "one", "States": {"one": unknown}}, {}), ("FAILED", "States.Runtime"))
    observe("an unknown Variable", choice("critical", Variable="$.valeu", StringEquals="critical"), "default")
    noon = "2026-11-29T12:00:00Z"
    for value, before, is_time in [
        ("2026-11-29T11:30:00Z", "rule", "rule"), ("2026-11-29T11:30:00.5Z", "default", "default"),
        ("2026-11-29T12:30:00+01:00", "default", "default"),
    ]:
        observe(f"{value} before {noon}", choice(value, TimestampLessThan=noon), before)
        observe(f"{value} IsTimestamp", choice(value, IsTimestamp=True), is_time)
    observe(r"a*b matches a\*b", choice("a*b", StringMatches=r"a\*b"), "default")
    text = {"Type": "Pass", "Result": "done", "End": True}
    observe("the output, which is JSON, of a text", run({"StartAt": "one", "States": {"one": text}}, {}), "done")
END
