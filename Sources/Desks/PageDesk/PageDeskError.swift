public import Incident
import IncidentStore

/// Why a page or a contact cannot be dealt with so.
public typealias PageDeskError = Refusal<PageRefusal>

/// What kind of refusal about pages and contacts it is.
public enum PageRefusal: String, Sendable, Hashable {
    /// There is no such page, or its link is over.
    case notFound = "not-found"
    /// The incident needs nobody any more.
    case over
    /// The request asks for something that cannot be.
    case invalid
    /// The idempotency key was used with another request.
    case keyReused = "key-reused"
    /// A contact has not been shown to reach its person.
    case unverified
    /// It was asked for too often; it may be later.
    case tooMany = "too-many"
}

extension PageDeskError {
    static var noPage: PageDeskError {
        PageDeskError(.notFound, "there is no such page; `muster page list` shows those that there are")
    }
    static var noContact: PageDeskError {
        PageDeskError(
            .notFound, "there is no such contact of this person; `muster contact list` shows those that there are")
    }
    static var keyReused: PageDeskError { PageDeskError(.keyReused, Idempotency.reused) }
    static var noLink: PageDeskError {
        PageDeskError(.notFound, "this link is good for a day and for its page alone; answer with `muster page ack`")
    }
}
