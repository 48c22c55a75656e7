public import Incident

/// Why a schedule cannot be changed so.
public typealias OnCallDeskError = Refusal<ScheduleRefusal>

/// What kind of refusal of a change of a schedule it is.
public enum ScheduleRefusal: String, Sendable, Hashable {
    /// There is no such schedule, or no such change.
    case notFound = "not-found"
    /// The request asks for something that cannot be.
    case invalid
    /// The idempotency key was used with another request.
    case keyReused = "key-reused"
}

extension OnCallDeskError {
    /// There is no schedule of this name.
    public static func noSchedule(among names: [String]) -> OnCallDeskError {
        let known = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
        return OnCallDeskError(
            .notFound,
            names.isEmpty
                ? "there are no schedules; the configuration names them under `schedules` or `rotas`"
                : "there is no such schedule; there are \(known)")
    }
}
