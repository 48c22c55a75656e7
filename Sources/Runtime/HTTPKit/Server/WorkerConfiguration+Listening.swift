import Environment
import FoundationEssentials
import NIOCore
public import WorkerKit

extension WorkerConfiguration {
    /// Runs an HTTP server at the address and port of the environment.
    /// - Throws: ``ConfigurationProblem`` when nothing can listen there, or what the server throws.
    public func listening(_ serve: () async throws -> Void) async throws {
        do {
            try await serve()
        } catch let error as IOError {
            throw ConfigurationProblem(
                listeningFailed: error.errnoCode, host: httpHost, port: httpPort, variables: "MUSTER_HTTP") ?? error
        }
    }

    /// Writes the port that the HTTP server got to the file that the environment names.
    public func announce(port: Int?) {
        guard let portFile, let port else { return }
        try? Data("\(port)\n".utf8).write(to: URL(filePath: portFile), options: .atomic)
    }
}
