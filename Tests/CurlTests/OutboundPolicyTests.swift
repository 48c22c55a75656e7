import Testing

@testable import Curl

@Suite struct OutboundPolicyTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.0.1", "198.18.0.1", "224.0.0.1", "239.1.1.1",
        "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::10.0.0.1",
        "64:ff9b::169.254.169.254", "64:ff9b:1::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
        "2002:7f00:1::", "2001::1", "2001:db8::1",
    ])
    func refusesReservedAddresses(address: String) throws {
        #expect(try !OutboundPolicy().allows(#require(IPAddress(address)), host: "example.org"))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1", "172.15.0.1",
        "172.32.0.1", "192.167.0.1", "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2606:4700::1111",
        "2a00:1450::1",
    ])
    func allowsPublicAddresses(address: String) throws {
        #expect(try OutboundPolicy().allows(#require(IPAddress(address)), host: "example.org"))
    }

    @Test func allowedNetworkOpensItsAddressesInEveryNotation() throws {
        let policy = OutboundPolicy(allowedNetworks: [try #require(CIDR("10.1.0.0/16"))])
        #expect(try policy.allows(#require(IPAddress("10.1.2.3")), host: "a"))
        #expect(try policy.allows(#require(IPAddress("::ffff:10.1.2.3")), host: "a"))
        #expect(try !policy.allows(#require(IPAddress("10.2.0.1")), host: "a"))
    }

    @Test func allowedHostOpensPrivateButNotMetadataAddresses() throws {
        let policy = OutboundPolicy(allowedHosts: ["tickets.example.org"])
        #expect(try policy.allows(#require(IPAddress("10.1.2.3")), host: "Tickets.Example.Org"))
        #expect(try !policy.allows(#require(IPAddress("10.1.2.3")), host: "other.example.org"))
        #expect(try !policy.allows(#require(IPAddress("169.254.169.254")), host: "tickets.example.org"))
        #expect(try !policy.allows(#require(IPAddress("::ffff:169.254.169.254")), host: "tickets.example.org"))
        #expect(try !policy.allows(#require(IPAddress("fd00:ec2::254")), host: "tickets.example.org"))
    }

    @Test(arguments: [
        ("a.example.org", "*.example.org", true), ("a.b.example.org", "*.example.org", true),
        ("example.org", "*.example.org", false), ("badexample.org", "*.example.org", false),
        ("example.org", "example.org", true), ("example.org.evil.net", "example.org", false),
        (".example.org", "*.example.org", false),
    ])
    func hostPatterns(host: String, pattern: String, matches: Bool) {
        #expect(OutboundPolicy.matches(host, [pattern]) == matches)
    }
}
