import HTTPKit
import HTTPTypes
import IncidentDesk
import NativeProviders
import TaskDesk

extension Problem {
    /// What a caller is told of an error of the native providers.
    init(_ error: NativeError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound: .notFound
            case .archived, .nameTaken: .conflict
            case .tooLarge: .contentTooLarge
            case .invalid: .unprocessableContent
            case .stale: .preconditionFailed
            }
        self.init(status, error.detail)
    }

    /// What a caller is told of an error of the desk of tasks, whose tasks are comments here.
    init(_ error: TaskDeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound: .notFound
            case .over: .conflict
            case .invalid, .keyReused: .unprocessableContent
            }
        self.init(
            status, error.detail, faults: error.place.map { [Fault(place: $0, detail: error.detail)] } ?? [])
    }

    /// What a caller is told of an error of the desk of incidents, to whose timelines messages are pinned here.
    init(_ error: IncidentDeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .noIncident, .notFound, .noPerson, .notCounted: .notFound
            case .otherVersion: .preconditionFailed
            case .notYet: .conflict
            case .unknownWord, .invalid, .keyReused: .unprocessableContent
            }
        self.init(status, error.detail, faults: error.faults.map { Fault(place: $0.place, detail: $0.detail) })
    }
}
