import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import PeopleStore

extension Questions.New {
    /// What the configuration asks in every incident of a type.
    static func all(of type: IncidentType, in incident: UUID) -> [Questions.New] {
        let ids = TimelineIDs.make(type.questions.count, at: Date())
        return zip(ids, type.questions).map { id, question in
            Questions.New(
                id: id, of: incident, text: question.text, isMandatory: question.isMandatory, by: "type \(type.name)")
        }
    }
}

/// What an incident has to be tagged with before it is closed.
struct TagRules: Sendable {
    /// The types of tags that it has to have.
    var required: [String]
    /// What it has.
    var tags: [Tag]

    /// Refuses to close it while a tag is missing, unless somebody insists.
    /// - Throws: ``IncidentDeskError/Code/notYet``.
    func check(_ name: String, insisting reason: String?) throws(IncidentDeskError) {
        let missing = required.filter { type in !tags.contains { $0.type == type } }
        guard !missing.isEmpty, reason == nil else { return }
        throw IncidentDeskError(
            .notYet,
            "\(name) is not closed before it is tagged with \(missing.joined(separator: ", ")) "
                + "(`muster incident tag \(name) \(missing[0]):…`), or insist and say why (`--insist REASON`)")
    }
}

/// What has to be known before an incident is stable.
struct QuestionRules: Sendable {
    /// What is to be answered and is not.
    var due: [String]

    /// Refuses to leave the response while something is to be answered, unless somebody insists.
    /// - Parameters:
    ///   - before: the status of now.
    ///   - next: the one that somebody wants.
    ///   - reason: why they insist.
    /// - Throws: ``IncidentDeskError/Code/notYet``.
    func check(
        from before: IncidentStatus, to next: IncidentStatus, of name: String, insisting reason: String?
    ) throws(IncidentDeskError) {
        guard before == .active, next != .active, !due.isEmpty, reason == nil else { return }
        throw IncidentDeskError(
            .notYet,
            "\(name) is not \(next.rawValue) before \(due.count == 1 ? "a question is" : "\(due.count) questions are") "
                + "answered: \(list) (`muster incident question \(name)`), or insist and say why (`--insist REASON`)")
    }

    /// What the line of the timeline says of those that are open when somebody insists, or of why they do.
    func remark(insisting reason: String?) -> String {
        guard let reason else { return "" }
        return due.isEmpty ? ": \(reason)" : ", although \(list) is open: \(reason)"
    }

    private var list: String {
        let shown = due.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
        return due.count > 3 ? "\(shown) and \(due.count - 3) more" : shown
    }
}
