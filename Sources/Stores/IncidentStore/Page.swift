public import JSON

/// Part of a list, and where the next part begins.
public struct Page<Element: Sendable>: Sendable {
    /// In the order of the list, at most as many as were asked for.
    public var items: [Element]
    /// What to ask for to get the next part; `nil` at the end of the list.
    public var nextCursor: String?

    /// A part of a list; without a cursor the last one.
    public init(items: [Element], nextCursor: String?) {
        self.items = items
        self.nextCursor = nextCursor
    }

    /// A page of what was loaded with one element more than the page may have.
    init(_ loaded: [Element], limit: Int, cursor: (Element) -> String) {
        items = Array(loaded.prefix(limit))
        nextCursor = loaded.count > limit ? items.last.map(cursor) : nil
    }

    /// The page as API and command line show it.
    public func json(_ element: (Element) -> JSON) -> JSON {
        ["items": .array(items.map(element)), "next_cursor": .optional(nextCursor)]
    }
}
