import Capabilities
import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import ProviderKit
import WorkStore
import WorkerKit

/// Makes one place of a response. What is there already is left alone; what needs something that is not there is left to
/// whoever makes that.
struct CreateResourceHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<CreateResource>, effects: Effects) async throws -> Completion {
        let kind = message.body.resource
        let response = try await IncidentResponse.load(message.body.incident, from: environment.database)
        guard let resource = response.resource(kind) else {
            throw Failure(
                .deadLetter, code: "not-planned", detail: "\(response.incident.name) asks for no \(kind.title)")
        }
        guard resource.state != .created, response.graph.mayBegin(kind) else { return { _ in } }
        let drafts = ResourceDrafts(response: response, publicURL: environment.configuration.publicURL)
        let maker = ResourceMaker(
            drafts: drafts, organisation: try await environment.organisation.current(), providers: providers)
        let made = try await maker.make(kind, effects: effects)
        let lock = IncidentLock(incident: message.body.incident, cause: message.traceparent)
        let completion = ResourceCompletion(
            lock: lock, kind: kind, provider: made.provider, object: made.object, members: Set(response.members))
        return { try await completion.write(in: $0) }
    }

    func putOff(
        _ message: Received<CreateResource>, until time: Date, because failure: Failure, in transaction: UnitOfWork
    ) async throws {
        transaction.write(
            Resources.putOff(
                message.body.resource, of: message.body.incident.id, until: time,
                answer: String(failure.detail.prefix(1000)), isTry: failure.isTry))
    }

    func gaveUp(
        on message: Received<CreateResource>, because failure: Failure, in transaction: UnitOfWork
    ) async throws {
        let lock = IncidentLock(incident: message.body.incident, cause: message.traceparent)
        try await ResourceGap(lock: lock, kind: message.body.resource, failure: failure).write(in: transaction)
    }
}
