/// The `Resource` of a Task: which ARN means what.
public struct TaskResource: Sendable, Hashable {
    /// How a service is integrated (developer guide, "Discover service integration patterns").
    public enum Pattern: String, Sendable, Hashable {
        /// The answer to the call is the result.
        case requestResponse = ""
        /// The result comes when the job that was started is done.
        case sync = "sync"
        /// As `sync`, with the job's output as JSON instead of text.
        case sync2 = "sync:2"
        /// The result comes from whoever got the token.
        case waitForTaskToken = "waitForTaskToken"
    }

    /// What the ARN names.
    public enum Target: Sendable, Hashable {
        /// A function that is called with the task's input and whose answer is the result.
        case function
        /// An activity whose workers ask for tasks.
        case activity
        /// An action of a service: `lambda` and `invoke`, `aws-sdk:s3` and `getObject`.
        case service(String, action: String, Pattern)
    }

    /// The ARN as it was written.
    public let arn: String
    /// What does the task.
    public let target: Target

    /// Reads an ARN; `nil` when it is none.
    public init?(_ arn: String) {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 6, parts[0] == "arn", !parts[1].isEmpty, !parts[2].isEmpty else { return nil }
        self.arn = arn
        guard parts[2] == "states" else {
            target = .function
            return
        }
        if parts[5] == "activity" {
            guard parts.count == 7, !parts[6].isEmpty else { return nil }
            target = .activity
            return
        }
        var last = parts[5...].joined(separator: ":")
        var pattern = Pattern.requestResponse
        for candidate in [Pattern.waitForTaskToken, .sync2, .sync] where last.hasSuffix(".\(candidate.rawValue)") {
            pattern = candidate
            last.removeLast(candidate.rawValue.count + 1)
            break
        }
        guard let colon = last.lastIndex(of: ":") else { return nil }
        let (service, action) = (String(last[..<colon]), String(last[last.index(after: colon)...]))
        guard !service.isEmpty, !action.isEmpty else { return nil }
        target = .service(service, action: action, pattern)
    }

    /// Whether it is a function of the service for functions, and no ARN of something else.
    var isFunction: Bool { target == .function && arn.split(separator: ":", maxSplits: 3)[2] == "lambda" }

    /// The history's name of what does the task: `lambda`, `aws-sdk:s3`; `nil` for functions and activities.
    public var resourceType: String? {
        guard case .service(let service, _, _) = target else { return nil }
        return service
    }

    /// The history's name of the action: `invoke.waitForTaskToken`.
    public var resourceName: String {
        guard case .service(_, let action, let pattern) = target else { return arn }
        return pattern == .requestResponse ? action : "\(action).\(pattern.rawValue)"
    }

    /// Whether the result comes from whoever gets the token.
    public var waitsForToken: Bool {
        guard case .service(_, _, .waitForTaskToken) = target else { return false }
        return true
    }
}
