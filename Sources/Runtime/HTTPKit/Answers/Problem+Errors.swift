import Hummingbird
import JSON
import Postgres
import WorkStore
import WorkerKit

extension Problem {
    /// What a caller is told of an error that every door can meet. `nil` for one that tells nothing to a caller.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as JSONDecodingError:
            let place = "\(error.path)"
            self.init(
                .unprocessableContent, "\(error)",
                faults: [Fault(place: place, detail: "expected \(error.expected), found \(error.found)")])
        // What can never be accepted is 422: some senders (syslog-ng) keep what was answered with 400 for ever, and all behind it.
        case let error as JSONError:
            self.init(.unprocessableContent, "the body is no JSON that is accepted: \(error)")
        case let error as PostgresError where [.outage, .conflict].contains(error.trouble) || error.isOutcomeUnknown:
            self = .retryLater("the database does not answer; try again")
        case let failure as Failure where failure.code == "no-configuration":
            self = .retryLater(failure.detail, after: 10)
        case let error as HTTPError: self.init(status: error.status)
        default: return nil
        }
    }

    private init(status: HTTPResponse.Status) {
        let detail =
            switch status {
            case .notFound: "there is nothing at this address; /api/v1/openapi.json lists what there is"
            case .contentTooLarge: "the body is larger than this address accepts"
            default: "the request cannot be used"
            }
        self.init(status, detail)
    }
}
