import Contracts
import JSON
import Testing

@testable import BrokerTopology

/// `asyncapi.yaml` says what `Contracts` says.
@Suite struct AsyncAPITests {
    private let document: JSON
    private let validator: SchemaValidator

    init() throws {
        document = try TopologyFile(path: "\(TopologyFixture.directory)/asyncapi.yaml", named: "asyncapi.yaml").json
        validator = SchemaValidator(document: document)
    }

    private func key(_ message: any Message.Type) -> String { "\(message.name).v\(message.version)" }

    private func payload(_ key: String) throws -> JSON {
        try #require(document["components"]?["messages"]?[key]?["payload"], "\(key)")
    }

    @Test func hasEveryMessageAndNoOther() throws {
        let described = try #require(document["components"]?["messages"]?.objectValue).keys
        #expect(Set(described) == Set(MessageCatalogue.all.map(key)))
        #expect(described == described.sorted())
    }

    @Test func putsEveryMessageIntoTheChannelOfItsExchange() throws {
        let channels = try #require(document["channels"]?.objectValue)
        for message in MessageCatalogue.all {
            let holding = channels.filter { $0.value["messages"]?[key(message)] != nil }
            #expect(holding.map(\.key) == [message.exchange], "\(key(message))")
            let exchange = holding.first?.value["bindings"]?["amqp"]?["exchange"]
            #expect(exchange?["name"]?.stringValue == message.exchange)
            if message is any Command.Type { #expect(holding.first?.value["address"] == "work") }
        }
        let definitions = BrokerDefinitions(try TopologyFixture.read())
        for (name, channel) in channels {
            let exchange = try #require(definitions.exchanges.first { $0.name == name })
            #expect(channel["bindings"]?["amqp"]?["exchange"]?["type"]?.stringValue == exchange.type)
        }
    }

    @Test func hasASampleOfEveryMessage() {
        #expect(Set(MessageSamples.all.map { key(type(of: $0)) }) == Set(MessageCatalogue.all.map(key)))
    }

    @Test func describesRealMessages() throws {
        for message in MessageSamples.all {
            let json = MessageSamples.event(message).json
            let faults = try validator.faults(json, payload(key(type(of: message))))
            #expect(faults == [], "\(message)")
        }
    }

    /// A schema that everything fits says nothing: each property of a message is required or its type is checked.
    @Test func refusesMessagesThatLackAFieldOrHaveAnother() throws {
        for message in MessageSamples.all {
            let schema = try payload(key(type(of: message)))
            let event = try #require(MessageSamples.event(message).json.objectValue)
            let data = try #require(event["data"]?.objectValue)
            for name in data.keys {
                var (changed, broken) = (event, data)
                broken[name] = nil
                changed["data"] = .object(broken)
                #expect(!validator.faults(.object(changed), schema).isEmpty, "\(message) without \(name)")
                // Any JSON is the input of a step.
                if message is StepRequested, name == "input" { continue }
                broken = data
                broken[name] = .array([.array([])])
                changed["data"] = .object(broken)
                #expect(!validator.faults(.object(changed), schema).isEmpty, "\(message) with a wrong \(name)")
            }
            var other = event
            other["type"] = "muster.other.v1"
            #expect(!validator.faults(.object(other), schema).isEmpty)
        }
    }

    @Test func knowsEveryFieldThatMessagesWrite() throws {
        for message in MessageSamples.all {
            let body = try payload(key(type(of: message)))["allOf"]?[1]
            let name = try #require(body?["properties"]?["data"]?["$ref"]?.stringValue)
            let pointer = try #require(JSONPointer(name.dropFirst()))
            let schema = try #require(document[pointer: pointer])
            let described = try #require(schema["properties"]?.objectValue).keys
            let written = try #require(message.json.objectValue).keys
            #expect(Set(described) == Set(written), "\(name)")
        }
    }
}
