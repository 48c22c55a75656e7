import IncidentDesk
import Organisation
import PeopleStore

/// What becomes of an incident's tags: an exclusive type has one value, which takes the place of the one before.
struct TagChange: Sendable, Hashable {
    /// Tags that it gets, each once.
    var added: [Tag] = []
    /// Tags that it had.
    var ended: [Tag] = []

    /// - Parameters:
    ///   - tags: what it has.
    ///   - types: those of the configuration; any type will do when there are none.
    /// - Throws: `IncidentDeskError.Code.invalid` for a type or a value that the configuration does not know.
    init(_ request: TagRequest, of tags: [Tag], among types: [TagType]) throws(IncidentDeskError) {
        var wanted = tags.filter { !request.remove.contains($0) }
        for (index, tag) in request.add.enumerated() {
            let type = types.first { $0.name == tag.type }
            try Self.check(tag, type, among: types, at: "/add/\(index)")
            if type?.isExclusive == true { wanted.removeAll { $0.type == tag.type } }
            if !wanted.contains(tag) { wanted.append(tag) }
        }
        added = wanted.filter { !tags.contains($0) }
        ended = tags.filter { !wanted.contains($0) }
    }

    private static func check(
        _ tag: Tag, _ type: TagType?, among types: [TagType], at place: String
    ) throws(IncidentDeskError) {
        guard !types.isEmpty else { return }
        guard let type else {
            throw .invalid(
                place, "`\(tag.type)` is no type of tags; there are \(types.map(\.name).joined(separator: ", "))")
        }
        guard type.values.isEmpty || type.values.contains(tag.value) else {
            throw .invalid(
                place, "`\(tag.value)` is no value of \(type.name); there are \(type.values.joined(separator: ", "))")
        }
    }

    /// The line of the timeline.
    var line: String {
        let parts = [("Tagged ", added), (added.isEmpty ? "No longer tagged " : "no longer ", ended)].filter {
            !$0.1.isEmpty
        }
        return parts.map { $0.0 + $0.1.map(\.text).joined(separator: ", ") }.joined(separator: ", ")
    }
}
