import ServiceLifecycle

/// What a process does once at its start, as a service that stays.
///
/// It does not end before the shutdown reaches it: whatever its `successTerminationBehavior` is, a service that ends by
/// itself while another one is shut down counts as failed, and everything that is under way is cancelled
/// (swift-service-lifecycle 2.13, `ServiceGroup.shutdownGracefully`). A process that is stopped while it starts would fail.
struct StartCheck: Service {
    let check: any Service

    init(_ check: any Service) { self.check = check }

    func run() async throws {
        try await check.run()
        try? await gracefulShutdown()
    }
}
