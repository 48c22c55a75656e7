import Encodings
public import Escalation
public import JSON
public import PageStore

/// How a person is reached, and what they have said about it.
public struct ContactList: Sendable, Hashable, JSONEncodable {
    /// What is known of them.
    public var book: ContactBook
    /// Contacts that they have added.
    public var added: [ContactRecord]

    /// An object with `person`, `contacts` and `rules`.
    public var json: JSON {
        let own = Set(added.map(\.contact))
        let trusted = book.trusted.subtracting(own).sorted { $0.title < $1.title }
        return [
            "person": .string(book.configured.person),
            "contacts": .array(
                trusted.map { Self.contact($0, source: "configuration", isVerified: true) } + added.map(\.json)),
            "rules": [
                "source": .string(book.own == nil ? "configuration" : "own"), "high": .array(rules(.high)),
                "low": .array(rules(.low)),
            ],
        ]
    }

    /// What was said, and whether each way is used.
    private func rules(_ urgency: Urgency) -> [JSON] {
        (book.own?.ways[urgency] ?? book.configured[urgency]).map { rule in
            guard case .object(var object) = rule.json else { return rule.json }
            object["used"] = .bool(book[urgency].contains(rule))
            return .object(object)
        }
    }

    fileprivate static func contact(
        _ contact: Contact, source: String, isVerified: Bool, id: JSON = .null, at: JSON = .null
    ) -> JSON {
        [
            "id": id, "channel": .string(contact.channel.rawValue), "to": .string(contact.address),
            "source": .string(source), "verified": .bool(isVerified), "verified_at": at,
        ]
    }
}

extension ContactRecord: JSONEncodable {
    /// An object with `id`, `channel`, `to`, `source`, `verified` and `verified_at`.
    public var json: JSON {
        ContactList.contact(
            contact, source: "own", isVerified: verified != nil, id: .string(UUIDText.string(from: id)),
            at: .optional(verified))
    }
}
