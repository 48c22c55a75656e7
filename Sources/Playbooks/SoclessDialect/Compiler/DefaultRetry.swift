import JSON

/// The retry that every task has against failures of the function service.
enum DefaultRetry {
    static let errors: [JSON] = [
        "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
    ]

    /// Two, as a number that is not whole: statelint 3.1 refuses `2`, and every other reader takes both.
    private static let backoffRate = (try? JSON.parse(Array("2.0".utf8))) ?? 2

    static func retrier(_ compatibility: SoclessCompatibility, of errors: [JSON] = errors) -> JSON {
        [
            "ErrorEquals": .array(errors), "IntervalSeconds": 2, "MaxAttempts": 6,
            "BackoffRate": compatibility == .corrected ? backoffRate : 2,
        ]
    }

    /// The retriers that a playbook wrote, with the default one for the errors that they do not name.
    static func added(to written: [JSON], _ compatibility: SoclessCompatibility) -> [JSON] {
        let left = errors.filter { error in !written.contains { $0.names(error) } }
        guard !left.isEmpty else { return written }
        // A retrier of States.ALL must be the last one (Amazon States Language, "Retrying after error").
        guard compatibility == .corrected, let all = written.firstIndex(where: { $0.names("States.ALL") }) else {
            return written + [retrier(compatibility, of: left)]
        }
        return written[..<all] + [retrier(compatibility, of: left)] + written[all...]
    }
}
