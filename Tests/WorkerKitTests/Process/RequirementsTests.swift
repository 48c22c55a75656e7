import AMQP
import Logging
import LoopbackServers
import Postgres
import Testing

@testable import WorkerKit

/// What brokers answer to the question for a queue, and what a process makes of it before it consumes anything.
@Suite(.timeLimit(.minutes(10))) struct RequirementsTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func sentence(_ version: String, _ answer: UInt16) async throws -> String? {
        var manners = ScriptedBroker.Manners()
        manners.version = version
        manners.queueAnswer = answer
        let broker = try ScriptedBroker([], manners)
        let requirements = Requirements(
            database: PostgresClient(
                configuration: try PostgresConfiguration(url: "postgres://x:x@127.0.0.1:1/x", applicationName: "test"),
                logger: logger),
            broker: try AMQPConfiguration(
                url: "amqp://notifier:secret@127.0.0.1:\(broker.port)/", connectionName: "test"),
            queue: "notifier", logger: logger)
        do {
            try await requirements.checkQueue()
            return nil
        } catch let missing as Requirements.Missing {
            return missing.description
        }
    }

    @Test(arguments: ["4.2.6", "4.3.0"]) func aBrokerThatHidesQueuesIsNamed(_ version: String) async throws {
        let sentence = try #require(try await sentence(version, 403))
        #expect(sentence.hasPrefix("RabbitMQ \(version) does not tell the user notifier"))
        #expect(sentence.contains("upgrade the broker to 4.3.5 or newer"))
    }

    @Test func aUserWithoutRightsIsNamed() async throws {
        #expect(
            try await sentence("4.3.5", 403)
                == "the user notifier has no right to the queue notifier; run `muster topology apply`")
    }

    @Test func aQueueThatIsNotThereIsMissing() async throws {
        #expect(
            try await sentence("3.10.8", 404)
                == "the queue notifier is not on the broker; run `muster topology apply`")
    }

    @Test func aQueueThatIsThereIsEnough() async throws {
        #expect(try await sentence("4.3.0", 0) == nil)
    }
}
