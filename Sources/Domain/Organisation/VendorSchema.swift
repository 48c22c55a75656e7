public import JSON

/// What a vendor lets an organisation say about a provider of its kind, for checking a file.
public struct VendorSchema: Sendable {
    /// How `providers` names the vendor: `http`.
    public let kind: String
    /// The keys that it understands besides those that all vendors share.
    public let keys: [String]
    /// Refuses settings that it cannot work with.
    public let check: @Sendable (JSONReader) throws -> Void

    /// - Parameters:
    ///   - keys: of the vendor's own; none by default.
    ///   - check: reads the entry of `providers`, and throws `JSONDecodingError`.
    public init(kind: String, keys: [String] = [], check: @escaping @Sendable (JSONReader) throws -> Void = { _ in }) {
        self.kind = kind
        self.keys = keys
        self.check = check
    }

    /// Checks the providers of a document.
    static func check(_ document: JSONReader, vendors: [VendorSchema]) throws {
        for provider in try document.optionalArray("providers", max: .max) {
            let kind = try provider.string("kind", length: 1...50)
            guard let vendor = vendors.first(where: { $0.kind == kind }) else {
                throw try provider.member("kind").error(
                    expected: "one of \(vendors.map(\.kind).joined(separator: ", "))", found: "`\(kind)`")
            }
            try provider.object(allowing: ProviderSettings.commonKeys + vendor.keys)
            try vendor.check(provider)
        }
    }
}
