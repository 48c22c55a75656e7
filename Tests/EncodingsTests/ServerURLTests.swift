import Encodings
import Testing

@Suite struct ServerURLTests {
    @Test func readsEveryPart() throws {
        let url = try ServerURL(
            "http://mu%73ter:p%40ss%3Aw%2Frd@db%2dx.example:6432/in%20c/d?a=%2Fb&c&d=e=f", schemes: ["http"])
        #expect(url.scheme == "http")
        #expect(url.user == "muster")
        #expect(url.password == "p@ss:w/rd")
        #expect(url.host == "db-x.example")
        #expect(url.port == 6432)
        #expect(url.path == "/in%20c/d")
        #expect(url.query?.map(\.name) == ["a", "c", "d"])
        #expect(url.query?.map(\.value) == ["/b", "", "e=f"])
    }

    @Test func whatIsNotThereIsNil() throws {
        let url = try ServerURL("amqp://h", schemes: ["amqp"])
        #expect(url.user == nil)
        #expect(url.password == nil)
        #expect(url.port == nil)
        #expect(url.path.isEmpty)
        #expect(url.query == nil)
        #expect(try ServerURL("amqp://u@h", schemes: ["amqp"]).password == nil)
        #expect(try ServerURL("amqp://u:@h", schemes: ["amqp"]).password?.isEmpty == true)
        #expect(try ServerURL("amqp://:p@h", schemes: ["amqp"]).user == nil)
        #expect(try ServerURL("postgres://u@/d?host=/run", schemes: ["postgres"]).host.isEmpty)
        #expect(try ServerURL("postgres://u@h/d?", schemes: ["postgres"]).query?.isEmpty == true)
    }

    @Test func schemesHaveNoCase() throws {
        #expect(try ServerURL("AMQPs://h", schemes: ["amqp", "amqps"]).scheme == "amqps")
    }

    /// The last `@` before the path: passwords with a raw `@` were always taken, and none behind the path is one.
    @Test func theCredentialsEndAtTheLastAt() throws {
        let url = try ServerURL("http://u:a@b:c@h/x@y", schemes: ["http"])
        #expect(url.password == "a@b:c")
        #expect(url.host == "h")
        #expect(url.path == "/x@y")
    }

    @Test(arguments: [("[::1]", "::1", nil), ("[2001:db8::1]:5433", "2001:db8::1", UInt16(5433))])
    func addressesOfVersion6StandInBrackets(text: String, host: String, port: UInt16?) throws {
        let url = try ServerURL("http://u:p@\(text)", schemes: ["http"])
        #expect(url.host == host)
        #expect(url.port == port)
    }

    @Test(arguments: [1, 80, 65535])
    func takesEveryPort(port: UInt16) throws {
        #expect(try ServerURL("http://h:\(port)", schemes: ["http"]).port == port)
    }

    @Test(arguments: [
        ("", "it must begin with http:// or https://"), ("h", "it must begin with http:// or https://"),
        ("ftp://u:secret@h", "it must begin with http:// or https://"),
        ("secret://h", "it must begin with http:// or https://"),
        ("http://u:secret#@h", "a # in it must be written %23"),
        ("http://secret%zz:p@h", "the user is not percent-encoded UTF-8"),
        ("http://u:secret%@h", "the password is not percent-encoded UTF-8"),
        ("http://u:secret%+1@h", "the password is not percent-encoded UTF-8"),
        ("http://u:secret%ff@h", "the password is not percent-encoded UTF-8"),
        ("http://u:secret%00@h", "the password contains a zero byte"),
        ("http://u:p@secret%", "the host is not percent-encoded UTF-8"),
        ("http://u:secret@h:0", "the port must be a number from 1 to 65535"),
        ("http://u:secret@h:65536", "the port must be a number from 1 to 65535"),
        ("http://u:secret@h:", "the port must be a number from 1 to 65535"),
        ("http://u:secret@h:+80", "the port must be a number from 1 to 65535"),
        // A password with a raw slash: what stands before it is the host, and the rest is no port.
        ("http://u:secret/x@h", "the port must be a number from 1 to 65535"),
        ("http://u:secret@::1", "the port must be a number from 1 to 65535"),
        ("http://u:secret@[::1", "the host lacks its closing bracket"),
        ("http://u:secret@[::1]x", "the host is followed by something else"),
        ("http://u:secret@[h]", "only addresses of IP version 6 stand in brackets"),
        ("http://h?%zz=secret", "the query is not percent-encoded UTF-8"),
    ])
    func saysWhatIsWrongWithoutTellingThePassword(text: String, problem: String) throws {
        let error = try #require(throws: ServerURLError.self) { try ServerURL(text, schemes: ["http", "https"]) }
        #expect("\(error)" == problem)
        #expect(!String(reflecting: error).contains("secret"))
    }
}
