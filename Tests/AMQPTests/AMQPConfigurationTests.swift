import Testing

@testable import AMQP

@Suite struct AMQPConfigurationTests {
    @Test func readsEveryPart() throws {
        let configuration = try AMQPConfiguration(
            url: "amqp://a%40b:p%2Fw@broker.example.org:5673/my%2Fhost", connectionName: "test")
        #expect(configuration.user == "a@b")
        #expect(configuration.password == "p/w")
        #expect(configuration.host == "broker.example.org")
        #expect(configuration.port == 5673)
        #expect(configuration.virtualHost == "my/host")
        #expect(configuration.connectionName == "test")
    }

    @Test(arguments: [
        ("amqp://u:p@h", "h", 5672, "/"), ("amqp://u:p@h/", "h", 5672, "/"), ("amqp://u:p@h/v", "h", 5672, "v"),
        ("AMQP://u:p@h:1", "h", 1, "/"), ("amqp://u:p@[::1]:5/v", "::1", 5, "v"),
        ("amqp://u:p@[::1]", "::1", 5672, "/"),
        ("amqp://u:p:q@h", "h", 5672, "/"),
    ])
    func hasDefaults(_ url: String, host: String, port: Int, virtualHost: String) throws {
        let configuration = try AMQPConfiguration(url: url, connectionName: "test")
        #expect(configuration.host == host)
        #expect(configuration.port == port)
        #expect(configuration.virtualHost == virtualHost)
    }

    @Test func secureConnectionsHaveAPortOfTheirOwn() throws {
        let tls = AMQPTLS(caFile: "/ca.pem")
        let configuration = try AMQPConfiguration(url: "amqps://u:p@h", connectionName: "test", tls: tls)
        #expect(configuration.port == 5671)
        #expect(configuration.tls == tls)
    }

    @Test func aPasswordFromElsewhereReplacesTheURLs() throws {
        let configuration = try AMQPConfiguration(url: "amqp://u@h", connectionName: "test", password: "secret")
        #expect(configuration.password == "secret")
    }

    @Test(arguments: [
        "", "amqp", "http://u:p@h", "amqp://h", "amqp://u@h", "amqp://:p@h", "amqp://u:p@", "amqp://u:p@h:0",
        "amqp://u:p@h:70000", "amqp://u:p@h:x", "amqp://u:p@h/a/b", "amqp://u:p@h?heartbeat=0", "amqp://u:p@h/v#x",
        "amqp://u:%zz@h", "amqp://u:%4@h", "amqp://u:%ff@h", "amqp://u:p@[::1", "amqp://u:p%00@h", "amqps://u:p@h",
    ])
    func refusesWhatIsNotAURL(_ url: String) {
        #expect {
            _ = try AMQPConfiguration(url: url, connectionName: "test")
        } throws: { error in
            (error as? AMQPError)?.code == .invalidConfiguration
        }
    }

    @Test func refusesFilesForTLSWithoutTLS() {
        #expect(throws: AMQPError.self) {
            _ = try AMQPConfiguration(url: "amqp://u:p@h", connectionName: "test", tls: AMQPTLS(caFile: "/ca.pem"))
        }
    }

    @Test func neverShowsThePassword() throws {
        let configuration = try AMQPConfiguration(url: "amqp://user:hunter2@h:1/v", connectionName: "test")
        #expect(configuration.description == "amqp://user@h:1/v")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func anErrorDoesNotRepeatTheURL() {
        #expect {
            _ = try AMQPConfiguration(url: "amqp://user:hunter2@", connectionName: "test")
        } throws: { error in
            !"\(error)".contains("hunter2")
        }
    }
}
