import ArgumentParser
import Foundation
import JSON

/// Which schedule: the argument of commands that need one.
struct ScheduleArgument: ParsableArguments {
    @Argument(help: "The name of a schedule or rota.")
    var name: String
}

/// A span of time ahead.
struct SpanOptions: ParsableArguments {
    @Option(
        help: "Its start: RFC 3339, or a span from now on such as 12h or 7d. Now by default.",
        transform: OnCallTime.parse)
    var from: Date?

    @Option(
        help: "Its end: RFC 3339, or a span from now on such as 12h or 7d; at most 400 days after the start.",
        transform: OnCallTime.parse)
    var until: Date?

    /// The query of the API.
    var query: [(String, String?)] { [("from", from?.json.stringValue), ("until", until?.json.stringValue)] }
}

/// Moments as options name them.
enum OnCallTime {
    static func parse(_ text: String) throws -> Date {
        guard let time = Moment.future(text) else {
            throw ValidationError(
                "`\(text)` is no time. Write 2026-11-28T09:45:00Z, or a span from now on such as 12h.")
        }
        return time
    }
}
