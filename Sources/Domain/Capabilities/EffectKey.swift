/// Names one effect on the outside world, the same in every attempt: what makes it findable, and what a provider that
/// knows idempotency keys is given. At most 128 characters of `A-Z a-z 0-9 . _ : / -`.
public struct EffectKey: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
