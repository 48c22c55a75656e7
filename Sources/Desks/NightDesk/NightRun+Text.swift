import Forecast
import Nights

extension NightRun.Event: CustomStringConvertible {
    /// A line for people: `2026-11-28 costs: done, 1234 rows in 2.1 s`.
    public var description: String {
        switch self {
        case .began(let name, let day): return "\(day.text) \(name.rawValue) …"
        case .wrote(let name, let day, let rows): return "\(day.text) \(name.rawValue) … \(rows) rows"
        case .ended(let step, let day):
            let seconds = step.seconds.map { " in \(($0 * 10).rounded() / 10) s" } ?? ""
            let what = step.state == .done ? ", \(step.rows) row\(step.rows == 1 ? "" : "s")\(seconds)" : ""
            return "\(day.text) \(step.name.rawValue): \(step.state.rawValue)\(what)"
                + (step.error.map { " (\($0))" } ?? "")
        }
    }

    /// Whether it is of an end, which stays on a terminal; what is under way is written over.
    public var isEnd: Bool {
        if case .ended = self { return true }
        return false
    }
}
