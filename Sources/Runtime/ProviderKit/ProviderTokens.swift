import FoundationEssentials
import Organisation
import WorkerKit

/// The bearer tokens of providers, which the environment of the processes that call them holds, and nobody else.
struct ProviderTokens: Sendable {
    private let environment: [String: String]

    init(environment: [String: String]) {
        self.environment = environment
    }

    /// The token of a provider: in the variable that its settings name, or in the file that the variable with `_FILE`
    /// names, read each time so that it can be exchanged while processes run.
    /// - Returns: `nil` for a provider without a token.
    /// - Throws: ``Failure`` when there should be one and is none.
    func token(of settings: ProviderSettings) throws(Failure) -> String? {
        guard let variable = settings.tokenVariable else { return nil }
        if let path = environment["\(variable)_FILE"], !path.isEmpty {
            guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= 65536,
                let text = String(bytes: data, encoding: .utf8)
            else { throw Self.missing(settings, "the file that \(variable)_FILE names cannot be read") }
            return text.filter { !$0.isWhitespace }
        }
        guard let text = environment[variable], !text.isEmpty else {
            throw Self.missing(settings, "neither \(variable) nor \(variable)_FILE is set in this process")
        }
        return text
    }

    private static func missing(_ settings: ProviderSettings, _ detail: String) -> Failure {
        Failure(.retry, code: "no-token", detail: "the token of \(settings.name): \(detail)", place: "providers")
    }
}
