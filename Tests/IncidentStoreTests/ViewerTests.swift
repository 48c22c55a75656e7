import Encodings
import FoundationEssentials
import Incident
import Postgres
import Testing

@testable import IncidentStore

extension DatabaseTests {
    /// Every public read, with a viewer to whom a restricted incident is not there. A new read belongs here.
    @Suite struct ViewerTests {
        /// Each read: how many rows of an incident it finds.
        private static let reads: [(name: String, read: Read)] = [
            ("incident by id", { try await Incidents.incident($1.id, for: $2, in: $0.intake) == nil ? 0 : 1 }),
            ("incidents by id", { try await Incidents.incidents([$1.id], for: $2, in: $0.intake).count }),
            ("incident by name", { try await Incidents.incident($1.key, for: $2, in: $0.intake) == nil ? 0 : 1 }),
            (
                "list of incidents",
                { store, incident, viewer in
                    try await Incidents.list(for: viewer, in: store.intake).items.filter { $0.id == incident.id }.count
                }
            ),
            ("participants", { try await Participants.participants(of: $1.id, for: $2, in: $0.intake).count }),
            ("resources", { try await Resources.resources(of: $1.id, for: $2, in: $0.intake).count }),
            ("response", { try await IncidentResponse.load($1.id, for: $2, in: $0.intake) == nil ? 0 : 1 }),
            (
                "response, held",
                { store, incident, viewer in
                    try await store.creator.transaction { transaction in
                        try await IncidentResponse.hold(incident.id, for: viewer, in: transaction) == nil ? 0 : 1
                    }
                }
            ),
            (
                "response, held by name",
                { store, incident, viewer in
                    try await store.intake.transaction { transaction in
                        try await IncidentResponse.hold(incident.key, for: viewer, in: transaction) == nil ? 0 : 1
                    }
                }
            ),
            ("detail", { try await IncidentDetail.load($1.key, for: $2, in: $0.intake) == nil ? 0 : 1 }),
            ("timeline", { try await Timeline.page(of: $1.id, for: $2, in: .time, in: $0.intake).items.count }),
            (
                "news of the timeline",
                { store, incident, viewer in
                    try await Timeline.news(
                        of: [incident.id], since: Date(timeIntervalSinceNow: -3600), for: viewer, in: store.intake
                    ).count
                }
            ),
            (
                "alert",
                { store, incident, viewer in
                    let alert = incident.id == store.open.id ? store.openAlert : store.restrictedAlert
                    return try await Alerts.alert(alert, for: viewer, in: store.intake) == nil ? 0 : 1
                }
            ),
            (
                "list of alerts",
                { store, incident, viewer in
                    try await Alerts.list(for: viewer, in: store.intake).items.filter { $0.incident == incident.name }
                        .count
                }
            ),
        ]

        private typealias Read = @Sendable (StoreDatabase, IncidentRecord, Viewer) async throws -> Int

        @Test func nothingOfARestrictedIncidentIsThereForAStranger() async throws {
            try await StoreDatabase.with { store in
                for (name, read) in Self.reads {
                    let hidden = try await read(store, store.restricted, .stranger)
                    let known = try await read(store, store.restricted, .system)
                    let open = try await read(store, store.open, .stranger)
                    #expect([hidden, known, open] == [0, 1, 1], "\(name)")
                }
            }
        }

        /// Statements that a page of everything is read with look for themselves.
        @Test func everyPartOfAnIncidentIsHiddenByItsOwnStatement() async throws {
            try await StoreDatabase.with { store in
                for viewer in [Viewer.stranger, .system] {
                    let name = store.restricted.key
                    let statements =
                        IncidentResponse.statements(.name(name), for: viewer) + [
                            Alerts.newest(of: name, for: viewer, limit: 10),
                            Timeline.newest(of: name, for: viewer, limit: 10),
                        ]
                    let counts = try await store.intake.pipeline(statements).map(\.count)
                    #expect(counts == Array(repeating: viewer == .system ? 1 : 0, count: 5))
                }
            }
        }

        @Test func anAlertOfNoIncidentIsThereForEverybody() async throws {
            try await StoreDatabase.with { store in
                let id = UUID.v7()
                _ = try await store.intake.query(
                    """
                    insert into core.alert (id, source, format, dedup_key, status, severity, title, outcome, reason)
                    values ($1, 'test', 'native', 'x', 'open', 'info', 'Quiet', 'no_route', 'because')
                    """, [.uuid(id)])
                #expect(try await Alerts.alert(id, for: .stranger, in: store.intake)?.title == "Quiet")
                #expect(try await Alerts.list(for: .stranger, in: store.intake).items.count == 2)
                #expect(try await Alerts.list(for: .system, in: store.intake).items.count == 3)
            }
        }
    }
}

extension IncidentRecord {
    var key: IncidentName { IncidentName(number: number) }
}
