/// How to speak TLS with the broker. Peer and host name are always verified, and TLS 1.2 is the oldest version spoken.
///
/// The host name is compared with the DNS names of the certificate; an address in it is not considered.
public struct AMQPTLS: Sendable, Hashable {
    /// A PEM file with the authorities to trust.
    public var caFile: String
    /// A PEM file with the client's certificate chain, together with ``keyFile``; `nil` for none.
    public var certificateFile: String?
    /// A PEM file with the client's private key.
    public var keyFile: String?

    /// TLS with the authorities of a file, and the client's own certificate where the broker wants one.
    public init(caFile: String, certificateFile: String? = nil, keyFile: String? = nil) {
        self.caFile = caFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}
