import AMQP
import TestServers
import Testing
import WorkerKit
import WorkerTesting

/// What the runtime asks of a broker: the same suite runs against RabbitMQ and against the broker in memory, so that what
/// tests run on cannot drift from what processes run on.
@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: TestServers.areConfigured, Comment(rawValue: TestServers.reason))
)
struct BrokerConformanceTests {
    @Test(arguments: BrokerKind.allCases) func whatIsAcknowledgedIsGone(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            try await bench.fill(1...3)
            let deliveries = try await bench.take(3)
            #expect(deliveries.map(\.body) == [[1], [2], [3]])
            #expect(deliveries.allSatisfy { !$0.isRedelivered && $0.deliveryCount == 0 })
            bench.deliveries.ack(deliveries.map(\.tag))
            try await bench.hangUp()
            try await bench.expect(0, in: "worker")
        }
    }

    @Test(arguments: BrokerKind.allCases) func whatIsNotSettledComesAgain(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            try await bench.fill(1...2)
            let deliveries = try await bench.take(2)
            bench.deliveries.ack([deliveries[1].tag])
            try await bench.hangUp()
            try await bench.expect(1, in: "worker")
        }
    }

    @Test(arguments: BrokerKind.allCases) func whatIsGivenBackComesAgainAtOnce(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            try await bench.fill(1...1)
            let first = try #require(try await bench.take(1).first)
            bench.deliveries.reject([first.tag], requeue: true)
            let again = try #require(try await bench.take(1).first)
            #expect(again.body == [1] && again.isRedelivered && again.tag != first.tag)
            try await bench.expect(0, in: "worker.dead")
        }
    }

    @Test(arguments: BrokerKind.allCases) func whatIsRejectedIsADeadLetter(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            try await bench.fill(1...1)
            let first = try #require(try await bench.take(1).first)
            bench.deliveries.reject([first.tag], requeue: false)
            try await bench.expect(1, in: "worker.dead")
            try await bench.hangUp()
            try await bench.expect(0, in: "worker")
        }
    }

    @Test(arguments: BrokerKind.allCases) func thePrefetchBoundsWhatIsInHand(_ kind: BrokerKind) async throws {
        try await kind.run(prefetch: 2) { bench in
            try await bench.fill(1...5)
            let inHand = try await bench.take(2)
            #expect(inHand.map(\.body) == [[1], [2]])
            try await bench.expect(3, in: "worker")
            bench.deliveries.ack(inHand.map(\.tag))
            #expect(try await bench.take(2).map(\.body) == [[3], [4]])
        }
    }

    @Test(arguments: BrokerKind.allCases) func aPauseKeepsWhatIsInHand(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            try await bench.fill(1...1)
            let first = try #require(try await bench.take(1).first)
            await bench.deliveries.pause()
            try await bench.fill(2...2)
            try await bench.expect(1, in: "worker")
            #expect(bench.deliveries.isReady)
            bench.deliveries.ack([first.tag])
            await bench.deliveries.resume()
            let second = try #require(try await bench.take(1).first)
            #expect(second.body == [2] && !second.isRedelivered)
        }
    }

    /// Tags of before are worth nothing: what they named is somebody else's now.
    @Test(arguments: BrokerKind.allCases) func givingBackReturnsEverythingInItsOrder(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            try await bench.fill(1...3)
            let deliveries = try await bench.take(3)
            #expect(await bench.deliveries.giveBack(sparing: 1).isEmpty)
            try await bench.expect(3, in: "worker")
            bench.deliveries.ack(deliveries.map(\.tag))
            await bench.deliveries.resume()
            let again = try await bench.take(3)
            #expect(again.map(\.body) == [[1], [2], [3]])
            #expect(again.allSatisfy { $0.isRedelivered })
            #expect(Set(again.map(\.tag)).isDisjoint(with: deliveries.map(\.tag)))
        }
    }

    @Test(arguments: BrokerKind.allCases) func whatCameBackTooOftenStaysInHand(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            try await bench.fill(1...2)
            var deliveries = try await bench.take(2)
            for _ in 0..<3 {
                bench.deliveries.reject(deliveries.filter { $0.body == [1] }.map(\.tag), requeue: true)
                deliveries = deliveries.filter { $0.body != [1] } + (try await bench.take(1))
            }
            let spared = await bench.deliveries.giveBack(sparing: 3)
            #expect(spared.map(\.body) == [[1]] && spared.map(\.deliveryCount) == [3])
            try await bench.expect(1, in: "worker")
            bench.deliveries.ack(spared.map(\.tag))
            await bench.deliveries.resume()
            let rest = try await bench.take(1)
            #expect(rest.map(\.body) == [[2]])
            bench.deliveries.ack(rest.map(\.tag))
            try await bench.hangUp()
            try await bench.expect(0, in: "worker")
        }
    }

    @Test(arguments: BrokerKind.allCases) func aRungBringsAMessageBack(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            #expect(await bench.publish("worker", "retry.1s", [7]) == .confirmed)
            await bench.elapse(.seconds(1))
            let back = try #require(try await bench.take(1).first)
            #expect(back.body == [7] && back.exchange == "worker" && back.routingKey == "work")
            #expect(!back.isRedelivered && back.deliveryCount == 0)
        }
    }

    @Test(arguments: BrokerKind.allCases) func whatReachesNoQueueIsReturned(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            #expect(await bench.publish("worker", "nowhere", [1]) == .returned(code: 312, text: "NO_ROUTE"))
            #expect(await bench.publish("worker", "nowhere", [1], isMandatory: false) == .confirmed)
        }
    }

    /// "At least one refused": the others have it.
    @Test(arguments: BrokerKind.allCases) func whatOneQueueRefusesIsNackedAndTheOthersHaveIt(
        _ kind: BrokerKind
    ) async throws {
        try await kind.run { bench in
            let taken = try await bench.fillUp("full")
            #expect(await bench.publish("worker", "both", [1]) == .nacked)
            try await bench.expect(taken, in: "full")
            try await bench.expect(1, in: "worker.dead")
        }
    }

    @Test(arguments: BrokerKind.allCases) func outcomesAreInTheOrderOfTheBatch(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            let outcomes = await bench.publications.publish(
                ["work", "nowhere", "dead"].map { Publication(exchange: "worker", routingKey: $0, body: [1]) },
                timeout: .seconds(20))
            #expect(outcomes == [.confirmed, .returned(code: 312, text: "NO_ROUTE"), .confirmed])
        }
    }

    @Test(arguments: BrokerKind.allCases) func aLostConnectionReturnsEverythingAndIsMadeAnew(
        _ kind: BrokerKind
    ) async throws {
        try await kind.run { bench in
            try await bench.fill(1...2)
            let deliveries = try await bench.take(2)
            try await bench.loseConnection()
            bench.deliveries.ack(deliveries.map(\.tag))
            let again = try await bench.take(2)
            #expect(again.map(\.body) == [[1], [2]] && again.allSatisfy { $0.isRedelivered })
            try await eventually("both are back") { bench.deliveries.isReady && bench.publications.isReady }
            #expect(await bench.publish("worker", "dead", [3]) == .confirmed)
        }
    }

    @Test(arguments: BrokerKind.allCases) func whoWaitsCanBeCancelled(_ kind: BrokerKind) async throws {
        try await kind.run { bench in
            let reader = Task { await bench.deliveries.next() }
            reader.cancel()
            #expect(await reader.value == nil)
            try await bench.fill(1...1)
            #expect(try await bench.take(1).map(\.body) == [[1]])
        }
    }
}
