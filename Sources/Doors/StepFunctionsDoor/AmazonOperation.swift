import IncidentStore
import JSON

/// One operation of the protocol.
struct AmazonOperation: Sendable {
    /// `StartExecution`.
    let name: String
    /// What a key must allow.
    let scope: Scope
    let perform: @Sendable (AmazonCall) async throws -> JSON

    init(_ name: String, for scope: Scope, perform: @escaping @Sendable (AmazonCall) async throws -> JSON) {
        self.name = name
        self.scope = scope
        self.perform = perform
    }
}
