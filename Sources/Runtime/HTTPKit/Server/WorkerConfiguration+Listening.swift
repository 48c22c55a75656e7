import Environment
import FoundationEssentials
import Glibc
import NIOCore
public import WorkerKit

extension WorkerConfiguration {
    /// Runs an HTTP server at the address and port of the environment.
    /// - Throws: ``ConfigurationProblem`` when nothing can listen there, or what the server throws.
    public func listening(_ serve: () async throws -> Void) async throws {
        do {
            try await serve()
        } catch let error as IOError {
            let place = "port \(httpPort) of \(httpHost)"
            switch error.errnoCode {
            case EADDRINUSE:
                throw ConfigurationProblem(
                    variable: "MUSTER_HTTP_PORT", problem: "names \(place), which is taken; set another port")
            case EACCES:
                throw ConfigurationProblem(
                    variable: "MUSTER_HTTP_PORT", problem: "names \(place), which needs a right; set one from 1024 on")
            case EADDRNOTAVAIL:
                throw ConfigurationProblem(
                    variable: "MUSTER_HTTP_HOST", problem: "names \(httpHost), which is no address of this machine")
            default: throw error
            }
        }
    }

    /// Writes the port that the HTTP server got to the file that the environment names.
    public func announce(port: Int?) {
        guard let portFile, let port else { return }
        try? Data("\(port)\n".utf8).write(to: URL(filePath: portFile), options: .atomic)
    }
}
