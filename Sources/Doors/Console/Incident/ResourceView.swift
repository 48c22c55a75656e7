import Incident
import IncidentStore

/// A place of an incident on a page, with what happens next where it could not be made.
struct ResourceView: Sendable {
    let resourceKind: String
    let resourceTitle: String
    let resourceURL: String?
    let resourceState: String
    let resourceError: String?
    let resourceNext: String?

    init(_ resource: ResourceRecord) {
        resourceKind = resource.kind.rawValue
        resourceTitle = resource.kind.title
        resourceURL = SafeLink.web(resource.url)
        resourceState = resource.state.rawValue
        resourceError = resource.error.map { String($0.prefix(500)) }
        resourceNext =
            switch (resource.state, resource.nextAttemptAt) {
            case (.created, _): nil
            case (_, let next?): "tried again at \(TimeView(next).shown)"
            case (.failed, nil): "waits for an operator to have it made again"
            default: nil
            }
    }
}
