import RequestSignatures

extension Settings {
    /// What the secrets of keys for AWS's protocol are made from: `MUSTER_SIGNING_KEY`; `nil` when it is not set.
    func signingKey() throws(CommandFailure) -> SigningKey? {
        guard let text = try optionalSecret("MUSTER_SIGNING_KEY") else { return nil }
        guard let key = SigningKey(text) else {
            throw CommandFailure("MUSTER_SIGNING_KEY has less than \(SigningKey.minimumBytes) characters.")
        }
        return key
    }
}
