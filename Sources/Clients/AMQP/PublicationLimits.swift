extension Publication {
    /// Why AMQP cannot carry the message, `nil` when it can. Checked before anything is sent, because a message that turns
    /// out to be impossible after its first frame costs the connection.
    var impossibility: AMQPError? {
        if exchange.utf8.count > 255 { return .impossible("the exchange's name is longer than 255 bytes") }
        if routingKey.utf8.count > 255 { return .impossible("the routing key is longer than 255 bytes") }
        return properties.impossibility
    }
}

extension AMQPProperties {
    fileprivate var impossibility: AMQPError? {
        let shortStrings = [
            contentType, contentEncoding, correlationID, replyTo, expiration, messageID, type, userID, appID,
        ]
        for case .some(let text) in shortStrings where text.utf8.count > 255 {
            return .impossible("a property is longer than 255 bytes")
        }
        if headers.isEmpty { return nil }
        guard let size = AMQPFieldValue.table(headers).encodedSize(depth: 0) else {
            return .impossible("a header's name is longer than 128 bytes, or headers are nested too deeply")
        }
        return size > AMQPProperties.maximumHeaderSize ? .impossible("the headers are too large") : nil
    }

    /// The largest table of headers in bytes.
    static let maximumHeaderSize = 64 * 1024

    /// A frame that holds the largest headers and all other properties at their longest.
    static let minimumFrameSize = maximumHeaderSize + 4096
}

extension AMQPFieldValue {
    /// Tables in tables, at most.
    static let maximumDepth = 16

    /// The size in bytes with the type octet; `nil` when a name is too long or the nesting too deep.
    fileprivate func encodedSize(depth: Int) -> Int? {
        switch self {
        case .null: return 1
        case .bool: return 2
        case .int, .double, .timestamp: return 9
        case .string(let text): return 5 + text.utf8.count
        case .bytes(let bytes): return 5 + bytes.count
        case .array(let values):
            guard depth < Self.maximumDepth else { return nil }
            var size = 5
            for value in values {
                guard let part = value.encodedSize(depth: depth + 1) else { return nil }
                size += part
            }
            return size
        case .table(let values):
            guard depth < Self.maximumDepth else { return nil }
            var size = 5
            for (name, value) in values {
                guard name.utf8.count <= 128, let part = value.encodedSize(depth: depth + 1) else { return nil }
                size += 1 + name.utf8.count + part
            }
            return size
        }
    }
}

extension AMQPError {
    fileprivate static func impossible(_ detail: String) -> AMQPError {
        AMQPError(.invalidPublication, operation: "basic.publish", detail: detail)
    }
}
