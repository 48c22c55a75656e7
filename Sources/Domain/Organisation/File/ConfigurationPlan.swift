public import JSON

/// What applying a configuration would change.
public struct ConfigurationPlan: Sendable, Hashable {
    /// One line of the plan: an entry, or a section that has no entries.
    public struct Change: Sendable, Hashable, CustomStringConvertible {
        /// Whether it is only in the new document, in both and not the same, or only in the old one.
        public enum Kind: String, Sendable { case added, changed, removed }

        /// What becomes of it.
        public var kind: Kind
        /// What it is about: `person`, `incident type`.
        public var subject: String
        /// Which one; empty for what there is only one of.
        public var name: String
        /// What of it changed.
        public var members: [String]

        /// As `muster config apply` prints it: `~ incident type security: commander, participants`.
        public var description: String {
            let sign =
                switch kind {
                case .added: "+"
                case .changed: "~"
                case .removed: "-"
                }
            let detail = members.isEmpty ? "" : ": \(members.joined(separator: ", "))"
            return "\(sign) \(subject)\(name.isEmpty ? "" : " \(name)")\(detail)"
        }
    }

    /// In the order of the sections.
    public let changes: [Change]

    /// Whether there is nothing to do.
    public var isEmpty: Bool { changes.isEmpty }

    /// - Parameters:
    ///   - old: the document that was applied last; `nil` when none was.
    ///   - new: the document to apply. Both have been checked.
    public init(from old: JSON?, to new: JSON) {
        let old = old ?? [:]
        changes =
            Self.lists.flatMap { Self.compare($0, old[$0.key], new[$0.key]) }
            + Self.remaining(old, new).flatMap { Self.compare(member: $0, old[$0], new[$0]) }
    }

    private struct List {
        let key: String
        let entries: ConfigurationSection.Entries
    }

    private static let lists = OrganisationConfiguration.sections.compactMap { section in
        section.entries.map { List(key: section.key, entries: $0) }
    }

    /// The members that are no lists of named entries.
    private static func remaining(_ old: JSON, _ new: JSON) -> [String] {
        let known = Set(lists.map(\.key))
        let keys = (old.objectValue?.keys ?? []) + (new.objectValue?.keys ?? [])
        return Set(keys).subtracting(known).sorted()
    }

    private static func compare(_ list: List, _ old: JSON?, _ new: JSON?) -> [Change] {
        let before = entries(list, old)
        let after = entries(list, new)
        let known = Dictionary(before) { first, _ in first }
        var changes: [Change] = after.compactMap { name, entry in
            guard let previous = known[name] else {
                return Change(kind: .added, subject: list.entries.subject, name: name, members: [])
            }
            return previous == entry
                ? nil
                : Change(
                    kind: .changed, subject: list.entries.subject, name: name, members: differences(previous, entry))
        }
        let kept = Set(after.map(\.0))
        changes += before.filter { !kept.contains($0.0) }.map {
            Change(kind: .removed, subject: list.entries.subject, name: $0.0, members: [])
        }
        let common = Set(known.keys).intersection(kept)
        if before.map(\.0).filter(common.contains) != after.map(\.0).filter(common.contains) {
            changes.append(Change(kind: .changed, subject: list.key, name: "", members: ["their order"]))
        }
        return changes
    }

    private static func entries(_ list: List, _ value: JSON?) -> [(String, JSON)] {
        (value?.arrayValue ?? []).compactMap { entry in
            entry[list.entries.identifier]?.stringValue.map { ($0, entry) }
        }
    }

    private static func compare(member: String, _ old: JSON?, _ new: JSON?) -> [Change] {
        switch (old, new) {
        case (nil, nil): []
        case (nil, _): [Change(kind: .added, subject: member, name: "", members: [])]
        case (_, nil): [Change(kind: .removed, subject: member, name: "", members: [])]
        case (let old?, let new?) where old != new:
            [Change(kind: .changed, subject: member, name: "", members: differences(old, new))]
        default: []
        }
    }

    private static func differences(_ old: JSON, _ new: JSON) -> [String] {
        let keys = (old.objectValue?.keys ?? []) + (new.objectValue?.keys ?? [])
        return Set(keys).filter { old[$0] != new[$0] }.sorted()
    }
}

extension ConfigurationPlan: JSONEncodable {
    /// A list of objects with `change`, `subject`, `name`, which is null for what there is only one of, and `members`.
    public var json: JSON {
        .array(
            changes.map { change in
                [
                    "change": .string(change.kind.rawValue), "subject": .string(change.subject),
                    "name": change.name.isEmpty ? .null : .string(change.name),
                    "members": .array(change.members.map(JSON.string)),
                ]
            })
    }
}
