import FoundationEssentials
public import IncidentStore
public import JSON
public import Organisation
public import Postgres

/// What every door over HTTP does with a body of alerts: reads it, keeps for somebody to see what cannot be read, and
/// stores the alerts.
public struct AlertReception: Sendable {
    private let database: PostgresClient
    /// Stores alerts that are read and whole.
    public let intake: AlertIntake
    private let refused: RefusedBodies
    private let silences: SilenceBook
    private let organisation: @Sendable () async throws -> OrganisationConfiguration

    /// - Parameters:
    ///   - database: where it is seen whether the same came a moment ago.
    ///   - intake: stores alerts.
    ///   - refused: keeps bodies that cannot be read.
    ///   - silences: reads those that would hold alerts back.
    ///   - organisation: the configuration that decides.
    public init(
        database: PostgresClient, intake: AlertIntake, refused: RefusedBodies, silences: SilenceBook,
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration
    ) {
        self.database = database
        self.intake = intake
        self.refused = refused
        self.silences = silences
        self.organisation = organisation
    }

    /// Reads the alerts of a body; what cannot be read is kept.
    /// - Parameters:
    ///   - body: as it is kept, without a key in it.
    ///   - source: who sends it.
    ///   - isDryRun: whether nothing is kept, and alerts that cannot be used are no refusal.
    ///   - parse: reads the format.
    /// - Throws: what `parse` throws, or ``UnusableAlerts`` when none of the alerts can be used.
    public func read(
        _ body: [UInt8], as format: AlertFormat, from source: String, isDryRun: Bool = false,
        _ parse: () throws -> ParsedAlerts
    ) async throws -> ParsedAlerts {
        func keep(_ reason: String) async {
            if !isDryRun { await refused.keep(body, source: source, format: format, reason: reason) }
        }
        let alerts: ParsedAlerts
        do {
            alerts = try parse()
        } catch {
            await keep("\(error)")
            throw error
        }
        if let first = alerts.rejections.first {
            await keep("alert \(first.index): \(first.error)")
            if alerts.alerts.isEmpty, !isDryRun {
                throw UnusableAlerts(rejections: alerts.rejections)
            }
        }
        return try await rejoined(alerts, from: source)
    }

    /// Notes a body that was not read at all.
    /// - Parameter reason: why not, as the sender was told.
    public func refuse(_ reason: String, as format: AlertFormat, from source: String) async {
        await refused.keep([], source: source, format: format, reason: reason)
    }

    /// Stores the alerts of a request; returns after their commit.
    /// - Throws: ``AlertDeskError``, or what the database or the configuration throws.
    public func store(_ submission: AlertSubmission) async throws -> StoredAnswer {
        let alerts = submission.alerts
        if alerts.isConnectionTest { try await ConnectionTests.record(submission.source, in: database) }
        guard !alerts.alerts.isEmpty || !alerts.changes.isEmpty else {
            return StoredAnswer(status: 202, body: AlertAnswerBody.bytes([], rejections: alerts.rejections))
        }
        return try await intake.store(submission)
    }

    /// What would become of alerts, without changing anything.
    /// - Parameter isDrill: whether they would be an exercise.
    public func dryRun(_ alerts: ParsedAlerts, from source: String, isDrill: Bool = false) async throws -> JSON {
        let (organisation, time) = (try await organisation(), Date())
        let submission = AlertSubmission(source: source, alerts: alerts, isDrill: isDrill)
        let batch = AlertBatch([submission], in: organisation, silences: silences, at: time)
        do {
            try await database.transaction { transaction in
                throw try await DryRun(
                    submission: submission, decided: try await batch.decided(in: transaction),
                    organisation: organisation, time: time, in: transaction)
            }
            return .null
        } catch let run as DryRun {
            return run.json
        }
    }

    /// A sender that lost the answer and says the same without a key again means the alert that it said a moment ago, also
    /// when a period of ``ContentKey`` has ended between the two.
    private func rejoined(_ alerts: ParsedAlerts, from source: String) async throws -> ParsedAlerts {
        let formers = Set(alerts.alerts.compactMap { ContentKey.former($0.dedupKey) })
        guard !formers.isEmpty else { return alerts }
        let rows = try await database.query(
            Statement(
                """
                select o.dedup_key from core.open_alert o join core.alert a on a.id = o.alert_id
                where o.source = $1 and o.dedup_key = any($2) and a.first_at > now() - make_interval(secs => $3)
                """, [.text(source), .textArray(formers.sorted()), .int(ContentKey.period)]))
        let open = Set(try rows.map { try $0.decode("dedup_key", as: String.self) })
        guard !open.isEmpty else { return alerts }
        var alerts = alerts
        for index in alerts.alerts.indices {
            guard let former = ContentKey.former(alerts.alerts[index].dedupKey), open.contains(former) else { continue }
            alerts.alerts[index].dedupKey = former
        }
        return alerts
    }
}
