import Curl
import Testing

@Suite struct CIDRTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("192.168.1.7", "192.168.1.7", true), ("192.168.1.7", "192.168.1.6", false),
        ("172.16.0.0/12", "172.31.255.255", true), ("172.16.0.0/12", "172.32.0.0", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("fc00::/7", "fd12::1", true), ("fc00::/7", "fe00::1", false),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("10.0.0.0/8", "64:ff9b::10.1.2.3", true),
        ("::1", "::1", true), ("::1", "::2", false),
    ])
    func contains(network: String, address: String, isInside: Bool) throws {
        #expect(try #require(CIDR(network)).contains(#require(IPAddress(address))) == isInside)
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "example.org", "10.0.0.0/8/8", "10.0.0.0/",
    ])
    func refusesWhatIsNoNetwork(text: String) {
        #expect(CIDR(text) == nil)
    }
}
