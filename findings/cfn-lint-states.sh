#!/usr/bin/env bash
# cfn-lint 1.58.0: state machines that Step Functions accepts are errors (E3601), so that a pipeline refuses them.
#
# Expected: with QueryLanguage JSONata any field that may be computed may be an expression, and Parallel has Parameters
#           (Amazon States Language); the check follows the service.
# Really:   an expression is taken in Seconds of Wait, but "is not of type 'number'" in TimeoutSeconds and MaxConcurrency;
#           Parameters of a Parallel "was unexpected".
# A user meets: a playbook that runs and cannot be deployed from a template without switching the rule off.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with cfn-lint==1.58.0
run_python 90 "$work" <<'END'
import json, os, subprocess, sys
from observed import observe

jsonata = {"QueryLanguage": "JSONata"}
body = {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}
function = "arn:aws:lambda:us-east-1:123456789012:function:f"

def check(state, **top):
    definition = {**top, "StartAt": "A", "States": {"A": {**state, "End": True}}}
    machine = {"RoleArn": "arn:aws:iam::123456789012:role/r", "DefinitionString": json.dumps(definition)}
    template = {"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": machine}}}
    path = os.path.join(sys.argv[1], "template.json")
    with open(path, "w") as file:
        json.dump(template, file)
    program = os.path.join(os.path.dirname(sys.executable), "cfn-lint")
    run = subprocess.run([program, "--format", "json", path], capture_output=True, text=True)
    return [f"{found['Rule']['Id']} {found['Message']}" for found in json.loads(run.stdout or "[]")]

observe("Wait, Seconds", check({"Type": "Wait", "Seconds": "{% 1 + 1 %}"}, **jsonata), [])
observe("Task, TimeoutSeconds", check({"Type": "Task", "Resource": function, "TimeoutSeconds": "{% 5 %}"}, **jsonata),
        ["E3601 '{% 5 %}' is not of type 'number' at 'States/A/TimeoutSeconds'"])
observe("Map, MaxConcurrency", check({"Type": "Map", "ItemProcessor": body, "MaxConcurrency": "{% 2 %}"}, **jsonata),
        ["E3601 '{% 2 %}' is not of type 'number' at 'States/A/MaxConcurrency'"])
observe("Parallel, Parameters", check({"Type": "Parallel", "Branches": [body], "Parameters": {"x.$": "$.x"}}),
        ["E3601 Additional properties are not allowed ('Parameters' was unexpected) at 'States/A/Parameters'"])
END
