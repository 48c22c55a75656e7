import JSON

/// The three states before the first one of a playbook: they tell whether an event started the execution, which has its
/// context, or somebody did by hand, with any input.
enum Prologue {
    static let check = "Was_Playbook_Direct_Executed"
    static let formatter = "PLAYBOOK_FORMATTER"
    static let setup = "Setup_Socless_Global_State"
    static let names = [check, setup, formatter]

    /// The function that writes the event's rows for an execution that was started by hand.
    static let setupFunction = "_socless_setup_global_state_for_direct_invoked_playbook"

    static let setupResource = "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:\(setupFunction)"

    static func states(startAt: JSON?, setupResource: JSON) -> JSONObject {
        [
            check: checkState(startAt),
            setup: setupState(startAt, setupResource),
            formatter: formatterState(startAt),
        ]
    }

    private static func checkState(_ startAt: JSON?) -> JSON {
        [
            "Type": "Choice",
            "Choices": [
                choice(results: false, next: .string(formatter)),
                choice(results: true, next: startAt ?? .null),
            ],
            "Default": .string(setup),
        ]
    }

    private static func choice(results: Bool, next: JSON) -> JSON {
        func isPresent(_ variable: String, _ expected: Bool) -> JSON {
            ["Variable": .string(variable), "IsPresent": .bool(expected)]
        }
        return [
            "And": [
                isPresent("$.artifacts", true), isPresent("$.execution_id", true), isPresent("$.errors", results),
                isPresent("$.results", results),
            ],
            "Next": next,
        ]
    }

    private static func setupState(_ startAt: JSON?, _ resource: JSON) -> JSON {
        [
            "Type": "Task",
            "Resource": resource,
            "Parameters": [
                "execution_id.$": "$$.Execution.Name",
                "playbook_name.$": "$$.StateMachine.Name",
                "playbook_event_details.$": "$$.Execution.Input",
            ],
            "Next": startAt ?? .null,
        ]
    }

    private static func formatterState(_ startAt: JSON?) -> JSON {
        [
            "Type": "Pass",
            "Parameters": [
                "execution_id.$": "$.execution_id", "artifacts.$": "$.artifacts", "results": [:], "errors": [:],
            ],
            "Next": startAt ?? .null,
        ]
    }
}
