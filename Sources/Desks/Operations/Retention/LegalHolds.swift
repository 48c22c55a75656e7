import FoundationEssentials
import Incident
import IncidentStore
public import JSON
public import Postgres

/// Incidents of which everything is kept, whatever the configuration says: nothing of them is aged out, and nobody in them erased.
public struct LegalHolds: Sendable {
    private let client: PostgresClient
    private let actor: String

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - actor: who does it, for the audit.
    public init(client: PostgresClient, actor: String) {
        self.client = client
        self.actor = actor
    }

    /// What a command found, and whether it changed it.
    public struct Change: Sendable, Hashable, JSONEncodable {
        /// The incident's name.
        public let incident: String
        /// Whether it is held now.
        public let isHeld: Bool
        /// Whether it was not so before.
        public let isNew: Bool

        /// `incident`, `held` and `changed`.
        public var json: JSON {
            ["incident": .string(incident), "held": .bool(isHeld), "changed": .bool(isNew)]
        }
    }

    /// Holds an incident; one that is held stays as it is, with its first reason.
    /// - Parameter reason: why, 1 to 1000 characters.
    /// - Throws: ``UnknownIncident``.
    public func hold(_ name: String, reason: String) async throws -> Change {
        try await change(name, isHeld: true, ["reason": .string(reason)]) { id in
            Statement(
                """
                insert into core.legal_hold (incident_id, reason, held_by) values ($1, $2, $3)
                on conflict (incident_id) where released_at is null do nothing returning id
                """, [.uuid(id), .text(reason), .text(actor)])
        }
    }

    /// Releases an incident: what is old of it goes in the next night.
    /// - Throws: ``UnknownIncident``.
    public func release(_ name: String) async throws -> Change {
        try await change(name, isHeld: false, [:]) { id in
            Statement(
                """
                update core.legal_hold set released_at = now(), released_by = $2
                where incident_id = $1 and released_at is null returning id
                """, [.uuid(id), .text(actor)])
        }
    }

    private func change(
        _ name: String, isHeld: Bool, _ detail: JSON, _ statement: (UUID) -> Statement
    ) async throws -> Change {
        try await client.transaction { work in
            let row = try await work.query("select id from core.incident where name = $1", [.text(name)]).first
            guard let id: UUID = try row?.decode("id") else { throw UnknownIncident(name: name) }
            guard try await work.query(statement(id)).first != nil else {
                return Change(incident: name, isHeld: isHeld, isNew: false)
            }
            let action = isHeld ? "incident.held" : "incident.released"
            _ = try await work.query(Audit.row(action: action, target: name, detail: detail, by: actor))
            return Change(incident: name, isHeld: isHeld, isNew: true)
        }
    }
}

/// There is no incident of that name.
public struct UnknownIncident: Error, Sendable, Hashable {
    /// The name that was asked for.
    public let name: String
}
