public import JSON
public import StatesLanguage

/// Who does the task of a state: which integration its resource means.
///
/// The last part of a function's or an activity's ARN is an integration's name, and so is `FunctionName` of `lambda:invoke`, so
/// that a playbook runs here and at AWS by the same text.
public struct StepRoute: Sendable, Hashable {
    /// 1 to 64 of A-Z, a-z, 0-9, - and _.
    public let integration: String
    /// What it is given.
    public var input: JSON
    /// Whether the output stands in an object as AWS Lambda answers it: of `lambda:invoke` without a token.
    public let wraps: Bool

    /// The integration of a task; an error that fails the task when it names none.
    public init(_ resource: TaskResource, input: JSON) throws(StepRouteError) {
        switch resource.target {
        case .function, .activity:
            integration = try Self.name(resource.arn)
            self.input = input
            wraps = false
        case .service("lambda", action: "invoke", let pattern):
            guard let function = input["FunctionName"]?.stringValue else {
                throw StepRouteError("FunctionName is no text: write the integration's name there.")
            }
            integration = try Self.name(function)
            self.input = input["Payload"] ?? [:]
            wraps = pattern == .requestResponse
        case .service: throw .unserved(resource.arn)
        }
    }

    /// Why nobody does the tasks of a state, as far as its definition says; `nil` when somebody does.
    static func fault(of state: JSON) -> String? {
        guard let arn = state["Resource"]?.stringValue, let resource = TaskResource(arn) else { return nil }
        var input = state["Parameters"] ?? state["Arguments"] ?? [:]
        if case .service("lambda", _, _) = resource.target, let name = input["FunctionName"]?.stringValue,
            !name.hasPrefix("{%")
        {
            input = ["FunctionName": .string(name)]
        } else if case .service("lambda", _, _) = resource.target {
            // It is known only when the state is entered.
            input = ["FunctionName": "later"]
        }
        do {
            _ = try StepRoute(resource, input: input)
            return nil
        } catch {
            return error.message
        }
    }

    /// The integration's name in an ARN, which may name a version behind it, or in a text that is nothing else.
    private static func name(_ text: String) throws(StepRouteError) -> String {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if let place = parts.firstIndex(where: { $0 == "function" || $0 == "activity" }) {
            parts = Array(parts[(place + 1)...])
        }
        let name = String(parts.first ?? "")
        let isName =
            (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        guard isName else {
            throw StepRouteError(
                "\"\(text.prefix(100))\" names no integration: that is 1 to 64 letters, digits, \"-\" and \"_\".")
        }
        return name
    }
}

/// Nobody does a task.
public struct StepRouteError: Error, Sendable, Hashable {
    /// Why, as a sentence.
    public let message: String

    init(_ message: String) { self.message = message }

    static func unserved(_ arn: String) -> StepRouteError {
        StepRouteError(
            "Nothing here does \(arn): an integration is a function, an activity, or lambda:invoke with a FunctionName."
        )
    }
}
