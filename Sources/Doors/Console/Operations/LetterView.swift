import Encodings
import FoundationEssentials
import HTTPKit
import LetterStore
import Operations

/// What the page of a letter shows.
struct LetterView: Sendable {
    /// Characters of a body on a page at most.
    static let bodyLimit = 12_000

    /// A line about what people did with it.
    struct Deed: Sendable {
        let deedText: String
        let deedReason: String?
        let deedTime: TimeView
        let deedLink: String?
    }

    /// A property.
    struct Property: Sendable {
        let propertyName: String
        let propertyValue: String
    }

    let letterWorker: String
    let letterError: String
    let letterState: String
    let done: String?
    let facts: [FactView]
    let detail: String?
    let isClosed: Bool
    let hasBody: Bool
    let body: String?
    let bodyNote: String
    let properties: [Property]
    let deeds: [Deed]
    let forms: [FormView]
    let hasForms: Bool
    let editAddress: String?
    let groupAddress: String
    let later: [String]

    init(_ file: LetterFile, token: String, done: String?) {
        let letter = file.letter
        letterWorker = letter.worker
        letterError = letter.errorCode
        letterState = letter.state.rawValue
        self.done = done
        facts = Self.facts(letter)
        detail = letter.errorDetail.map { String($0.prefix(4000)) }
        isClosed = !letter.isOpen
        hasBody = file.body != nil
        body = file.body.map { String($0.text.prefix(Self.bodyLimit)) }
        let kind = file.body.map { [.json: "JSON", .text: "text", .binary: "bytes, shown as Base64"][$0.kind] ?? "" }
        let isCut = (file.body?.text.count ?? 0) > Self.bodyLimit
        bodyNote =
            "\(Wording.count(file.bytes, "byte"))" + (kind.map { " of \($0)" } ?? "")
            + (isCut ? "; the beginning of it" : "")
        properties = file.properties.map {
            Property(propertyName: $0.name, propertyValue: String($0.value.prefix(500)))
        }
        deeds = Self.deeds(file)
        let acts = LetterActForms(field: "id", value: UUIDText.string(from: letter.id), token: token)
        switch letter.state {
        case .waiting: forms = [acts.replay(isGroup: false), acts.discard]
        case .discarded: forms = [acts.restore]
        case .replaying, .replayed: forms = []
        }
        let isEditable =
            letter.state == .waiting
            && file.body.map { $0.kind != .binary && $0.text.count <= LetterEditPage.limit }
                ?? false
        editAddress = isEditable ? OperationsLinks.edit(letter.id) : nil
        hasForms = !forms.isEmpty
        groupAddress = OperationsLinks.group(letter.group)
        later = file.later.map { OperationsLinks.letter($0) }
    }

    private static func facts(_ letter: ShownLetter) -> [FactView] {
        var facts = [
            FactView(factName: "Message", factValue: letter.messageType ?? "without a type"),
            FactView(factName: "Where", factValue: letter.place.isEmpty ? "not said" : letter.place),
            FactView(factName: "Tries", factValue: "\(letter.attempts)"),
        ]
        if let incident = letter.incident {
            facts.append(
                FactView(
                    factName: "About", factValue: incident, factLink: SafeLink.incident(PercentCoding.encode(incident)))
            )
        }
        if let id = letter.messageID { facts.append(FactView(factName: "Message id", factValue: id)) }
        if let first = letter.firstFailedAt {
            facts.append(FactView(factName: "First failed", factTime: TimeView(first)))
        }
        facts.append(FactView(factName: "Dead since", factTime: TimeView(letter.deadAt)))
        return facts
    }

    private static func deeds(_ file: LetterFile) -> [Deed] {
        let edits = file.edits.map { edit in
            (
                edit.at,
                Deed(
                    deedText: "\(edit.by) edited it", deedReason: edit.reason, deedTime: TimeView(edit.at),
                    deedLink: nil)
            )
        }
        let decisions = file.decisions.map { decision in
            let verb = ["replay": "replayed", "discard": "discarded", "restore": "restored"][decision.action]
            let outcome =
                [
                    "selected": ", and it waits for its turn", "skipped": ", and it stayed",
                    "failed": ", and it cannot be read",
                ][
                    decision.outcome] ?? ""
            return (
                decision.at,
                Deed(
                    deedText: "\(decision.by) \(verb ?? decision.action) it\(outcome)", deedReason: decision.reason,
                    deedTime: TimeView(decision.at),
                    deedLink: decision.action == "replay" ? OperationsLinks.replay(decision.selection) : nil)
            )
        }
        return (edits + decisions).sorted { $0.0 < $1.0 }.map(\.1)
    }
}
