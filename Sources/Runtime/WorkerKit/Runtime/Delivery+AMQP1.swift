import AMQP

/// RabbitMQ's plugin for AMQP 1.0 (3.10) hands a client's text, and bytes that were sent as a value, on in the encoding that
/// they came in, under the type `amqp-1.0`; the application's properties are one header of bytes, and the timestamp counts
/// milliseconds.
extension Delivery {
    /// The type of a body that still has its encoding.
    private static let encodedType = "amqp-1.0"
    private static let applicationProperties = "x-amqp-1.0-app-properties"
    /// A broker's frame holds few more; a sender of alerts has a handful.
    private static let maximumProperties = 200
    /// In seconds, the year 5138: a timestamp beyond it counts milliseconds.
    private static let lastSecond: Int64 = 100_000_000_000

    /// Whether the body is a value that was not read: a list, a map, a number.
    var isEncodedByAMQP1: Bool { properties.type == Self.encodedType && !isOwn }

    /// The delivery as a client of AMQP 0-9-1 would have sent it: the text as the body, the properties as headers. What the
    /// broker has written as a header stays. A body that is neither text nor bytes stays as it is.
    var withoutAMQP1: Delivery {
        var plain = self
        if isEncodedByAMQP1, let body = Self.content(body) {
            plain.body = body
            plain.properties.type = nil
        }
        if case .bytes(let encoded)? = properties.headers[Self.applicationProperties],
            let sent = Self.section(0x74, of: encoded).flatMap({ Self.map($0) })
        {
            plain.properties.headers.merge(sent) { broker, _ in broker }
        }
        if let time = properties.timestamp, time > Self.lastSecond { plain.properties.timestamp = time / 1000 }
        return plain
    }

    /// The text or bytes of a body that is one value.
    private static func content(_ body: [UInt8]) -> [UInt8]? {
        guard var reader = section(0x77, of: body).map({ AMQP1Value.Reader($0) }), let value = reader.value(),
            reader.isAtEnd
        else { return nil }
        return switch value {
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        case .null: []
        case .number, .flag, .other: nil
        }
    }

    /// What stands behind the descriptor of a section (part 3, section 3.2).
    private static func section(_ code: UInt8, of bytes: [UInt8]) -> ArraySlice<UInt8>? {
        bytes.starts(with: [0x00, 0x53, code]) ? bytes.dropFirst(3) : nil
    }

    /// - Returns: headers; names that begin as the broker's own do are left out.
    private static func map(_ bytes: ArraySlice<UInt8>) -> [String: AMQPFieldValue]? {
        var reader = AMQP1Value.Reader(bytes)
        return reader.map(maximum: maximumProperties)?.filter { !$0.key.hasPrefix("x-") }.compactMapValues { value in
            switch value {
            case .text(let text): .string(text)
            case .bytes(let bytes): .bytes(bytes)
            case .number(let number): .int(number)
            case .flag(let flag): .bool(flag)
            case .null, .other: nil
            }
        }
    }
}
