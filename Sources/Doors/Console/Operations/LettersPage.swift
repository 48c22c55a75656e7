import Encodings
import FoundationEssentials
import HTTPKit
import HummingbirdCore
import IncidentStore
import LetterStore
import Operations

/// `/operations/letters`: dead letters as the address asks for them, and what can be done with a group.
struct LettersPage: Sendable {
    let desk: LetterDesk
    let gate: OperatorGate
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let searchForm: FormView
        let done: String?
        let letters: [Item]
        let nextAddress: String?
        let hasForms: Bool
        let forms: [FormView]
        let reach: String?
        let hasOrigins: Bool
        let origins: [Origin]
    }

    /// A build on which letters of the group died.
    struct Origin: Sendable {
        let originText: String
        let originLast: TimeView

        init(_ origin: LetterOrigin) {
            let configuration = origin.configuration.map { ", configuration \($0.prefix(20))" } ?? ""
            originText =
                "\(Wording.count(origin.count, "letter")) on \(origin.build.map { String($0.prefix(100)) } ?? "a build that did not say")\(configuration)"
            originLast = TimeView(origin.lastAt)
        }
    }

    /// A letter of the list.
    struct Item: Sendable {
        let letterAddress: String
        let letterWorker: String
        let letterType: String
        let letterError: String
        let letterDetail: String?
        let letterState: String
        let letterIncident: String?
        let letterTries: String
        let letterDead: TimeView

        init(_ letter: ShownLetter) {
            letterAddress = OperationsLinks.letter(letter.id)
            letterWorker = letter.worker
            letterType = letter.messageType ?? "a message without a type"
            letterError = letter.errorCode
            letterDetail = letter.errorDetail.map { String($0.prefix(300)) }
            letterState = letter.state.rawValue
            letterIncident = letter.incident
            letterTries = Wording.count(letter.attempts, "try", "tries")
            letterDead = TimeView(letter.deadAt)
        }
    }

    var endpoints: [Endpoint] { [gate.page(OperationsLinks.letters, answer: show)] }

    @Sendable private func show(_ call: Call, _ visitor: Visitor, _ reader: LetterReader) async throws -> Response {
        let asked = AskedLetters(call.request)
        let last = call.request.parameter("cursor").flatMap { UUIDText.uuid(from: $0) }
        let found = try await desk.letters(asked.filter, for: reader, after: last, limit: 30)
        var forms: [FormView] = []
        var origins: [LetterOrigin] = []
        if let group = asked.wholeGroup, !found.items.isEmpty {
            let acts = LetterActForms(field: "group", value: group, token: visitor.formToken)
            origins = try await desk.origins(of: group)
            forms = asked.filter.state == .discarded ? [acts.restore] : [acts.replay(isGroup: true), acts.discard]
        }
        let view = View(
            searchForm: Self.searchForm(asked), done: LetterPage.done(call), letters: found.items.map(Item.init),
            nextAddress: found.nextCursor.map { "\(OperationsLinks.letters)?\(asked.query)cursor=\($0)" },
            hasForms: !forms.isEmpty, forms: forms,
            reach: asked.filter.words == nil
                ? nil : "The newest \(LetterFilter.reach) letters were searched; what is closed to you was not.",
            hasOrigins: !origins.isEmpty, origins: origins.map(Origin.init))
        return pages.page(view, by: "letters", title: "Dead letters", for: visitor, isOperator: true)
    }

    static func searchForm(_ asked: AskedLetters) -> FormView {
        var form = FormView("search", to: OperationsLinks.letters, token: nil, button: "Find letters")
        form.formMethod = "get"
        form.formLabel = "Find letters"
        form.hasMore = true
        form.moreTitle = "Find letters"
        let isAsked = !asked.query.isEmpty
        form.moreIsOpen = isAsked
        let states =
            [(value: "", label: "any")] + DeadLetterState.allCases.map { (value: $0.rawValue, label: $0.rawValue) }
        form.more = [
            FieldView(
                "words", of: "search", "Words", value: asked["words"], fault: nil,
                hint: "In what a letter says, its ids, or why it died", maximum: LetterFilter.wordLimit),
            FieldView("state", of: "search", "What became of it", .choice(states), value: asked["state"], fault: nil),
            FieldView("worker", of: "search", "Worker", value: asked["worker"], fault: nil, hint: "Such as notifier"),
        ]
        if !asked["group"].isEmpty {
            form.more.append(FieldView("group", of: "search", "Group", value: asked["group"], fault: nil))
        }
        return form
    }
}
