import Hummingbird
import HummingbirdCore
import NativeProviders

/// What all routes of the native providers need.
struct NativeAccess: Sendable {
    var doorkeeper: Doorkeeper
    var bodies: BodyReader
    var native: NativeProviders
}

extension APIContext {
    /// A segment of the address, decoded.
    /// - Throws: ``Problem`` 404 for one that cannot be.
    func segment(_ name: String) throws -> String {
        guard let text = parameters.get(name).flatMap({ PercentCoding.decode($0) }) else {
            throw Problem(.notFound, "there is nothing at this address")
        }
        return text
    }
}

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
