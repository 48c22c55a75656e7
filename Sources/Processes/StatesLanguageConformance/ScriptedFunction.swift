import JSON
import StatesLanguage

/// What a case says that a function does.
struct ScriptedFunction {
    /// What a call comes to, and after how many seconds.
    enum Outcome {
        case success(JSON)
        case failure(type: String, message: String)
    }

    let behaviour: JSON

    func call(with event: JSON) -> (Outcome, seconds: Double)? {
        switch behaviour["kind"]?.stringValue {
        case "identity": (.success(event), 0)
        case "return": (.success(behaviour["value"] ?? .null), 0)
        case "return_text":
            (
                .success(
                    .string(
                        String(
                            repeating: behaviour["character"]?.stringValue ?? "",
                            count: behaviour["count"]?.intValue ?? 0))), 0
            )
        case "raise":
            (
                .failure(
                    type: behaviour["type"]?.stringValue ?? "Exception",
                    message: behaviour["message"]?.stringValue ?? ""), 0
            )
        case "sleep": (.success(event), behaviour["seconds"]?.doubleValue ?? 0)
        case "python_repr":
            (
                .success(
                    .string(
                        (behaviour["format"]?.stringValue ?? "{}").replacing(
                            "{}", with: PythonText.text(event), maxReplacements: 1))), 0
            )
        default: nil
        }
    }

    /// The Cause of a function that raised an exception.
    static func cause(type: String, message: String, request: String, isCompact: Bool) -> String {
        let raised = message.isEmpty && type != "Exception" ? "raise \(type)()" : "raise \(type)(\"\(message)\")"
        let value: JSON = [
            "errorMessage": .string(message), "errorType": .string(type), "requestId": .string(request),
            "stackTrace": ["  File \"/var/task/handler.py\", line 2, in handler\n    \(raised)\n"],
        ]
        return isCompact ? value.text() : PythonText.json(value)
    }
}
