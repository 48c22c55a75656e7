/// The way from where a ticket is to where its incident is. A workflow offers steps, and seldom all of them.
struct JiraRoute: Sendable {
    enum Step: Sendable, Hashable {
        /// It is where it is to be.
        case there
        case take(JiraTransition)
        /// No step leads there.
        case stuck
    }

    /// The name of the status to reach, when the organisation names one.
    private let name: String?
    /// The category of the statuses to reach.
    let category: JiraCategory
    /// Where the ticket has been, so that it does not go in circles.
    private var visited: Set<String> = []

    /// - Parameter status: the incident's: `active`, `stable` or `closed`.
    init(to status: String, settings: JiraSettings) {
        name = settings.statuses[status]
        category = status == "closed" ? .done : .indeterminate
    }

    /// Where it leads, for people.
    var goal: String { name.map { "`\($0)`" } ?? "a status of the category `\(category.rawValue)`" }

    /// Whether this is where it leads.
    func isReached(at status: JiraStatus) -> Bool {
        if let name { return status.name.lowercased() == name.lowercased() }
        return status.category == category
    }

    /// The next step: to the goal when it is offered, else to what is nearest to it.
    mutating func next(from status: JiraStatus, offered: [JiraTransition]) -> Step {
        if isReached(at: status) { return .there }
        visited.insert(status.id)
        let open = offered.filter { !visited.contains($0.target.id) }
        if let step = open.first(where: { isReached(at: $0.target) }) { return .take(step) }
        let here = distance(status)
        let nearest = open.filter { distance($0.target) <= here }.min { distance($0.target) < distance($1.target) }
        return nearest.map(Step.take) ?? .stuck
    }

    private func distance(_ status: JiraStatus) -> Int {
        guard let own = status.category else { return 3 }
        return abs(own.rank - category.rank)
    }
}
