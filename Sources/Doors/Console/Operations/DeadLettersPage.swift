import HTTPKit
import HummingbirdCore
import Operations

/// `/operations/dead-letters`: what workers gave up on, by cause.
struct DeadLettersPage: Sendable {
    let desk: LetterDesk
    let gate: OperatorGate
    let pages: PageMaker

    /// Groups on the page at most.
    static let limit = 100

    /// What the page shows.
    struct View: Sendable {
        let searchForm: FormView
        let groups: [Item]
        let groupsBeyond: String?
        let waitingCount: String
    }

    /// A group.
    struct Item: Sendable {
        let groupAddress: String
        let groupCount: String
        let groupWorker: String
        let groupType: String
        let groupError: String
        let groupPlace: String?
        let groupFirst: TimeView
        let groupLast: TimeView

        init(_ group: DeadLetterStore.Group) {
            groupAddress = OperationsLinks.group(group.id)
            groupCount = Wording.count(group.count, "letter")
            groupWorker = group.worker
            groupType = group.messageType ?? "messages without a type"
            groupError = group.errorCode
            groupPlace = group.place.isEmpty ? nil : group.place
            groupFirst = TimeView(group.firstAt)
            groupLast = TimeView(group.lastAt)
        }
    }

    var endpoints: [Endpoint] {
        [
            gate.page("/operations") { _, _, _ in .seeOther(OperationsLinks.groups) },
            gate.page(OperationsLinks.groups, answer: show),
        ]
    }

    @Sendable private func show(_ call: Call, _ visitor: Visitor, _ reader: LetterReader) async throws -> Response {
        let groups = try await desk.groups()
        let beyond = groups.count - Self.limit
        let view = View(
            searchForm: LettersPage.searchForm(AskedLetters(nil)), groups: groups.prefix(Self.limit).map(Item.init),
            groupsBeyond: beyond > 0 ? "\(Wording.count(beyond, "more group")) of fewer letters" : nil,
            waitingCount: Wording.count(groups.reduce(0) { $0 + $1.count }, "letter"))
        return pages.page(view, by: "dead-letters", title: "Dead letters", for: visitor, isOperator: true)
    }
}
