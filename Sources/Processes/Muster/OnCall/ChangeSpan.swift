import ArgumentParser
import Foundation
import JSON

/// When a change holds.
struct ChangeSpan: ParsableArguments {
    @Option(
        help: "Its start: RFC 3339, or a span from now on such as 12h. Now by default.", transform: OnCallTime.parse)
    var from: Date?

    @Option(help: "Its end: RFC 3339, or a span from now on such as 12h or 7d.", transform: OnCallTime.parse)
    var until: Date

    @Option(help: "Why, in a line.")
    var reason: String?

    /// The members of the body.
    var members: [(String, JSON)] {
        [("from", (from ?? Date()).json), ("until", until.json)] + (reason.map { [("reason", .string($0))] } ?? [])
    }
}
