/// Cases for `states-language-conformance`.
enum ConformanceCases {
    /// One of each kind, and one that needs a function.
    static let passing = #"""
        {"name": "pass", "group": "g", "kind": "execution", "definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 2, "Assign": {"x": [1]}, "End": true}}}, "input": {"a": 1}, "needs": ["none"], "expected": {"status": "SUCCEEDED", "output": 2, "trace": [["ExecutionStarted"], ["PassStateEntered", "A"], ["PassStateExited", "A", {"assigned": {"x": "[1]"}}], ["ExecutionSucceeded"]], "wildcards": []}}
        {"name": "fail", "group": "g", "kind": "execution", "definition": {"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "E", "Cause": "why"}}}, "input": {}, "needs": ["none"], "expected": {"status": "FAILED", "error": "E", "cause": "why", "trace": [["ExecutionStarted"], ["FailStateEntered", "A"], ["ExecutionFailed"]], "wildcards": []}}
        {"name": "sync", "group": "g", "kind": "sync_execution", "definition": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}, "input": {"b": "c"}, "state_machine_type": "EXPRESS", "needs": ["none"], "expected": {"status": "SUCCEEDED", "output": {"b": "c"}, "wildcards": []}}
        {"name": "test", "group": "g", "kind": "test_state", "definition": {"Type": "Pass", "Parameters": {"n.$": "$.n"}, "Next": "B"}, "input": {"n": 7}, "inspection_level": "INFO", "needs": ["none"], "expected": {"status": "SUCCEEDED", "output": {"n": 7}, "nextState": "B", "wildcards": []}}
        {"name": "create", "group": "g", "kind": "create_error", "definition": {"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": "{% $state.input %}", "Credentials": {}, "End": true}}}, "needs": ["none"], "expected": {"status": "EXCEPTION", "code": "InvalidDefinition", "message": "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required but was missing at /States/A/Credentials'", "wildcards": []}}
        {"name": "validate", "group": "g", "kind": "validate", "definition_text": " ", "needs": ["none"], "expected": {"diagnostics": [{"code": "SCHEMA_VALIDATION_FAILED", "message": "Definition must be a valid JSON object", "severity": "ERROR"}], "result": "FAIL", "wildcards": []}}
        {"name": "function", "group": "g", "kind": "execution", "definition": {}, "needs": ["lambda"], "expected": {}}
        """#

    /// The runner comes to something else.
    static let failing = #"""
        {"name": "pass", "group": "g", "kind": "execution", "definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 2, "End": true}}}, "input": {"a": 1}, "needs": ["none"], "expected": {"status": "SUCCEEDED", "output": 3, "wildcards": []}}
        """#
}
