import JSON

/// One section of the organisation's configuration: how it is read, what it is checked for, and how its changes are told.
///
/// A feature that the organisation configures brings a section of its own: the file of its type, the section beside it, its
/// member of ``OrganisationConfiguration``, and its place in ``OrganisationConfiguration/sections``.
///
/// What a newer release has applied is read leniently: keys that are unknown are passed over, a word that is unknown
/// becomes the choice that does no harm, and an entry that still cannot be read is left out alone. A key that restricts
/// something must therefore not be a new one: give an old key a new word.
struct ConfigurationSection: Sendable {
    /// How entries of a list are told apart in the plan of a change.
    struct Entries: Sendable {
        /// What an entry is: `incident type`.
        let subject: String
        /// The member that names it: `name`.
        let identifier: String
    }

    /// Where the configuration keeps a section.
    typealias Member<Value> = any WritableKeyPath<OrganisationConfiguration, Value> & Sendable

    /// The key in the file.
    let key: String
    /// `nil` for a section that is compared as a whole.
    let entries: Entries?
    /// Reads the section from the document.
    let read: @Sendable (_ document: JSONReader, _ into: inout OrganisationConfiguration) throws -> Void
    /// Refuses names that are used twice, and references to what is not there. Of a file only: what a release refers to
    /// may lie in a section that an older one does not know.
    let check: @Sendable (OrganisationConfiguration, ConfigurationPlace) throws -> Void

    /// A list of entries with names.
    /// - Parameters:
    ///   - subject: what an entry is in the plan of a change; `nil` to compare the list as a whole.
    ///   - identifier: the member that names an entry in that plan.
    ///   - max: how many entries there may be.
    ///   - isRequired: whether there is no configuration without it.
    ///   - isWhole: whether no entry may be left out, because others would then mean something else.
    ///   - member: where the entries are kept.
    ///   - name: what no two entries may share.
    ///   - read: reads one entry.
    ///   - check: refuses an entry's references to what is not there.
    static func list<Entry>(
        _ key: String, of subject: String?, by identifier: String = "name", max: Int, isRequired: Bool = false,
        isWhole: Bool = false, at member: Member<[Entry]>,
        name: @escaping @Sendable (Entry) -> String, read: @escaping @Sendable (JSONReader) throws -> Entry,
        check: @escaping @Sendable (Entry, OrganisationConfiguration, ConfigurationPlace) throws -> Void = { _, _, _ in
        }
    ) -> ConfigurationSection {
        ConfigurationSection(
            key: key, entries: subject.map { Entries(subject: $0, identifier: identifier) },
            read: { document, configuration in
                if isRequired { _ = try document.member(key) }
                configuration[keyPath: member] =
                    isWhole
                    ? try document.optionalArray(key, max: max).map(read)
                    : try document.entries(key, max: max, read)
            },
            check: { configuration, place in
                var seen: Set<String> = []
                for (index, entry) in configuration[keyPath: member].enumerated() {
                    let place = place.at(key, "\(index)")
                    let name = name(entry)
                    guard seen.insert(name).inserted else {
                        throw place.problem(
                            expected: "a name that no other entry has", found: "`\(name)` for the second time")
                    }
                    try check(entry, configuration, place)
                }
            })
    }

    /// What there is one of, or nothing.
    static func single<Value>(
        _ key: String, at member: Member<Value>,
        read: @escaping @Sendable (JSONReader) throws -> Value,
        check: @escaping @Sendable (Value, OrganisationConfiguration, ConfigurationPlace) throws -> Void = { _, _, _ in
        }
    ) -> ConfigurationSection {
        ConfigurationSection(
            key: key, entries: nil,
            read: { document, configuration in
                guard let section = try document.optional(key) else { return }
                configuration[keyPath: member] = try read(section)
            },
            check: { try check($0[keyPath: member], $0, $1.at(key)) })
    }
}

/// A place in a configuration that is checked.
struct ConfigurationPlace: Sendable {
    let path: JSONPointer

    /// A place within this one.
    func at(_ tokens: String...) -> ConfigurationPlace {
        ConfigurationPlace(path: JSONPointer(tokens: path.tokens + tokens))
    }

    /// What is wrong here.
    func problem(expected: String, found: String) -> JSONDecodingError {
        JSONDecodingError(path: path, expected: expected, found: found)
    }
}
