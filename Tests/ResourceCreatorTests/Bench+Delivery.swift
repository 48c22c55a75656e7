import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import Postgres
import ProviderKit
import Synchronization
import WorkStore

@testable import ResourceCreator
@testable import WorkerKit

/// What was announced, in any order.
final class Announcements: Sendable {
    private let events = Mutex<[Envelope]>([])

    func add(_ new: [Envelope]) {
        events.withLock { $0 += new }
    }

    /// The messages of one kind.
    func all<Body: Message>(_ type: Body.Type) throws -> [Body] {
        try events.withLock { $0 }.filter { $0.type == Body.type }.map { try $0.decode(Body.self) }
    }
}

extension Bench {
    /// Delivers a message, and everything that the worker announces to itself because of it, side by side.
    /// - Parameter times: how often each message comes.
    /// - Returns: everything that was announced.
    @discardableResult
    func deliver(_ message: some Message, about incident: IncidentReference, times: Int = 1) async throws
        -> Announcements
    {
        let announcements = Announcements()
        let event = Envelope(
            message, id: .v7(), source: "/muster/test", subject: incident.name, time: Date(), traceparent: nil)
        try await deliver([event], times: times, to: announcements)
        return announcements
    }

    private func deliver(_ events: [Envelope], times: Int, to announcements: Announcements) async throws {
        announcements.add(events)
        var waiting = events
        while !waiting.isEmpty {
            let batch = waiting
            let announced = try await withThrowingTaskGroup(of: [Envelope].self) { group in
                for event in batch {
                    for _ in 0..<times { group.addTask { try await handle(event) } }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            announcements.add(announced)
            waiting = announced.filter { own[$0.type] != nil }
        }
    }

    private typealias Handle = @Sendable (Envelope) async throws -> [Envelope]

    private var own: [String: Handle] {
        let providers = ProviderRegistry(environment)
        return [
            IncidentOpened.type: database(IncidentOpenedHandler(environment: environment)),
            ParticipantAdded.type: database(ParticipantAddedHandler()),
            IncidentUpdated.type: effects(IncidentUpdatedHandler(environment: environment, providers: providers)),
            CreateResource.type: effects(CreateResourceHandler(environment: environment, providers: providers)),
            LinkResources.type: effects(LinkResourcesHandler(environment: environment, providers: providers)),
            AddMember.type: effects(AddMemberHandler(environment: environment, providers: providers)),
        ]
    }

    /// Delivers incidents that were opened, as one batch.
    /// - Returns: what was announced.
    func deliver(together batch: [IncidentOpened]) async throws -> Announcements {
        let announcements = Announcements()
        let events = batch.map {
            Envelope($0, id: .v7(), source: "/muster/test", subject: $0.incident.name, time: Date(), traceparent: nil)
        }
        announcements.add(
            try await write { work in
                let outcomes = try await IncidentOpenedHandler(environment: environment).handle(
                    try events.map { try received($0) }, in: work)
                guard outcomes == batch.map({ _ in .done }) else { throw UnexpectedOutcome(outcomes: outcomes) }
            })
        return announcements
    }

    private func handle(_ event: Envelope) async throws -> [Envelope] {
        guard let handle = own[event.type] else { return [] }
        return try await handle(event)
    }

    private func database<Handler: DatabaseHandler>(_ handler: Handler) -> Handle {
        { event in
            try await write { transaction in
                let outcomes = try await handler.handle([received(event)], in: transaction)
                guard outcomes == [.done] else { throw UnexpectedOutcome(outcomes: outcomes) }
            }
        }
    }

    /// Runs a handler as the runtime does: under a lease, and with `gaveUp` for what cannot be tried again.
    private func effects<Handler: EffectHandler>(_ handler: Handler) -> Handle {
        { event in
            let leases = MessageLeases(database: environment.database)
            let lease = leases.lease(on: event.id)
            guard case .granted(let token) = try await leases.claim(event.id) else { return [] }
            let message: Received<Handler.Body> = try received(event)
            do {
                let effects = effects(event.id, token: token)
                let completion = try await handler.handle(message, effects: effects)
                return try await write { transaction in
                    _ = try await transaction.query(lease.finish(token: token))
                    try await completion(transaction)
                    effects.writeDown(in: transaction)
                }
            } catch let failure as Failure where failure.remedy == .deadLetter {
                _ = try await lease.release(token: token)
                return try await write { try await handler.gaveUp(on: message, because: failure, in: $0) }
            }
        }
    }

    private func effects(_ message: UUID, token: Int) -> Effects {
        Effects(
            database: environment.database, messageID: message, token: token,
            circuits: CircuitBreakers(metrics: environment.metrics), attempt: 1,
            groups: EffectGroups(database: environment.database),
            logger: environment.logger)
    }

    private func received<Body: Message>(_ event: Envelope) throws -> Received<Body> {
        Received(
            id: event.id, body: try event.decode(), subject: event.subject, time: event.time, correlationID: nil,
            traceparent: nil, attempt: 1)
    }

    /// Commits what `body` writes.
    /// - Returns: what it announced.
    @discardableResult
    func write(_ body: @Sendable (UnitOfWork) async throws -> Void) async throws -> [Envelope] {
        let committed = try await environment.database.transaction { transaction in
            let work = UnitOfWork(transaction, source: "/muster/resource-creator")
            try await body(work)
            return try await work.commit()
        }
        return try committed.outbox.map { try Envelope(JSONReader(JSON.parse($0.body))) }
    }
}

/// A handler of rows that did not do what it was given.
struct UnexpectedOutcome: Error {
    var outcomes: [Outcome]
}
