package import Capabilities
import Postgres

/// What a journal knows when an effect begins.
package enum EffectEntry: Sendable {
    /// It was done before, perhaps by another provider.
    case done(provider: String, ExternalObject)
    /// Nobody has tried.
    case fresh
    /// It was tried and its outcome never written down: look for the thing first, and trust a search that finds nothing
    /// only after `wait`.
    case uncertain(wait: Duration)
    /// Another owner is at it.
    case busy

    /// Reads a row of ``EffectIntent/begin(_:)``.
    init(_ row: PostgresRow) throws {
        if try row.decode("done", as: Bool.self) {
            self = .done(
                provider: try row.decode("provider"), try ExternalObject(journal: row.decode("result")))
        } else if try row.decode("fresh", as: Bool.self) {
            self = .fresh
        } else {
            self = .uncertain(wait: .milliseconds(try row.decode("wait", as: Int64.self)))
        }
    }
}
