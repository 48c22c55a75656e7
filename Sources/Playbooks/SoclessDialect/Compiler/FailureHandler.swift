import JSON

/// The states that `TaskFailureHandler` adds, and the catcher that leads to them.
enum FailureHandler {
    static let start = "_Task_Failed"
    static let name = "_Handle_Task_Failure"
    static let end = "_End_With_Failure"

    /// `_Task_Failed` → `_Handle_Task_Failure` → `_End_With_Failure`.
    static func states(_ handler: JSONObject) -> JSONObject {
        var handling = handler
        handling["End"] = nil
        handling["Next"] = .string(end)
        return [
            start: ["Type": "Pass", "Next": .string(name)],
            name: .object(handling),
            end: ["Type": "Fail"],
        ]
    }

    /// The catchers of a state with the handler's behind them.
    static func catchers(
        _ written: JSON?, of state: String, _ compatibility: SoclessCompatibility
    ) -> JSON {
        let catchers = written?.arrayValue ?? []
        // Nothing may stand behind a catcher of States.ALL, and nothing would reach it.
        if compatibility == .corrected, catchers.contains(where: { $0.names("States.ALL") }) { return .array(catchers) }
        let caught: JSON = compatibility == .recorded ? "States.TaskFailed" : "States.ALL"
        return .array(
            catchers + [
                [
                    "ErrorEquals": [caught], "ResultPath": .string(resultPath(of: state, compatibility)),
                    "Next": .string(start),
                ]
            ])
    }

    private static func resultPath(of state: String, _ compatibility: SoclessCompatibility) -> String {
        let isPlain = state.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
        return isPlain || compatibility == .recorded
            ? "$.errors.\(state)" : "$.errors['\(state.replacing("'", with: "\\'"))']"
    }
}

extension JSON {
    /// Whether a retrier or catcher is for errors of this name.
    func names(_ error: JSON) -> Bool { self["ErrorEquals"]?.arrayValue?.contains(error) ?? false }
}
