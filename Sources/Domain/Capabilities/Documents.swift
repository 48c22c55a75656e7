/// Documents that several people write.
///
/// An update replaces what a document says; the former text stays as a version where the provider keeps versions.
public protocol Documents: Creating, Updatable, Archivable where Draft == DocumentDraft, Content == String {}

/// What a document is made with.
public struct DocumentDraft: PlaceDraft, Hashable {
    /// What a body is written in.
    public enum Format: String, Sendable, CaseIterable {
        /// Text in Markdown (CommonMark).
        case markdown
        /// A table as comma-separated values (RFC 4180), with a header line.
        case csv
    }

    /// What the document is headed with.
    public var title: String
    /// How the body is to be read.
    public var format: Format
    /// What the first version says.
    public var body: String
    /// The external id of the folder it lies in.
    public var folder: String?

    /// A draft of these words.
    public init(title: String, format: Format, body: String, folder: String?) {
        self.title = title
        self.format = format
        self.body = body
        self.folder = folder
    }

    /// The title.
    public var intent: String { title }
}
