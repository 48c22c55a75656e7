public import Capabilities
package import FoundationEssentials
public import JSON
package import Logging
public import Postgres
package import WorkStore

/// What a handler changes the outside world with: every effect goes through the journal, the provider's circuit breaker
/// and, when a provider is out of service, to the next provider of the capability.
///
/// The intent of an effect is committed before the call and its result after it. Idempotent providers need neither: what
/// they made is written down with the transaction that ends the message.
public struct Effects: Sendable {
    /// Tries that a provider gets before the next one is asked.
    static let attemptsPerProvider = 3
    /// What a call may take at most, for the moment from which a search can be trusted: more than the longest
    /// `timeout_ms` of a provider, which is a third of a lease.
    static let longestCall: Duration = .seconds(15)

    let database: PostgresClient
    let journal: EffectJournal
    let notes = EffectNotes()
    let circuits: CircuitBreakers
    let attempt: Int
    let logger: Logger

    package init(
        database: PostgresClient, messageID: UUID, token: Int, circuits: CircuitBreakers, attempt: Int,
        groups: EffectGroups, logger: Logger
    ) {
        self.database = database
        journal = EffectJournal(
            database: database, messageID: messageID, token: token, lease: MessageLease.duration, groups: groups)
        self.circuits = circuits
        self.attempt = attempt
        self.logger = logger
    }

    /// Runs one statement, which commits by itself: to read rows, or to write what others must see before an effect.
    public func query(_ sql: SQL, _ binds: [PostgresValue] = []) async throws(PostgresError) -> PostgresResult {
        try await database.query(sql, binds)
    }

    /// Has an effect once, at the first provider that can.
    /// - Parameters:
    ///   - step: names the effect within its key: `create`.
    ///   - intent: what is about to be done, for people who read the journal.
    ///   - options: the providers in the order to try them; at least one.
    /// - Returns: what was made, now or by an earlier try, and the name of the provider that did it.
    /// - Throws: ``Failure`` and `ProviderError`.
    public func once(
        _ step: String, key: EffectKey, intent: JSON = .null, by options: [EffectOption]
    ) async throws -> (provider: String, object: ExternalObject) {
        var last = Failure(.deadLetter, code: "no-provider", detail: "no provider is configured", place: step)
        for (index, option) in options.enumerated() {
            let mayFallBack = index + 1 < options.count
            do {
                // What is not the first choice may have been left behind by a try that then comes upon the first one again.
                return index == 0 && option.provider.isIdempotent
                    ? try await ask(step, key: key, option)
                    : try await attemptOnce(step, key: key, intent: intent, option)
            } catch let error as ProviderError {
                last = Failure(error, place: step)
                guard mayFallBack && fallsBack(after: error, at: index) else { throw last }
            } catch let failure as Failure where failure.code == Self.circuitOpen && mayFallBack {
                last = failure
            }
            logger.notice(
                "the next provider is asked",
                metadata: [
                    LoggingKeys.provider: "\(option.provider.name)", LoggingKeys.reason: "\(last.detail)",
                ])
        }
        throw last
    }

    /// Does what may be done again without harm: once when all goes well, and again when a try's outcome is not known.
    public func repeatable(
        _ step: String, key: EffectKey, provider: any Provider,
        call: @escaping @Sendable () async throws(ProviderError) -> Void
    ) async throws {
        let option = EffectOption(at: provider) { () throws(ProviderError) in
            try await call()
            return ExternalObject(externalID: key.description)
        }
        _ = try await once(step, key: key, by: [option])
    }

    /// Writes down what idempotent providers made, with the transaction that ends the message.
    package func writeDown(in transaction: UnitOfWork) {
        notes.statement(message: journal.messageID, token: journal.token).map(transaction.write)
    }

    private static let circuitOpen = "circuit-open"

    /// Whether the next provider is asked. What may exist at this one is looked for first, by coming back.
    private func fallsBack(after error: ProviderError, at index: Int) -> Bool {
        if error.remedy == .giveUp { return true }
        return attempt > Self.attemptsPerProvider * (index + 1)
            || (attempt > 1 && !error.mayHaveHappened && error.isOutage)
    }

    /// Has an effect at a provider that may be asked again after a crash.
    private func ask(_ step: String, key: EffectKey, _ option: EffectOption) async throws -> EffectNotes.Result {
        if let known = try await results(of: key)[step] { return known }
        let provider = option.provider
        try admit(provider, step)
        let object = try await guarded(provider, option.call)
        notes.add(key, step: step, provider: provider.name, object: object)
        return (provider.name, object)
    }

    /// What has been done under a key: read once for all of its steps.
    private func results(of key: EffectKey) async throws -> [String: EffectNotes.Result] {
        if let known = notes.known(key) { return known }
        let results = try await journal.results(of: key)
        notes.learn(results, of: key)
        return results
    }

    private func admit(_ provider: any Provider, _ step: String) throws(Failure) {
        guard let wait = circuits.admit(provider.name) else { return }
        throw Failure(
            .retryAfter(wait), code: Self.circuitOpen, detail: "\(provider.name) is out of service", place: step)
    }

    private func attemptOnce(
        _ step: String, key: EffectKey, intent: JSON, _ option: EffectOption
    ) async throws -> EffectNotes.Result {
        let provider = option.provider
        try admit(provider, step)
        let settling = Self.longestCall + provider.searchLag
        switch try await journal.begin(key, step: step, provider: provider.name, intent: intent, settling: settling) {
        case .done(let provider, let object):
            return (provider, object)
        case .busy:
            throw Failure(
                .retryAfter(.seconds(1)), code: "busy", detail: "another message has this effect", place: step)
        case .fresh:
            break
        case .uncertain(let wait):
            if let find = option.find {
                if let found = try await guarded(provider, find) {
                    return try await finish(step, key, provider, found)
                }
                guard wait <= .zero else {
                    throw Failure(
                        .retryAfter(wait), code: "uncertain",
                        detail: "\(provider.name) may have done it and cannot be searched yet", place: step)
                }
            }
            try await journal.repeating(key, step: step, provider: provider.name, settling: settling)
        }
        return try await make(step, key, option)
    }

    private func make(
        _ step: String, _ key: EffectKey, _ option: EffectOption
    ) async throws -> EffectNotes.Result {
        let provider = option.provider
        let object: ExternalObject
        do {
            object = try await guarded(provider, option.call)
        } catch let error as ProviderError {
            if error.mayHaveHappened {
                try await journal.repeating(key, step: step, provider: provider.name, settling: provider.searchLag)
            } else {
                try await journal.forget(key, step: step, provider: provider.name)
            }
            throw error
        }
        return try await finish(step, key, provider, object)
    }

    private func finish(
        _ step: String, _ key: EffectKey, _ provider: any Provider, _ object: ExternalObject
    ) async throws -> EffectNotes.Result {
        guard try await journal.finish(key, step: step, provider: provider.name, object: object) else {
            throw LeaseLost()
        }
        return (provider.name, object)
    }

    /// Calls the provider and tells its circuit breaker.
    private func guarded<Value: Sendable>(
        _ provider: any Provider, _ call: () async throws(ProviderError) -> Value
    ) async throws -> Value {
        do {
            let value = try await call()
            circuits.succeeded(provider.name)
            return value
        } catch {
            circuits.failed(error)
            throw error
        }
    }
}

/// Another owner has taken the message over; this one must stop and leave it alone.
struct LeaseLost: Error {}
