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
    /// Whether it can be asked for the same again without harm: it makes one object of an effect key, however often and by
    /// however many at once it is asked. Its effects need no intent to be found by. False unless a provider says so.
    var isIdempotent: Bool { get }
}

extension Provider {
    /// None: a search sees what was created before it.
    public var searchLag: Duration { .zero }
    /// False: its effects are booked before they are tried.
    public var isIdempotent: Bool { false }
}
