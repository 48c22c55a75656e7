import Organisation
import ServiceLifecycle

/// Reads the configuration when the process starts: what it gives up on names the version in force, from its first message on.
struct FirstReading: Service {
    let organisation: OrganisationSource

    func run() async throws {
        while organisation.version == nil, !Task.isCancelled, !Task.isShuttingDownGracefully {
            if (try? await organisation.current()) != nil { return }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(2)) }
        }
    }
}
