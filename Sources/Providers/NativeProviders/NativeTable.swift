import Capabilities
import FoundationEssentials
import Postgres

/// What the providers of all kinds of native objects do alike, on the table of one.
struct NativeTable: Sendable {
    let store: NativeStore
    /// How operations are named: `ticket` for `ticket.create`.
    let operations: String
    /// What an object is called in sentences.
    let noun: String
    /// Where the pages of its objects are.
    let collection: String
    /// The object of an effect key.
    let find: SQL
    /// Notes that an object was archived.
    let archive: SQL
    /// Whether mail reaches its objects: their rows have an `address`.
    var hasAddress = false

    func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await store.perform("\(operations).find") {
            try await store.row(find, [.text(key.description)]).map(object)
        }
    }

    /// - Parameter insert: makes the object, or answers with the one that an earlier try has made.
    func create(
        _ insert: SQL, _ binds: () throws -> [PostgresValue]
    ) async throws(ProviderError) -> ExternalObject {
        try await store.perform("\(operations).create") {
            try object(try await store.database.query(insert, try binds())[0])
        }
    }

    func archive(_ externalID: String) async throws(ProviderError) {
        try await change("archive", externalID) { id in
            let result = try await store.database.query(archive, [.uuid(id)])
            guard result.affectedRows == 1 else { throw NativeError.notFound(noun, externalID) }
        }
    }

    /// Lets somebody in or takes somebody out.
    func member(
        _ operation: String, _ sql: SQL, _ email: String, _ externalID: String
    ) async throws(ProviderError) {
        try await change(operation, externalID) { id in
            _ = try await store.database.query(sql, [.uuid(id), .text(email)])
        }
    }

    func change(
        _ operation: String, _ externalID: String, _ body: (UUID) async throws -> Void
    ) async throws(ProviderError) {
        try await store.perform("\(operations).\(operation)") { try await body(id(externalID)) }
    }

    func id(_ externalID: String) throws(NativeError) -> UUID {
        try store.id(externalID, of: noun)
    }

    private func object(_ row: PostgresRow) throws(PostgresError) -> ExternalObject {
        var object = try store.object(row, in: collection)
        if hasAddress { object.address = try row.decode("address") }
        return object
    }
}
