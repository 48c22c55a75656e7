import HTTPTypes
import HTTPKit
import IncidentStore
import NativeProviders

extension Problem {
    /// What a caller is told of an error of the desks, the stores and the native providers. `nil` for any other.
    init?(domain error: any Error) {
        switch error {
        case let error as IncidentStoreError where error.code == .invalidCursor: self.init(.badRequest, "\(error)")
        case let error as NativeError: self.init(error)
        default: return nil
        }
    }
}
