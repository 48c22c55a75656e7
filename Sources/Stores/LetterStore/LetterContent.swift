public import JSON
package import Postgres

/// What a dead letter carries: the message's bytes as they were, and those of its properties that go with it.
public struct LetterContent: Sendable, Hashable {
    /// `content_type`, `correlation_id`, `message_id`, `type`, `timestamp` and `traceparent`, as far as there are any; and
    /// `build` and `configuration`, the process that published it last (who gave up on it, unless the broker did) and what
    /// that went by.
    public let properties: JSON
    /// The bytes that the worker could not handle, unchanged.
    public let body: [UInt8]

    /// - Parameter timestamp: in seconds since 1970.
    package init(
        contentType: String?, correlationID: String?, messageID: String?, type: String?, timestamp: Int64?,
        traceparent: String?, build: String? = nil, configuration: Int64? = nil, body: [UInt8]
    ) {
        var object: JSONObject = [:]
        object["content_type"] = contentType.map { .string($0) }
        object["correlation_id"] = correlationID.map { .string($0) }
        object["message_id"] = messageID.map { .string($0) }
        object["type"] = type.map { .string($0) }
        object["timestamp"] = timestamp.map { .int($0) }
        object["traceparent"] = traceparent.map { .string($0) }
        object["build"] = build.map { .string($0) }
        object["configuration"] = configuration.map { .int($0) }
        properties = .object(object)
        self.body = body
    }

    /// What ``init(_:)`` reads, of the table under the name `l`.
    package static let columns = "l.properties, l.body"

    /// Reads a row with ``columns``.
    package init(_ row: PostgresRow) throws {
        properties = try JSON.parse(row.decode("properties", as: String.self))
        body = try row.decode("body")
    }

    /// The process that published the message last, with its version: who gave up on it, or who had sent it when the broker
    /// gave up. `nil` for messages of detectors, and for letters of releases that did not say.
    public var build: String? { properties["build"]?.stringValue }
    /// The version of the organisation's configuration that this process went by.
    public var configuration: Int64? { properties["configuration"]?.int64Value }

    var contentType: String? { properties["content_type"]?.stringValue }
    var correlationID: String? { properties["correlation_id"]?.stringValue }
    var type: String? { properties["type"]?.stringValue }
    var traceparent: String? { properties["traceparent"]?.stringValue }
}
