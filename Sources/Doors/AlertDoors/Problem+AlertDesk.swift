import AlertDesk
import HTTPKit
import HTTPTypes

extension Problem {
    /// What a sender is told of an error of the desk. `nil` for any other.
    init?(desk error: any Error) {
        switch error {
        case let error as AlertRefusal:
            self.init(
                .unprocessableContent, error.description, faults: error.faults.map { Fault(place: "", detail: $0) })
        case let error as AlertDeskError where error.code == .overloaded: self = .retryLater(error.detail, after: 5)
        case let error as AlertDeskError: self.init(.unprocessableContent, error.detail)
        default: return nil
        }
    }
}
