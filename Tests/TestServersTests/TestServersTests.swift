import JSON
import TestServers
import Testing

@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"))
struct TestServersTests {
    @Test func eachDatabaseIsEmptyAndGoneAfterwards() async throws {
        let servers = try TestServers.shared()
        let name = try await servers.withDatabase { database in
            try await database.run(sql: "create table mark (number int); insert into mark values (7);")
            #expect(try await database.run(sql: "select number, number + 1 from mark") == ["7|8"])
            return database.name
        }
        try await servers.withDatabase { other in
            #expect(try await other.run(sql: "select to_regclass('mark') is null") == ["t"])
            let left = try await other.run(sql: "select count(*) from pg_database where datname = '\(name)'")
            #expect(left == ["0"])
        }
    }

    @Test func eachVirtualHostIsGoneAfterwards() async throws {
        let servers = try TestServers.shared()
        let name = try await servers.withVirtualHost { host in
            let found = try await servers.management("GET", "/api/vhosts/\(host.name)")
            #expect(found["name"]?.stringValue == host.name)
            return host.name
        }
        await #expect(throws: TestServersError.self) { try await servers.management("GET", "/api/vhosts/\(name)") }
    }

    @Test func aServerThatWasKilledKeepsItsData() async throws {
        try await TestServers.separate { servers in
            let database = try await servers.makeDatabase()
            try await database.run(sql: "create table mark (number int); insert into mark values (7);")
            let host = try await servers.makeVirtualHost()
            try await servers.kill()
            await #expect(throws: TestServersError.self) { try await database.run(sql: "select 1") }
            try await servers.start()
            #expect(try await database.run(sql: "select number from mark") == ["7"])
            let found = try await servers.management("GET", "/api/vhosts/\(host.name)")
            #expect(found["name"]?.stringValue == host.name)
        }
    }
}
