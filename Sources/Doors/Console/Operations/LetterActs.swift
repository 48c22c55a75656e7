import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import Operations

/// What the forms about letters do: they show the extent first, and do it then.
struct LetterActs: Sendable {
    let desk: LetterDesk
    let gate: OperatorGate
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let actTitle: String
        let sentences: [String]
        let actForm: FormView
        let backAddress: String
    }

    /// What somebody wants, with the form's own words for it.
    private struct Wanted: Sendable {
        let order: LetterOrder
        let body: FormBody
        let back: String

        /// What the form that does it carries along.
        var hidden: [FormView.Hidden] {
            ["act", "group", "id", "first", "rate", "as_new", "reason"].filter { !body[$0].isEmpty }
                .map { FormView.Hidden(hiddenName: $0, hiddenValue: body[$0]) }
        }
    }

    var endpoints: [Endpoint] { [gate.form(OperationsLinks.acts, answer: act)] }

    @Sendable private func act(
        _ call: Call, _ visitor: Visitor, _ reader: LetterReader, _ body: FormBody
    ) async throws -> Response {
        do {
            let wanted = try Self.wanted(body)
            guard let told = Int(body["told"]) else { return try await ask(wanted, visitor) }
            guard let selection = Self.selection(body) else {
                return try await ask(wanted, visitor, fault: "nothing was done yet: look once more, and confirm here")
            }
            do {
                let id = try await desk.carryOut(wanted.order, as: selection, told: told, by: visitor.email)
                return .seeOther(Self.next(wanted, id))
            } catch let error as LetterDeskError where error.code == .moved {
                return try await ask(wanted, visitor, fault: error.detail)
            }
        } catch {
            guard let faults = FormFaults(error) else { throw error }
            return again(body, visitor, faults)
        }
    }

    /// The id that the page was given when it asked; `nil` for a page of the release before, and for what is none of ours.
    private static func selection(_ body: FormBody) -> UUID? {
        guard let id = UUIDText.uuid(from: body["selection"]), id.timeOfV7 != nil else { return nil }
        return id
    }

    private static func next(_ wanted: Wanted, _ id: UUID) -> String {
        switch wanted.order.kind {
        case .replay: OperationsLinks.replay(id)
        case .discard, .restore:
            wanted.back + (wanted.back.contains("?") ? "&" : "?") + "done=\(wanted.order.kind.rawValue)"
        }
    }

    /// Shows what it would do, and asks whether that is meant.
    private func ask(_ wanted: Wanted, _ visitor: Visitor, fault: String? = nil) async throws -> Response {
        let extent = try await desk.extent(of: wanted.order, by: visitor.email)
        let (title, button) = Self.words(wanted.order.kind, Wording.count(extent.count, "letter"))
        var sentences = ["They were to do this: \(extent.work.text)."]
        if extent.tooOld > 0 {
            sentences.append(
                "\(Wording.count(extent.tooOld, "letter")) of them died more than 90 days ago and will stay: nobody "
                    + "remembers whether they were done. As new messages they go, too.")
        }
        if let rate = wanted.order.rate {
            sentences.append("At \(rate) letters a second that takes about \(Self.span(Double(extent.count) / rate)).")
        }
        if let reason = wanted.order.reason { sentences.append("The reason: \(reason)") }
        var form = FormView("act", to: OperationsLinks.acts, token: visitor.formToken, button: button)
        // A second click, or a reload of what answers, brings the same id: it is done once.
        form.hidden =
            wanted.hidden + [
                .init(hiddenName: "told", hiddenValue: "\(extent.count)"),
                .init(hiddenName: "selection", hiddenValue: UUIDText.string(from: UUID.v7())),
            ]
        form.formFault = fault.map { "\($0.prefix(1).uppercased())\($0.dropFirst())." }
        return pages.page(
            View(actTitle: title, sentences: sentences, actForm: form, backAddress: wanted.back), by: "letter-act",
            title: title, for: visitor, status: fault == nil ? .ok : .unprocessableContent, isOperator: true)
    }

    /// The form again, with what is to be mended.
    private func again(_ body: FormBody, _ visitor: Visitor, _ faults: FormFaults) -> Response {
        let kind = LetterAction.Kind(rawValue: body["act"]) ?? .replay
        let isGroup = body["id"].isEmpty
        let forms = LetterActForms(
            field: isGroup ? "group" : "id", value: isGroup ? body["group"] : body["id"], token: visitor.formToken,
            attempt: FormAttempt(form: kind.rawValue, body: body, faults: faults))
        let form =
            switch kind {
            case .replay: forms.replay(isGroup: isGroup)
            case .discard: forms.discard
            case .restore: forms.restore
            }
        return pages.page(
            View(actTitle: form.formTitle, sentences: [], actForm: form, backAddress: Self.back(body)),
            by: "letter-act", title: form.formTitle, for: visitor, status: .unprocessableContent, isOperator: true)
    }

    private static func back(_ body: FormBody) -> String {
        if let id = UUIDText.uuid(from: body["id"]) { return OperationsLinks.letter(id) }
        return body["group"].isEmpty ? OperationsLinks.groups : OperationsLinks.group(body["group"], state: nil)
    }

    private static func wanted(_ body: FormBody) throws -> Wanted {
        guard let kind = LetterAction.Kind(rawValue: body["act"]) else {
            throw Problem(.unprocessableContent, "the form does not say what is to be done")
        }
        var selection = DeadLetterSelection()
        if let id = UUIDText.uuid(from: body["id"]) {
            selection.ids = [id]
        } else if (1...100).contains(body["group"].count) {
            selection.group = body["group"]
        } else {
            throw Problem(.unprocessableContent, "the form does not say which letters it is about")
        }
        // What is no number is none that may be.
        if !body["first"].isEmpty { selection.first = Int(body["first"]) ?? 0 }
        let rate = body["rate"].isEmpty ? nil : Double(body["rate"]) ?? 0
        let order = try LetterOrder(
            kind, selection, rate: kind == .replay ? rate : nil, asNew: kind == .replay && body.isTicked("as_new"),
            reason: body["reason"].isEmpty ? nil : body["reason"])
        return Wanted(order: order, body: body, back: back(body))
    }

    private static func words(_ kind: LetterAction.Kind, _ count: String) -> (title: String, button: String) {
        switch kind {
        case .replay: ("Replay \(count)?", "Replay \(count)")
        case .discard: ("Discard \(count)?", "Discard \(count)")
        case .restore: ("Let \(count) wait again?", "Let \(count) wait again")
        }
    }

    private static func span(_ seconds: Double) -> String {
        seconds < 120 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
    }
}
