import TestServers
import Testing

/// What needs a database: its suites share one.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct DatabaseTests {}
