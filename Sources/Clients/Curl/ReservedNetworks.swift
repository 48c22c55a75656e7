/// Networks that a request from outside must not make this process talk to, from the IANA special-purpose address
/// registries (RFC 6890 and its successors), with the metadata services of clouds.
enum ReservedNetworks {
    static let loopback = networks(["127.0.0.0/8", "::1/128"])

    /// Never allowed by a host's name, only by a network: the addresses that give out credentials of the machine.
    static let metadata = networks([
        "169.254.0.0/16",  // link-local: AWS, Azure, GCP, OpenStack, Oracle
        "100.100.100.200/32",  // Alibaba Cloud
        "168.63.129.16/32",  // Azure's host, a public address
        "192.0.0.192/32",  // Oracle Cloud
        "fd00:ec2::/32",  // AWS
        "fe80::/10",  // link-local
    ])

    static let all =
        loopback + metadata
        + networks([
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
            "5f00::/16", "fc00::/7", "fec0::/10", "ff00::/8",
        ])

    static func isLoopback(_ address: IPAddress) -> Bool { loopback.contains { $0.contains(address) } }

    private static func networks(_ texts: [String]) -> [CIDR] {
        texts.map { text in
            guard let network = CIDR(text) else { preconditionFailure("not a network: \(text)") }
            return network
        }
    }
}
