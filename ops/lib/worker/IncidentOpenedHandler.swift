import Contracts
import Encodings
import Postgres
import WorkStore
import WorkerKit

/// Writes every incident down that is opened.
struct IncidentOpenedHandler: DatabaseHandler {
    /// The same message may come again under another id: a row that is there stays as it is.
    func handle(_ batch: [Received<IncidentOpened>], in work: UnitOfWork) async throws -> [Outcome] {
        work.write(
            """
            insert into entry (incident_id, title) select * from unnest($1::uuid[], $2::text[])
            on conflict do nothing
            """, [.uuidArray(batch.map(\.body.incident.id)), .textArray(batch.map(\.body.title))])
        return batch.map { _ in .done }
    }
}
