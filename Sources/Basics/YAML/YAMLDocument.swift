public import JSON

/// A YAML file as JSON, which still knows where each value stood.
///
/// The one reader of YAML, for whoever has to name file and line. It reads YAML 1.2 with libyaml's grammar, as one
/// document, and decides:
///
/// - Plain scalars are `null` (also empty and `~`), booleans in the three spellings of the core schema, and numbers as JSON
///   writes them. All else is text: `yes`, `2026-01-05`, `007`, `0x1F`, `.5`, `+1`. So is every quoted scalar, and one
///   tagged `!!str`; other tags say nothing.
/// - Keys are text, as they are written: `1:` is the key `"1"`. The same key twice is an error, also when only one of them
///   is quoted. Collections and aliases cannot be keys.
/// - Aliases are replaced by what their anchors name, within the limits of values and depth and no more text than twice the
///   limit of bytes, so that no small file becomes a large value. `<<` is a key like others.
public struct YAMLDocument: Sendable {
    /// What errors call the file.
    public let name: String
    /// The value of the whole file.
    public let root: JSON
    private let places: [JSONPointer: YAMLPlace]

    /// - Parameters:
    ///   - text: the file.
    ///   - name: what errors call it.
    ///   - limits: how much of it is read; `stringBytes` and `numberLength` are not asked, `bytes` bounds both.
    /// - Throws: the first thing that is wrong, with its place.
    public init(_ text: String, named name: String, limits: JSONLimits = .default) throws(YAMLError) {
        guard text.utf8.count <= limits.bytes else {
            throw YAMLError(file: name, place: nil, "the file has more than \(limits.bytes) bytes")
        }
        let node = try YAMLComposer(name: name).node(of: text)
        var converter = YAMLConverter(name: name, limits: limits)
        root = try converter.convert(node, at: JSONPointer())
        places = converter.places
        self.name = name
    }

    /// Where the value that a pointer names begins, or the nearest value around it. A member begins at its key.
    public func place(of pointer: JSONPointer) -> YAMLPlace? {
        var pointer = pointer
        while true {
            if let place = places[pointer] { return place }
            guard !pointer.tokens.isEmpty else { return nil }
            pointer.tokens.removeLast()
        }
    }

    /// Where what a decoder found at fault stands. The error of an unknown member names the object; the place of the
    /// member itself helps more.
    public func place(of error: JSONDecodingError) -> YAMLPlace? {
        let members = root[pointer: error.path]?.objectValue?.keys ?? []
        guard error.found.hasPrefix("also "),
            let member = members.filter({ error.found.contains($0) }).max(by: { $0.count < $1.count })
        else { return place(of: error.path) }
        return place(of: error.path.appending(member))
    }
}
