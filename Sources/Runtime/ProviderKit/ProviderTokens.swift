public import Environment
public import Organisation
public import WorkerKit

/// The bearer tokens of providers, which the environment of the processes that call them holds, and nobody else.
public struct ProviderTokens: Sendable {
    private let environment: EnvironmentVariables

    /// - Parameter environment: of the process.
    public init(environment: EnvironmentVariables = .process) {
        self.environment = environment
    }

    /// The token of a provider: the secret that its settings name, read each time so that it can be exchanged while
    /// processes run.
    /// - Returns: `nil` for a provider without a token.
    /// - Throws: ``Failure`` when there should be one and is none.
    public func token(of settings: ProviderSettings) throws(Failure) -> String? {
        guard let variable = settings.tokenVariable else { return nil }
        do {
            if let token = try environment.secret(variable) { return token }
        } catch {
            throw Self.missing(settings, error.description)
        }
        throw Self.missing(settings, "neither \(variable) nor \(variable)_FILE is set in this process")
    }

    private static func missing(_ settings: ProviderSettings, _ detail: String) -> Failure {
        Failure(.retry, code: "no-token", detail: "the token of \(settings.name): \(detail)", place: "providers")
    }
}
