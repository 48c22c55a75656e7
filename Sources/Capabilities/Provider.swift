/// What all providers have in common.
///
/// Every capability follows the same rules. `create` makes one object for an effect key and records the key with it where
/// the provider can. `find` looks for the object of a key and answers `nil` only when a complete search found none; it is
/// what makes an effect happen once although its process may crash between the call and its result. Calls are made without
/// a database transaction open.
public protocol Provider: Sendable {
    /// The name under which the configuration lists it.
    var name: String { get }
    /// How long a search may lag behind a creation: an effect whose outcome is unknown waits this long before it trusts a
    /// search that found nothing. Zero for providers whose searches are current.
    var searchLag: Duration { get }
}

extension Provider {
    public var searchLag: Duration { .zero }
}
