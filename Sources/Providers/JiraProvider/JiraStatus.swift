import JSON

/// What Jira knows of every status, whatever it is called.
enum JiraCategory: String, Sendable {
    case new, indeterminate, done

    /// From not begun to over.
    var rank: Int {
        switch self {
        case .new: 0
        case .indeterminate: 1
        case .done: 2
        }
    }
}

/// A status of a workflow.
struct JiraStatus: Sendable, Hashable {
    var id: String
    var name: String
    /// `nil` for what is none of the three (`undefined`).
    var category: JiraCategory?

    /// - Throws: `JSONDecodingError`.
    init(_ reader: JSONReader) throws {
        id = try reader.string("id", length: 1...100)
        name = try reader.string("name", length: 1...255)
        category = reader.value["statusCategory"]?["key"]?.stringValue.flatMap(JiraCategory.init)
    }
}

/// A step that a workflow offers from where a ticket is.
struct JiraTransition: Sendable, Hashable {
    var id: String
    var target: JiraStatus
    /// How a ticket can be resolved with it; `nil` when that is not asked.
    var resolutions: [String]?
    var demandsResolution: Bool

    /// - Throws: `JSONDecodingError`.
    init(_ reader: JSONReader) throws {
        id = try reader.string("id", length: 1...100)
        target = try JiraStatus(reader.member("to"))
        let field = reader.value["fields"]?["resolution"]
        resolutions = field.map { $0["allowedValues"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? [] }
        demandsResolution = field?["required"]?.boolValue ?? false
    }

    /// How a ticket is resolved with it; `nil` to leave that to the workflow.
    /// - Parameter wanted: how the organisation wants it.
    func resolution(wanted: String?) -> String? {
        guard let resolutions else { return nil }
        if let wanted, resolutions.isEmpty || resolutions.contains(where: { $0.lowercased() == wanted.lowercased() }) {
            return wanted
        }
        return demandsResolution ? resolutions.first ?? "Done" : nil
    }
}
