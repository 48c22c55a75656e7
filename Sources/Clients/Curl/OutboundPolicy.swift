/// Where a ``CurlClient`` may connect to.
///
/// Addresses of private, loopback, link-local, shared (CGNAT), multicast, reserved and metadata networks are refused, after
/// name resolution and on the address that is really connected to, so that neither a name nor a redirect leads inside.
public struct OutboundPolicy: Sendable {
    /// Networks that may be reached although they are reserved. Default none.
    public var allowedNetworks: [CIDR]
    /// Host names that may have reserved addresses: `tickets.example.org`, or `*.example.org` for all names below. Does not
    /// open link-local and metadata addresses; only ``allowedNetworks`` does. Default none.
    public var allowedHosts: [String]
    /// Hosts that may be reached with `http:`, without TLS; patterns as in ``allowedHosts``. Default none. `localhost` and
    /// loopback addresses always may, so far as the networks allow them at all.
    public var plainHTTPHosts: [String]
    /// A proxy for HTTP, `http://proxy.example.org:3128`, with credentials if it wants some. The proxy resolves the names,
    /// and so is the one to guard them; numeric addresses are still checked here. Mail does not use it. The
    /// environment's proxy variables are never read. Default none.
    public var proxy: String?
    /// A PEM file with the certificate authorities to trust instead of the system's. Default the system's.
    public var caFile: String?

    /// A policy that allows public addresses and what is named.
    public init(
        allowedNetworks: [CIDR] = [], allowedHosts: [String] = [], plainHTTPHosts: [String] = [], proxy: String? = nil,
        caFile: String? = nil
    ) {
        self.allowedNetworks = allowedNetworks
        self.allowedHosts = allowedHosts
        self.plainHTTPHosts = plainHTTPHosts
        self.proxy = proxy
        self.caFile = caFile
    }

    /// A policy that also allows private networks (CIDR) and hosts, these also without TLS: what `MUSTER_OUTBOUND_ALLOW` names.
    public init(allowing names: [String]) {
        let hosts = names.filter { CIDR($0) == nil }
        self.init(allowedNetworks: names.compactMap { CIDR($0) }, allowedHosts: hosts, plainHTTPHosts: hosts)
    }

    /// Whether a connection to `address`, which `host` resolved to, is allowed.
    public func allows(_ address: IPAddress, host: String) -> Bool {
        let effective = address.effective
        if allowedNetworks.contains(where: { $0.contains(address) }) { return true }
        if !ReservedNetworks.all.contains(where: { $0.contains(effective) }) { return true }
        if ReservedNetworks.metadata.contains(where: { $0.contains(effective) }) { return false }
        return Self.matches(host, allowedHosts)
    }

    /// Whether `host` may be spoken to without TLS at an address that is not loopback.
    func allowsPlainHTTP(host: String) -> Bool {
        Self.matches(host, plainHTTPHosts)
    }

    static func matches(_ host: String, _ patterns: [String]) -> Bool {
        let host = host.lowercased()
        return patterns.contains { pattern in
            let pattern = pattern.lowercased()
            guard pattern.hasPrefix("*.") else { return host == pattern }
            return host.hasSuffix(pattern.dropFirst(1)) && host.count >= pattern.count
        }
    }
}
