public import Tasks

/// Where a task comes from.
public struct TaskOrigin: Sendable, Hashable {
    /// What kind of place it is.
    public var source: TaskSource
    /// What in that place it is, so that it is made once however often that is read; `nil` for what is said once.
    public var key: String?
    /// The place for a browser.
    public var url: String?

    /// A place of this kind.
    public init(_ source: TaskSource, key: String? = nil, url: String? = nil) {
        self.source = source
        self.key = key
        self.url = url
    }

    /// The API and the command line.
    public static let api = TaskOrigin(.api)
}
