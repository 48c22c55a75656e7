public import Incident

/// Finds people by what others call them: the mail address, its part before the `@`, or the name without its spaces.
public struct PersonSearch: Sendable {
    /// What a search came to.
    public enum Finding: Sendable, Hashable {
        /// This one.
        case found(Person)
        /// Several may be meant.
        case several([Person])
        /// Nobody; the one whose name is the most like it, when one is.
        case nobody(nearest: Person?)
    }

    private let people: [Person]

    /// - Parameter people: those who may be meant; of two with one address the first counts.
    public init(_ people: [Person]) {
        var seen: Set<String> = []
        self.people = people.filter { seen.insert($0.email.lowercased()).inserted }
    }

    /// Looks for somebody.
    /// - Parameter text: as it was written, with or without an `@` before it.
    public func find(_ text: String) -> Finding {
        let wanted = text.drop { $0 == "@" }.lowercased()
        if let exact = people.first(where: { $0.email.lowercased() == wanted }) { return .found(exact) }
        let plain = Self.plain(wanted)
        guard !plain.isEmpty else { return .nobody(nearest: nil) }
        // Of a whole address only that address will do: another domain is somebody else.
        if !wanted.contains("@") {
            let matches = people.filter { Self.names(of: $0).contains(plain) }
            if matches.count == 1 { return .found(matches[0]) }
            if matches.count > 1 { return .several(Array(matches.prefix(5))) }
        }
        return .nobody(nearest: nearest(to: wanted.contains("@") ? wanted : plain))
    }

    private static func names(of person: Person) -> [String] {
        [plain(person.name), plain(person.email.prefix { $0 != "@" })]
    }

    private static func plain(_ text: some StringProtocol) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private func nearest(to wanted: String) -> Person? {
        let most = max(1, wanted.count / 3)
        var best: (person: Person, distance: Int)?
        for person in people {
            let names = wanted.contains("@") ? [person.email.lowercased()] : Self.names(of: person)
            for name in names where abs(name.count - wanted.count) <= most {
                let distance = EditDistance.between(wanted, name)
                if distance <= most, distance < best?.distance ?? Int.max { best = (person, distance) }
            }
        }
        return best?.person
    }
}
