/// How far the server has answered a group of statements that was sent with one sync.
///
/// A group is atomic: outside a transaction it is one (implicit) transaction, committed by the sync. So nothing counts
/// before the sync is answered, not even a statement whose own answer has come.
struct GroupProgress {
    /// What was sent, in order; the answer to each ends with `endOfStep`.
    enum Step: Hashable {
        case deallocate
        case prepare(String)
        /// The name is that of the prepared statement, if it is one.
        case execute(String?)
    }

    /// What the server answers.
    enum Reply {
        case result(PostgresResult)
        /// `isStalePlan`: a prepared statement's plan no longer fits, since the table was changed.
        case error(PostgresError, isStalePlan: Bool)
        /// A step after an error is skipped.
        case aborted
        case endOfStep
        case sync
    }

    let steps: [Step]
    private(set) var results: [PostgresResult] = []
    private(set) var error: PostgresError?
    /// Whether it failed only because of a prepared statement, so that it can be sent again.
    private(set) var isStale = false
    private var position = 0
    private var stepFailed = false
    private var failedStep: Int?

    init(steps: [Step]) {
        self.steps = steps
    }

    /// Whether the server has answered every statement and only the sync's answer is missing.
    var isExecuted: Bool { position == steps.count && error == nil }

    /// Takes an answer, and keeps `plans` up to date.
    /// - Returns: the name of a plan that the server should drop.
    mutating func receive(_ reply: Reply, plans: inout PreparedStatements) -> String? {
        switch reply {
        case .result(let result):
            if case .execute = current { results.append(result) }
        case .error(let error, let isStalePlan):
            stepFailed = true
            if self.error == nil {
                self.error = error
                failedStep = position < steps.count ? position : nil
            }
            return forgetPlan(after: error, isStalePlan: isStalePlan, &plans)
        case .aborted:
            stepFailed = true
        case .endOfStep:
            if case .prepare(let name) = current { stepFailed ? plans.forget(name) : plans.confirm(name) }
            stepFailed = false
            if position < steps.count { position += 1 }
        case .sync:
            // After an error the rest is skipped; what was to be prepared is not.
            for case .prepare(let name) in steps[position...] { plans.forget(name) }
        }
        return nil
    }

    /// The text of the statement at which the group failed.
    func failedStatement(of group: StatementGroup) -> String? {
        guard let failedStep else { return nil }
        let executed = steps[..<failedStep].count { if case .execute = $0 { true } else { false } }
        return executed < group.statements.count ? group.statements[executed].sql.text : nil
    }

    private var current: Step? {
        position < steps.count ? steps[position] : nil
    }

    private mutating func forgetPlan(
        after error: PostgresError, isStalePlan: Bool, _ plans: inout PreparedStatements
    ) -> String? {
        guard case .execute(let name?) = current, isStalePlan || error.sqlState == .noSuchPreparedStatement else {
            return nil
        }
        plans.forget(name)
        isStale = true
        return isStalePlan ? name : nil
    }
}
