import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import Operations

/// `/operations/letters/{id}/edit`: lets a letter say something else. What changes is shown before it is stored.
struct LetterEditPage: Sendable {
    /// Characters of a body that is edited in a form at most.
    static let limit = 16_000

    let desk: LetterDesk
    let gate: OperatorGate
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let letterAddress: String
        let editForm: FormView?
        let hasDiff: Bool
        let diff: [DiffLine]
        let storeForm: FormView?
    }

    /// A line of what changes.
    struct DiffLine: Sendable {
        let lineText: String
        let lineComes: Bool
        let lineGoes: Bool
        let lineStays: Bool
        let lineLeft: Bool

        init(_ line: LineDiff.Line) {
            lineText = line.text.isEmpty ? " " : line.text
            lineComes = line.kind == .comes
            lineGoes = line.kind == .goes
            lineStays = line.kind == .stays
            lineLeft = line.kind == .left
        }
    }

    private static let path = "\(OperationsLinks.letters)/{id}/edit"

    var endpoints: [Endpoint] {
        [
            gate.page(Self.path) { call, visitor, reader in try await show(call, visitor, reader, nil) },
            gate.form(Self.path, answer: edit),
        ]
    }

    private func show(
        _ call: Call, _ visitor: Visitor, _ reader: LetterReader, _ attempt: FormAttempt?
    ) async throws -> Response {
        let id = try call.identifier()
        let file = try await desk.letter(id, for: reader)
        guard let body = file.body else {
            throw Problem(
                .forbidden, "what this letter says is closed to you; you can replay or discard it all the same")
        }
        guard body.kind != .binary, body.text.count <= Self.limit else {
            throw Problem(
                .unprocessableContent,
                "this letter is too long for a form, or no text: `muster dead-letters edit` takes a file")
        }
        let filler = FormFiller("edit", attempt)
        let form = filler.form(
            "", to: OperationsLinks.edit(id), token: visitor.formToken,
            fields: [
                filler.field("body", "What it says", .text(rows: 24), value: body.text, maximum: Self.limit),
                filler.field(
                    "reason", "Why", hint: "For those who look at it later", maximum: 500, isRequired: true),
            ], button: "Show what changes",
            // What is shown is what is there now, whatever somebody had read before.
            hidden: [.init(hiddenName: "read", hiddenValue: Hex.encode(file.digest))])
        return page(
            View(
                letterAddress: OperationsLinks.letter(id), editForm: form, hasDiff: false, diff: [], storeForm: nil),
            visitor, isFaulty: attempt != nil)
    }

    @Sendable private func edit(
        _ call: Call, _ visitor: Visitor, _ reader: LetterReader, _ body: FormBody
    ) async throws -> Response {
        let id = try call.identifier()
        do {
            let read = Hex.decode(body["read"]) ?? []
            guard !body["reason"].isEmpty else {
                throw LetterDeskError(.invalid, at: "/reason", "say why, for those who look at it later")
            }
            guard body["step"] == "store" else {
                let change = try await desk.change(id, read: read, to: body["body"], for: reader)
                return page(confirmation(id, change, body, visitor), visitor, isFaulty: false)
            }
            try await desk.edit(
                id, read: read, to: body["body"], reason: body["reason"], for: reader, by: visitor.email)
            return .seeOther("\(OperationsLinks.letter(id))?done=edit")
        } catch {
            guard let faults = FormFaults(error) else { throw error }
            return try await show(call, visitor, reader, FormAttempt(form: "edit", body: body, faults: faults))
        }
    }

    private func confirmation(_ id: UUID, _ change: LetterDesk.Change, _ body: FormBody, _ visitor: Visitor) -> View {
        var form = FormView("store", to: OperationsLinks.edit(id), token: visitor.formToken, button: "Store it")
        form.hidden =
            ["body", "reason", "read"].map { .init(hiddenName: $0, hiddenValue: body[$0]) }
            + [.init(hiddenName: "step", hiddenValue: "store")]
        return View(
            letterAddress: OperationsLinks.letter(id), editForm: nil, hasDiff: true,
            diff: change.lines.map(DiffLine.init), storeForm: form)
    }

    private func page(_ view: View, _ visitor: Visitor, isFaulty: Bool) -> Response {
        pages.page(
            view, by: "letter-edit", title: "Edit a dead letter", for: visitor,
            status: isFaulty ? .unprocessableContent : .ok, isOperator: true)
    }
}
