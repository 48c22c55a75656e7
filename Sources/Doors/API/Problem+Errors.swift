import AlertDesk
import HTTPKit
import HTTPTypes
import Incident
import IncidentDesk
import IncidentStore
import OnCallDesk
import PageDesk
import PlaybookDesk
import TaskDesk

extension Problem {
    /// What a caller is told of an error of the desks and their stores. `nil` for any other.
    init?(desk error: any Error) {
        switch error {
        case let error as IncidentStoreError where error.code == .invalidCursor: self.init(.badRequest, "\(error)")
        case let error as IncidentDeskError: self.init(error)
        case let error as AlertDeskError: self.init(error)
        case let error as SilenceDeskError: self.init(error)
        case let error as HeartbeatDeskError: self.init(error.code == .notFound ? .notFound : .forbidden, error)
        case let error as UnusableAlerts: self.init(error)
        case let error as AlertRefusal:
            self.init(
                .unprocessableContent, "\(error)", faults: error.faults.map { Fault(place: "", detail: $0) })
        case let error as OnCallDeskError:
            self.init(error.code == .notFound ? .notFound : .unprocessableContent, error)
        case let error as PageDeskError: self.init(error)
        case let error as TaskDeskError: self.init(error)
        case let error as PlaybookDeskError: self.init(error)
        default: return nil
        }
    }

    private init(_ error: IncidentDeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .noIncident, .notFound, .noPerson, .notCounted: .notFound
            case .otherVersion: .preconditionFailed
            case .notYet: .conflict
            case .unknownWord, .invalid, .keyReused: .unprocessableContent
            }
        self.init(status, error.detail, faults: error.faults.map { Fault(place: $0.place, detail: $0.detail) })
    }

    private init<Code>(_ status: HTTPResponse.Status, _ refusal: Refusal<Code>) {
        self.init(
            status, refusal.detail, faults: refusal.place.map { [Fault(place: $0, detail: refusal.detail)] } ?? [])
    }

    private init(_ error: PageDeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound: .notFound
            case .over: .conflict
            case .invalid, .keyReused, .unverified: .unprocessableContent
            case .tooMany: .tooManyRequests
            }
        self.init(status, error)
    }

    private init(_ error: TaskDeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound: .notFound
            case .over: .conflict
            case .invalid, .keyReused: .unprocessableContent
            }
        self.init(
            status, error.detail, faults: error.place.map { [Fault(place: $0, detail: error.detail)] } ?? [])
    }

    private init(_ error: PlaybookDeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound: .notFound
            case .over, .taken: .conflict
            case .invalid, .keyReused: .unprocessableContent
            }
        self.init(status, error.detail, faults: error.faults.map { Fault(place: $0.place, detail: $0.detail) })
    }

    private init(_ error: SilenceDeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound: .notFound
            case .over: .conflict
            case .invalid, .keyReused: .unprocessableContent
            }
        self.init(status, error)
    }

    private init(_ error: UnusableAlerts) {
        self.init(
            .unprocessableContent, "\(error)",
            faults: error.rejections.prefix(100).map { Fault(place: "/alerts/\($0.index)", detail: $0.error) })
    }

    private init(_ error: AlertDeskError) {
        switch error.code {
        case .keyReused: self.init(.unprocessableContent, error.detail)
        case .overloaded: self = .retryLater(error.detail, after: 5)
        }
    }
}
