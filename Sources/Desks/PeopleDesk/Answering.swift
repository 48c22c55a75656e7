import IncidentDesk
import IncidentStore
import WorkStore

/// Answers of requests that may be sent again.
enum Answering {
    /// The earlier answer of a request with this key, or the one that is made now and kept.
    /// - Throws: `IncidentDeskError.Code.keyReused`, and what `make` throws.
    static func once(
        _ idempotency: Idempotency?, in work: UnitOfWork, make: () async throws -> StoredAnswer
    ) async throws -> StoredAnswer {
        switch try await IdempotencyRows.earlier(idempotency, in: work) {
        case nil: break
        case .answered(let answer): return answer
        case .keyReused: throw IncidentDeskError.keyReused
        }
        let answer = try await make()
        if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
        return answer
    }
}
