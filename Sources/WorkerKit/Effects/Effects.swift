public import Capabilities
package import FoundationEssentials
public import JSON
package import Logging
public import Postgres

/// What a handler changes the outside world with: every effect goes through the journal, the provider's circuit breaker
/// and, when a provider is out of service, to the next provider of the capability.
public struct Effects: Sendable {
    /// Tries that a provider gets before the next one is asked.
    static let attemptsPerProvider = 3
    /// What a call may take at most, for the moment from which a search can be trusted: more than the longest
    /// `timeout_ms` of a provider, which is a third of a lease.
    static let longestCall: Duration = .seconds(15)

    let database: PostgresClient
    let journal: EffectJournal
    let circuits: CircuitBreakers
    let attempt: Int
    let logger: Logger

    package init(
        database: PostgresClient, messageID: UUID, token: Int, circuits: CircuitBreakers, attempt: Int, logger: Logger
    ) {
        self.database = database
        journal = EffectJournal(
            database: database, messageID: messageID, token: token, lease: MessageLease.duration)
        self.circuits = circuits
        self.attempt = attempt
        self.logger = logger
    }

    /// Runs one statement, which commits by itself: to read rows, or to write what others must see before an effect.
    public func query(_ sql: SQL, _ binds: [PostgresValue] = []) async throws(PostgresError) -> PostgresResult {
        try await database.query(sql, binds)
    }

    /// What an effect has made, if a former try is known to have.
    public func result(of key: EffectKey, step: String) async throws -> ExternalObject? {
        try await journal.result(of: key, step: step)?.object
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
        if let known = try await journal.result(of: key, step: step) { return known }
        var last = Failure(.deadLetter, code: "no-provider", detail: "no provider is configured", place: step)
        for (index, option) in options.enumerated() {
            let mayFallBack = index + 1 < options.count
            do {
                return (option.provider.name, try await attemptOnce(step, key: key, intent: intent, option))
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

    private static let circuitOpen = "circuit-open"

    /// Whether the next provider is asked. What may exist at this one is looked for first, by coming back.
    private func fallsBack(after error: ProviderError, at index: Int) -> Bool {
        if error.remedy == .giveUp { return true }
        return attempt > Self.attemptsPerProvider * (index + 1)
            || (attempt > 1 && !error.mayHaveHappened && error.isOutage)
    }

    private func attemptOnce(
        _ step: String, key: EffectKey, intent: JSON, _ option: EffectOption
    ) async throws -> ExternalObject {
        let provider = option.provider
        if let wait = circuits.admit(provider.name) {
            throw Failure(
                .retryAfter(wait), code: Self.circuitOpen, detail: "\(provider.name) is out of service", place: step)
        }
        let settling = Self.longestCall + provider.searchLag
        switch try await journal.begin(key, step: step, provider: provider.name, intent: intent, settling: settling) {
        case .done(let object):
            return object
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
    ) async throws -> ExternalObject {
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
    ) async throws -> ExternalObject {
        guard try await journal.finish(key, step: step, provider: provider.name, object: object) else {
            throw LeaseLost()
        }
        return object
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
