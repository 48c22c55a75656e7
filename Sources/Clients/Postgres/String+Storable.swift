extension String {
    /// The text as a column can hold it: Postgres takes no U+0000, in whose place U+FFFD stands.
    public var storable: String { contains("\0") ? replacing("\0", with: "\u{FFFD}") : self }
}
