/// Documents that several people write.
///
/// An update replaces what a document says; the former text stays as a version where the provider keeps versions.
public protocol Documents: Creating, Updatable, Archivable where Draft == DocumentDraft, Content == String {}

/// What a document is made with.
public struct DocumentDraft: PlaceDraft, Hashable {
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

    public var intent: String { title }
}
