public import FoundationEssentials
public import JSON

/// What `POST …/reports/delays` asks for: nobody is reminded to report before a time.
public struct ReportDelayRequest: Sendable, Hashable, JSONDecodable {
    /// The longest delay.
    static let longest: TimeInterval = 86_400

    /// Until when.
    public var until: Date

    /// Reads the body of a request: `until`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["until"])
        until = try reader.timestamp("until")
    }
}
