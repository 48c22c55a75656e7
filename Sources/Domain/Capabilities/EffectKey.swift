/// Names one effect on the outside world, the same in every attempt: what makes it findable, and what a provider that
/// knows idempotency keys is given. At most 128 characters of `A-Z a-z 0-9 . _ : / -`.
public struct EffectKey: Sendable, Hashable, CustomStringConvertible {
    /// The key as providers are given it.
    public let description: String

    /// A key with this text, which the caller keeps within the rules.
    public init(_ description: String) {
        self.description = description
    }
}
