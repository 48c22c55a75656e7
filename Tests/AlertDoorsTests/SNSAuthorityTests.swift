import Certificates
import FoundationEssentials
import Logging
import Synchronization
import Testing

@testable import AlertDoors

@Suite(.timeLimit(.minutes(10))) struct SNSAuthorityTests {
    /// Counts what is asked, and tells when something was.
    private final class Amazon: Sendable {
        let asked = Mutex<[String]>([])
        let answers: AsyncStream<Void>
        private let answered: AsyncStream<Void>.Continuation
        private let fails: Int

        init(failing fails: Int = 0) {
            self.fails = fails
            (answers, answered) = AsyncStream.makeStream()
        }

        func ask(_ address: String) throws -> [UInt8] {
            defer { answered.yield() }
            let count = asked.withLock { asked in
                asked.append(address)
                return asked.count
            }
            if count <= fails { throw CancellationError() }
            return SNSSamples.pem
        }
    }

    private static let address = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem"

    private func with(_ amazon: Amazon, _ body: (SNSAuthority) async throws -> Void) async throws {
        let authority = SNSAuthority(ask: { try amazon.ask($0) }, logger: Logger(label: "test"))
        try await withThrowingTaskGroup { group in
            group.addTask { try await authority.run() }
            try await body(authority)
            group.cancelAll()
        }
    }

    @Test func aCertificateIsAskedForOnceAndBelievedForADay() async throws {
        let amazon = Amazon()
        try await with(amazon) { authority in
            #expect(authority.certificate(Self.address) == nil)
            #expect(authority.certificate(Self.address) == nil, "it is under way")
            while authority.certificate(Self.address) == nil { await Task.yield() }
            #expect(amazon.asked.withLock { $0 } == [Self.address])
            #expect(authority.certificate(Self.address, at: Date() + 86_401) == nil)
        }
    }

    @Test func aSubscriptionIsConfirmedWhenAmazonHasSaidSo() async throws {
        let amazon = Amazon(failing: 1)
        try await with(amazon) { authority in
            #expect(!authority.isConfirmed("https://sns.eu-central-1.amazonaws.com/?a"))
            var answers = amazon.answers.makeAsyncIterator()
            await answers.next()
            // The first time failed: the next message asks again.
            while !authority.isConfirmed("https://sns.eu-central-1.amazonaws.com/?a") { await Task.yield() }
            #expect(amazon.asked.withLock { $0.count } >= 2)
        }
    }
}
