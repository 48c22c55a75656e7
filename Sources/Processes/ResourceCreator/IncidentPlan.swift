import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import NativeProviders
import Organisation
import WorkStore
import WorkerKit

/// The places of one incident that are still to be planned. Those that come with Muster are rows of this database, and are
/// made in the transaction that plans them; for the others their providers are asked afterwards.
struct IncidentPlan: Sendable {
    let candidate: ResourcePlan.Candidate
    let organisation: OrganisationConfiguration
    let publicURL: String
    /// What is planned now: of a kind that was planned before, nothing.
    private(set) var records: [ResourceRecord]
    /// The response as it is going to be, with what is made now.
    private var response: IncidentResponse

    init(_ candidate: ResourcePlan.Candidate, in organisation: OrganisationConfiguration, publicURL: String) {
        self.candidate = candidate
        self.organisation = organisation
        self.publicURL = publicURL
        response = candidate.response
        let type = organisation.type(named: response.incident.type) ?? organisation.defaultType
        // A type that is not configured any more asks for what the default one does.
        let wanted = Set(type?.resources ?? ResourceKind.allCases)
        let time = Date()
        records = ResourceKind.allCases.filter { wanted.contains($0) && candidate.response.resource($0) == nil }.map {
            ResourceRecord(
                id: .v7(), kind: $0,
                provider: organisation.providers(of: $0.capability).first ?? ProviderSettings.native,
                state: .pending, plannedAt: time)
        }
        response.resources += records
    }

    // MARK: What comes with Muster

    /// Adds the places that can be made at once. Each knows the addresses of all others before any of them is there.
    mutating func add(to places: inout NativePlaces) {
        var conversation: ExternalObject?
        for kind in Self.order where isNative(kind) && response.graph.mayBegin(kind) {
            guard let object = draft(kind, &places) else { continue }
            if kind == .conversation { conversation = object }
            made(kind, object)
        }
        guard let conversation else { return }
        for link in PlaceLinks(response: response, organisation: organisation, publicURL: publicURL).all {
            places.bookmark(link.title, url: link.url, in: conversation)
        }
    }

    /// What others lie in comes first, and last what names all others.
    private static let order: [ResourceKind] = [
        .storage, .document, .sheet, .group, .conference, .conversation, .ticket,
    ]

    private func isNative(_ kind: ResourceKind) -> Bool {
        records.contains { $0.kind == kind && $0.provider == ProviderSettings.native }
    }

    /// - Returns: `nil` for what cannot be made: whoever is asked for it alone says why.
    private func draft(_ kind: ResourceKind, _ places: inout NativePlaces) -> ExternalObject? {
        let drafts = ResourceDrafts(response: response, publicURL: publicURL)
        let type = organisation.type(named: response.incident.type)
        let folder = drafts.folder(at: ProviderSettings.native)
        let key = drafts.key(kind)
        return switch kind {
        case .ticket: places.add(drafts.ticket, key: key)
        case .conversation: places.add(drafts.conversation, key: key)
        case .storage: places.add(drafts.folder, key: key)
        case .document: (try? drafts.document(type: type)).flatMap { places.add($0.placed(in: folder), key: key) }
        case .sheet: (try? drafts.sheet(type: type)).flatMap { places.add($0.placed(in: folder), key: key) }
        case .group: places.add(drafts.group, key: key)
        case .conference: places.add(drafts.conference, key: key)
        }
    }

    private mutating func made(_ kind: ResourceKind, _ object: ExternalObject) {
        change(kind) { record in
            record.state = .created
            record.externalID = object.externalID
            record.url = object.place
            record.attempts = 1
        }
    }

    /// Takes back what was not made: its provider is asked for it alone.
    /// - Parameter made: external ids.
    mutating func keep(_ made: Set<String>) {
        for record in records where record.state == .created && !made.contains(record.externalID ?? "") {
            change(record.kind) { record in
                record.state = .pending
                record.externalID = nil
                record.url = nil
                record.attempts = 0
            }
        }
    }

    private mutating func change(_ kind: ResourceKind, _ body: (inout ResourceRecord) -> Void) {
        for index in records.indices where records[index].kind == kind { body(&records[index]) }
        for index in response.resources.indices where response.resources[index].kind == kind {
            body(&response.resources[index])
        }
    }

    // MARK: What follows

    /// Has made what is not there yet, and tells of what is.
    /// - Parameter fresh: what was planned by nobody else.
    /// - Returns: whether everything is there.
    func begin(_ fresh: Set<ResourceKind>, in work: UnitOfWork) -> Bool {
        let lock = IncidentLock(incident: candidate.incident, cause: candidate.cause)
        let planned = records.filter { fresh.contains($0.kind) }
        lock.created(planned.filter { $0.state == .created }, in: work)
        let graph = response.graph
        let ready = graph.ready
        for record in planned where ready.contains(record.kind) {
            lock.order(CreateResource(incident: candidate.incident, resource: record.kind), in: work)
        }
        if planned.contains(where: { $0.state == .pending }) {
            work.schedule(
                LinkResources(incident: candidate.incident), key: LinkingTimer.key(candidate.incident.id),
                after: LinkingTimer.delay, about: Subject(candidate.incident, cause: candidate.cause))
        } else if !planned.isEmpty, !candidate.response.resources.isEmpty {
            // What was there before does not know what was made now.
            lock.link(in: work)
        }
        // What somebody else has planned meanwhile is completed by whoever makes it.
        return graph.isComplete && planned.count == records.count
    }
}
