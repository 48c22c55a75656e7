public import JSON

// What the management API answers with. Names have at most 255 bytes in AMQP; users and patterns have no limit.
private let short = 0...255
private let text = 0...65_536

extension BrokerDefinitions.Exchange: JSONDecodable {
    public init(_ reader: JSONReader) throws {
        self.init(
            name: try reader.string("name", length: short), type: try reader.string("type", length: short),
            isInternal: try reader.bool("internal"), isDurable: try reader.bool("durable"),
            arguments: try reader.member("arguments").members())
    }
}

extension BrokerDefinitions.Queue: JSONDecodable {
    public init(_ reader: JSONReader) throws {
        self.init(
            name: try reader.string("name", length: short), isDurable: try reader.bool("durable"),
            arguments: try reader.member("arguments").members())
    }
}

extension BrokerDefinitions.Binding: JSONDecodable {
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
    public init(_ reader: JSONReader) throws {
        self.init(
            name: try reader.string("name", length: text), pattern: try reader.string("pattern", length: text),
            appliesTo: try reader.string("apply-to", length: short),
            priority: try reader.int("priority", in: Int.min...Int.max),
            definition: try reader.member("definition").members())
    }
}

extension BrokerDefinitions.User: JSONDecodable {
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
    public init(_ reader: JSONReader) throws {
        self.init(
            user: try reader.string("user", length: text), configure: try reader.string("configure", length: text),
            write: try reader.string("write", length: text), read: try reader.string("read", length: text))
    }
}

extension BrokerDefinitions.TopicPermission: JSONDecodable {
    public init(_ reader: JSONReader) throws {
        self.init(
            user: try reader.string("user", length: text), exchange: try reader.string("exchange", length: short),
            write: try reader.string("write", length: text), read: try reader.string("read", length: text))
    }
}
