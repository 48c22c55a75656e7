import HTTPKit
import HTTPTypes
import NativeProviders

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
}
