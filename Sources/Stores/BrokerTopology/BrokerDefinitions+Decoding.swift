public import JSON

// What the management API answers with. Names have at most 255 bytes in AMQP; users and patterns have no limit.
private let short = 0...255
private let text = 0...65_536

extension BrokerDefinitions.Exchange: JSONDecodable {
    /// Reads `name`, `type`, `internal`, `durable` and `arguments` of the management API's answer.
    /// - Throws: `JSONDecodingError` when a member is missing or of another type.
    public init(_ reader: JSONReader) throws {
        self.init(
            name: try reader.string("name", length: short), type: try reader.string("type", length: short),
            isInternal: try reader.bool("internal"), isDurable: try reader.bool("durable"),
            arguments: try reader.member("arguments").members())
    }
}

extension BrokerDefinitions.Queue: JSONDecodable {
    /// Reads `name`, `durable` and `arguments` of the management API's answer.
    /// - Throws: `JSONDecodingError` when a member is missing or of another type.
    public init(_ reader: JSONReader) throws {
        self.init(
            name: try reader.string("name", length: short), isDurable: try reader.bool("durable"),
            arguments: try reader.member("arguments").members())
    }
}

extension BrokerDefinitions.Binding: JSONDecodable {
    /// Reads `source`, `destination`, `destination_type`, `routing_key` and `arguments` of the management API's answer.
    /// - Throws: `JSONDecodingError` when a member is missing or of another type.
    public init(_ reader: JSONReader) throws {
        self.init(
            source: try reader.string("source", length: short),
            destination: try reader.string("destination", length: short),
            destinationType: try reader.string("destination_type", length: short),
            routingKey: try reader.string("routing_key", length: short),
            arguments: try reader.member("arguments").members())
    }
}

extension BrokerDefinitions.Policy: JSONDecodable {
    /// Reads `name`, `pattern`, `apply-to`, `priority` and `definition` of the management API's answer.
    /// - Throws: `JSONDecodingError` when a member is missing or of another type.
    public init(_ reader: JSONReader) throws {
        self.init(
            name: try reader.string("name", length: text), pattern: try reader.string("pattern", length: text),
            appliesTo: try reader.string("apply-to", length: short),
            priority: try reader.int("priority", in: Int.min...Int.max),
            definition: try reader.member("definition").members())
    }
}

extension BrokerDefinitions.User: JSONDecodable {
    /// Reads `name` and `tags` of the management API's answer; the tags are a list, or a text with commas.
    /// - Throws: `JSONDecodingError` when a member is missing or of another type.
    public init(_ reader: JSONReader) throws {
        let tags = try reader.member("tags")
        // A list since 3.9, a text with commas before.
        let names =
            if let text = tags.value.stringValue { text.split(separator: ",").map(String.init) } else {
                try reader.strings("tags", max: 100, length: text)
            }
        self.init(name: try reader.string("name", length: text), tags: names)
    }
}

extension BrokerDefinitions.Permission: JSONDecodable {
    /// Reads `user`, `configure`, `write` and `read` of the management API's answer.
    /// - Throws: `JSONDecodingError` when a member is missing or of another type.
    public init(_ reader: JSONReader) throws {
        self.init(
            user: try reader.string("user", length: text), configure: try reader.string("configure", length: text),
            write: try reader.string("write", length: text), read: try reader.string("read", length: text))
    }
}

extension BrokerDefinitions.TopicPermission: JSONDecodable {
    /// Reads `user`, `exchange`, `write` and `read` of the management API's answer.
    /// - Throws: `JSONDecodingError` when a member is missing or of another type.
    public init(_ reader: JSONReader) throws {
        self.init(
            user: try reader.string("user", length: text), exchange: try reader.string("exchange", length: short),
            write: try reader.string("write", length: text), read: try reader.string("read", length: text))
    }
}
