import TestServers
import Testing

/// What runs against a real database, with the rights of the process that runs it.
@Suite(
    .serialized, .ownDatabase, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"),
    .timeLimit(.minutes(10)))
struct DatabaseTests {}
