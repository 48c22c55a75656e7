#!/usr/bin/env python3
"""Measures moto's Step Functions interpreter and jsonata-python on what StatesLanguageBenchmarks measures.

    python3 -m venv .venv && .venv/bin/pip install 'moto[stepfunctions]' jsonata-python
    .venv/bin/python Benchmarks/peers.py
"""

import json
import os
import time

LOOP = {
    "StartAt": "Count",
    "States": {
        "Count": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, -1)"}, "Next": "Done"},
        "Done": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.n", "NumericGreaterThan": 0, "Next": "Count"}],
            "Default": "End",
        },
        "End": {"Type": "Succeed"},
    },
}
MAP = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": {"StartAt": "Item", "States": {"Item": {"Type": "Pass", "End": True}}},
            "End": True,
        }
    },
}
ORDER = {
    "order": {
        "customer": {"name": "A"},
        "lines": [{"sku": "x", "price": 3, "n": 2}, {"sku": "y", "price": 5, "n": 1}],
    }
}
EXPRESSIONS = {
    "JSONata, three names": "$o.order.customer.name",
    "JSONata, a sum of products": "$sum($o.order.lines.(price * n))",
    "JSONata, a map with a function": "$map($o.order.lines, function($l) { $l.sku & '!' })",
}


def row(name: str, per_second: float) -> None:
    print(f"{name:<44}{per_second:>14,.0f} /s{1e6 / per_second:>13.2f} µs")


def execute(client, definition: dict, value: dict) -> float:
    """Seconds from the start of an execution to its end."""
    name = f"m{time.monotonic_ns()}"
    arn = client.create_state_machine(
        name=name, definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/r"
    )["stateMachineArn"]
    start = time.perf_counter()
    execution = client.start_execution(stateMachineArn=arn, input=json.dumps(value))["executionArn"]
    while True:
        answer = client.describe_execution(executionArn=execution)
        if answer["status"] != "RUNNING":
            break
        time.sleep(0.001)
    seconds = time.perf_counter() - start
    if answer["status"] != "SUCCEEDED":
        raise SystemExit(f"moto's execution ended as {answer['status']}: {answer.get('cause')}")
    return seconds


def measure_moto() -> None:
    os.environ.setdefault("AWS_ACCESS_KEY_ID", "none")
    os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "none")
    import boto3
    from moto import mock_aws

    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        client = boto3.client("stepfunctions", region_name="us-east-1")
        rounds = 200
        seconds = min(execute(client, LOOP, {"n": rounds}) for _ in range(3))
        row("moto: transitions of a loop", 2 * rounds / seconds)
        items = [{"id": number} for number in range(500)]
        seconds = min(execute(client, MAP, {"items": items}) for _ in range(3))
        row("moto: iterations of a Map of 500", len(items) / seconds)


def measure_jsonata() -> None:
    from jsonata import jsonata

    for name, text in EXPRESSIONS.items():
        expression = jsonata.Jsonata(text)
        expression.assign("o", ORDER)
        best = 0.0
        for _ in range(5):
            start = time.perf_counter()
            for _ in range(500):
                expression.evaluate(None)
            best = max(best, 500 / (time.perf_counter() - start))
        row(f"jsonata-python: {name[9:]}", best)


if __name__ == "__main__":
    measure_jsonata()
    measure_moto()
