import Testing

@testable import BrokerTopology

@Suite struct ManagementAddressTests {
    @Test func readsItsParts() throws {
        let plain = try #require(ManagementAddress("http://operator:secret@127.0.0.1:15672"))
        #expect(plain.base == "http://127.0.0.1:15672")
        #expect(plain.host == "127.0.0.1")
        #expect(plain.user == "operator")
        #expect(plain.password == "secret")
        let encoded = try #require(ManagementAddress("https://a%40b:p%3A%2F%25@broker.example.org/"))
        #expect(encoded.base == "https://broker.example.org")
        #expect(encoded.host == "broker.example.org")
        #expect(encoded.user == "a@b")
        #expect(encoded.password == "p:/%")
        #expect(try #require(ManagementAddress("http://a:b@[::1]:1")).host == "::1")
    }

    @Test(arguments: [
        "", "127.0.0.1", "http://127.0.0.1", "amqp://a:b@h", "http://a@h", "http://:b@h", "http://a:b@",
        "http://a:b@h/x",
        "http://a%zz:b@h", "http://a:b@h?x", "http://a:b@[::1", "http://a:b@h:0", "http://a:b@h%2Fx",
    ])
    func refusesWhatIsNone(url: String) {
        #expect(ManagementAddress(url) == nil)
    }
}
