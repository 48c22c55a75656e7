import Contracts
import Encodings
package import FoundationEssentials
import Incident
package import IncidentStore
package import WorkStore

/// Something that people do about an incident besides changing its fields: a line of its timeline, which makes the next version
/// of the incident, and is told in its conversation.
package struct IncidentNote: Sendable {
    /// The line's id; what the line is about may have it, too.
    package let id: UUID
    private let kind: TimelineKind
    private let text: String
    private let isTold: Bool

    /// - Parameter isTold: whether those in the conversation are told.
    package init(_ kind: TimelineKind, _ text: String, id: UUID = .v7(), isTold: Bool = true) {
        self.id = id
        self.kind = kind
        self.text = text
        self.isTold = isTold
    }

    /// Writes and announces it, of an incident whose row the transaction holds.
    /// - Parameters:
    ///   - changes: the words of what became of the incident.
    ///   - left: who takes no part any more.
    package func write(
        _ changes: [String], left: [String] = [], to record: inout IncidentRecord, actor: String, cause: String?,
        in work: UnitOfWork
    ) {
        let time = Date()
        record.version += 1
        record.updatedAt = time
        work.write(Incidents.update(record))
        work.write(
            Timeline.append([
                Timeline.Line(
                    of: record.id, TimelineEntry(id: id, at: time, kind: kind, actor: actor, text: text))
            ]))
        work.announce([
            IncidentWriter.updated(
                record, changes, actor: actor, cause: cause, left: left, told: isTold ? [id] : [])
        ])
    }
}
