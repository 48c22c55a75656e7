import Certificates
import FoundationEssentials
public import Logging
public import ServiceLifecycle
import Synchronization
import WorkerKit

/// Asks Amazon what messages of SNS need: certificates, and that subscriptions are confirmed. A request never waits for that:
/// it is put off with 503 and SNS sends it again, by when the answer is here.
public final class SNSAuthority: Service {
    /// Asks an address; returns its answer.
    public typealias Ask = @Sendable (_ address: String) async throws -> [UInt8]

    private struct State {
        var certificates: [String: (certificate: Certificate, readAt: Date)] = [:]
        /// Addresses of confirmations that were asked, and when.
        var confirmed: [String: Date] = [:]
        /// What is being asked.
        var underWay: Set<String> = []
    }

    /// How long an answer is believed.
    static let freshness = 86_400.0
    /// Answers in memory at most, of each kind.
    static let capacity = 100

    private let ask: Ask
    private let logger: Logger
    private let state = Mutex(State())
    private let wishes: AsyncStream<Wish>
    private let wish: AsyncStream<Wish>.Continuation

    private enum Wish: Sendable {
        case certificate(String)
        case confirmation(String)

        var address: String {
            switch self {
            case .certificate(let address), .confirmation(let address): address
            }
        }
    }

    /// - Parameter ask: asks an address, which is Amazon's; bounded in time and size.
    public init(ask: @escaping Ask, logger: Logger) {
        self.ask = ask
        self.logger = logger
        (wishes, wish) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.capacity))
    }

    /// The certificate of an address; `nil` when it is not here yet, and is asked for.
    func certificate(_ address: String, at now: Date = Date()) -> Certificate? {
        let known = state.withLock { $0.certificates[address] }
        if let known, now.timeIntervalSince(known.readAt) < Self.freshness { return known.certificate }
        want(.certificate(address))
        return nil
    }

    /// Whether a subscription is confirmed; if not, that is asked for.
    func isConfirmed(_ address: String) -> Bool {
        if state.withLock({ $0.confirmed[address] != nil }) { return true }
        want(.confirmation(address))
        return false
    }

    private func want(_ new: Wish) {
        guard state.withLock({ $0.underWay.insert(new.address).inserted }) else { return }
        if case .dropped = wish.yield(new) { state.withLock { _ = $0.underWay.remove(new.address) } }
    }

    /// Asks, one after another, until graceful shutdown.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            for await wish in wishes { await fulfil(wish) }
        }
    }

    private func fulfil(_ wish: Wish) async {
        defer { state.withLock { _ = $0.underWay.remove(wish.address) } }
        do {
            let answer = try await ask(wish.address)
            let now = Date()
            switch wish {
            case .certificate(let address):
                guard let certificate = Certificate(pem: answer) else { throw NoCertificate() }
                state.withLock { state in
                    if state.certificates.count >= Self.capacity { state.certificates = [:] }
                    state.certificates[address] = (certificate, now)
                }
            case .confirmation(let address):
                state.withLock { state in
                    if state.confirmed.count >= Self.capacity { state.confirmed = [:] }
                    state.confirmed[address] = now
                }
            }
        } catch {
            logger.warning("Amazon SNS does not answer", metadata: [LoggingKeys.reason: "\(error)"])
        }
    }

    private struct NoCertificate: Error, CustomStringConvertible {
        var description: String { "what it answered is no certificate" }
    }
}
