import AMQP
import LoopbackServers
import TestServers
import Testing

/// A quorum queue without its majority gives no confirm before it has one again.
@Suite(.timeLimit(.minutes(10)))
struct AMQPLateConfirmTests {
    @Test func aConfirmThatNobodyWaitsForAnyMoreIsTold() async throws {
        var manners = ScriptedBroker.Manners()
        manners.confirms = false
        let broker = try ScriptedBroker([], manners)
        let configuration = try AMQPConfiguration(
            url: "amqp://guest:guest@127.0.0.1:\(broker.port)/", connectionName: "test")
        let (late, continuation) = AsyncStream<(Int, PublishOutcome)>.makeStream()
        try await running(AMQPPublisher(configuration: configuration, window: 2, logger: quiet)) { publisher in
            try await eventually("it is connected") { publisher.isReady }
            let batch = (0..<3).map { Publication(exchange: "e", routingKey: "\($0)", body: []) }
            let outcomes = await publisher.publish(batch, timeout: .seconds(3)) { continuation.yield(($0, $1)) }
            let codes = outcomes.map { outcome in
                if case .unknown(let error) = outcome { error.code } else { AMQPError.Code.invalidPublication }
            }
            #expect(codes == [.timeout, .timeout, .notReady], "the third did not fit into the window")
            #expect(publisher.isReady && publisher.isSilent)
            broker.confirmAtLast()
            var told: [Int] = []
            for await (place, outcome) in late {
                #expect(outcome == .confirmed)
                told.append(place)
                if told.count == 2 { break }
            }
            #expect(told.sorted() == [0, 1])
            #expect(!publisher.isSilent)
        }
    }
}
