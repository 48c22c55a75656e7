public import JSON

/// What answers the deploy-time references of playbooks.
public protocol SoclessReferences: Sendable {
    /// The value of a reference; `nil` when there is none. A reference that is a whole string may have any value; one
    /// inside other text a string, number or boolean.
    func value(of reference: SoclessReference) -> JSON?
}

/// References that are answered from JSON: `self` by way of keys, every other source by the whole address, and the
/// placeholders of a template, which have no source, by their name at the top.
public struct SoclessReferenceTable: SoclessReferences {
    private let sources: [String: JSON]

    /// - Parameter sources: For `self` the project's configuration (`{"custom": {"slack": {…}}}`); for other sources an
    ///   object from address to value (`"AWS": {"Region": "eu-west-1"}`).
    public init(_ sources: [String: JSON]) { self.sources = sources }

    /// The table's entry; `nil` when there is none.
    public func value(of reference: SoclessReference) -> JSON? {
        if reference.source.isEmpty { return sources[reference.address] }
        guard let source = sources[reference.source] else { return nil }
        if let value = source[reference.address] { return value }
        guard reference.source == "self" else { return nil }
        var current = source
        for key in reference.address.split(separator: ".", omittingEmptySubsequences: false) {
            guard let next = current[String(key)] else { return nil }
            current = next
        }
        return current
    }
}
