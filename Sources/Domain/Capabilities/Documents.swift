/// Documents that several people write.
public protocol Documents: Provider {
    func findDocument(_ key: EffectKey) async throws(ProviderError) -> ExternalObject?
    func createDocument(_ draft: DocumentDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject
    /// Replaces what it says; the former text stays as a version where the provider keeps versions.
    func updateDocument(_ externalID: String, to body: String) async throws(ProviderError)
    func archiveDocument(_ externalID: String) async throws(ProviderError)
}

/// What a document is made with.
public struct DocumentDraft: Sendable, Hashable {
    public enum Format: String, Sendable, CaseIterable {
        /// Text in Markdown (CommonMark).
        case markdown
        /// A table as comma-separated values (RFC 4180), with a header line.
        case csv
    }

    public var title: String
    public var format: Format
    public var body: String
    /// The external id of the folder it lies in.
    public var folder: String?

    public init(title: String, format: Format, body: String, folder: String?) {
        self.title = title
        self.format = format
        self.body = body
        self.folder = folder
    }
}
