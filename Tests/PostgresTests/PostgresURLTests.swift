import Testing

@testable import Postgres

struct PostgresURLTests {
    @Test func takesEveryPart() throws {
        let url = try PostgresURL(
            "postgres://mu%73ter:p%40ss%3Aw%2Frd@db.example:6432/in%20cidents?sslmode=verify-full&sslrootcert=%2Fca.pem"
        )
        #expect(url.user == "muster")
        #expect(url.password == "p@ss:w/rd")
        #expect(url.host == "db.example")
        #expect(url.port == 6432)
        #expect(url.database == "in cidents")
        #expect(url.tls == .verifyFull(rootCertificateFile: "/ca.pem"))
    }

    @Test func hasDefaults() throws {
        let url = try PostgresURL("postgresql://muster@127.0.0.1")
        #expect(url.password == nil)
        #expect(url.port == 5432)
        #expect(url.database == "muster")
        #expect(url.tls == .disabled)
    }

    @Test func onlyLocalAddressesArePlainUnlessItIsSaid() throws {
        for host in ["localhost", "127.0.0.2", "[::1]"] {
            #expect(try PostgresURL("postgres://u@\(host)/d?").tls == .disabled)
        }
        #expect(try PostgresURL("postgres://u@/d?host=/run/postgresql").tls == .disabled)
        #expect(try PostgresURL("postgres://u@db/d?sslmode=disable").tls == .disabled)
        #expect(try PostgresURL("postgres://u@db/d?sslrootcert=/a").tls == .verifyFull(rootCertificateFile: "/a"))
    }

    @Test func takesAddressesOfVersion6() throws {
        let url = try PostgresURL("postgres://u@[2001:db8::1]:5433/d?sslmode=disable")
        #expect(url.host == "2001:db8::1")
        #expect(url.port == 5433)
    }

    @Test(arguments: [
        "", "mysql://u@h/d", "postgres://h/d", "postgres://:secret@h/d", "postgres://u:secret@/d",
        "postgres://u:secret@h:0/d", "postgres://u:secret@h:65536/d", "postgres://u:secret@h:x/d",
        "postgres://u:secret@[::1/d", "postgres://u:secret@[::1]x/d", "postgres://u:secret%@h/d",
        "postgres://u:secret%zz@h/d", "postgres://u:secret%00@h/d", "postgres://u:secret%ff@h/d",
        "postgres://u:secret@h1,h2/d", "postgres://u:secret@h/d?sslmode=require",
        "postgres://u:secret@h/d?sslmode=prefer", "postgres://u:secret@h/d?options=-cx",
        "postgres://u:secret@h/d?sslmode=disable&sslrootcert=/a", "postgres://u:secret#x@h/d",
    ])
    func refusesWhatIsWrongWithoutTellingThePassword(_ text: String) throws {
        let error = try #require(throws: PostgresError.self) { try PostgresURL(text) }
        #expect(error.code == .invalidConfiguration)
        #expect(!error.debugDescription.contains("secret"))
    }

    @Test func theConfigurationHidesThePassword() throws {
        let configuration = try PostgresConfiguration(url: "postgres://u:secret@localhost/d", applicationName: "test")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(text.contains("u@localhost"))
            #expect(!text.contains("secret"))
        }
    }

    @Test func theParametersAreLibpqs() throws {
        var configuration = try PostgresConfiguration(
            url: "postgres://u:secret@db/d?sslrootcert=/ca.pem", applicationName: "muster-test")
        configuration.statementTimeout = .milliseconds(1500)
        let parameters = Dictionary(uniqueKeysWithValues: configuration.parameters.map { ($0.key, $0.value) })
        #expect(parameters["sslmode"] == "verify-full")
        #expect(parameters["sslrootcert"] == "/ca.pem")
        #expect(parameters["ssl_min_protocol_version"] == "TLSv1.2")
        #expect(parameters["application_name"] == "muster-test")
        #expect(parameters["tcp_user_timeout"] == "15000")
        #expect(parameters["options"]?.contains("statement_timeout=1500") == true)
        #expect(parameters["options"]?.contains("plan_cache_mode=force_generic_plan") == true)
    }
}
