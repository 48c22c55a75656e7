import JSON
import StatesLanguage

/// The types of events and the names of states, in order.
struct Trace {
    let events: [JSON]

    /// A recorded trace.
    init(_ json: JSON) { events = json.arrayValue ?? [] }

    init(_ history: [HistoryEvent]) {
        events = history.map { event in
            var entry: [JSON] = [.string(event.type.rawValue)]
            let type = event.type.rawValue
            if let name = event.name, type.hasSuffix("StateEntered") || type.hasSuffix("StateExited") {
                entry.append(.string(name))
            }
            if let assigned = event.assignedVariables {
                entry.append(["assigned": .object(assigned)])
            }
            return .array(entry)
        }
    }

    /// Events as GetExecutionHistory tells them.
    init(told history: [JSON]) {
        events = history.map { event in
            let type = event["type"]?.stringValue ?? ""
            var entry: [JSON] = [.string(type)]
            let details = event["stateEnteredEventDetails"] ?? event["stateExitedEventDetails"]
            if let name = details?["name"], type.hasSuffix("StateEntered") || type.hasSuffix("StateExited") {
                entry.append(name)
            }
            let assigned = event.objectValue?.compactMap { $0.value["assignedVariables"] }.first
            if let assigned { entry.append(["assigned": assigned]) }
            return .array(entry)
        }
    }

    /// Whether both are the same. Between the start of a Parallel state and its exit the order does not count, since
    /// branches run beside each other; the recorder keeps no ends of Parallel states there.
    func matches(_ other: Trace, _ matcher: Matcher) -> Bool {
        let mine = sections
        let theirs = other.sections
        guard mine.count == theirs.count else { return false }
        for (mine, theirs) in zip(mine, theirs) {
            var rest = theirs
            for event in mine {
                guard let index = rest.firstIndex(where: { matcher.matches(event, $0) }) else { return false }
                rest.remove(at: index)
            }
            guard rest.isEmpty else { return false }
        }
        return true
    }

    /// Events by themselves, and those of Parallel states together.
    private var sections: [[JSON]] {
        var sections: [[JSON]] = []
        var section: [JSON]?
        for (index, event) in events.enumerated() {
            let type = event[0]?.stringValue ?? ""
            if type == "ParallelStateStarted", section == nil { section = [] }
            guard var open = section else {
                sections.append([event])
                continue
            }
            if !["ParallelStateSucceeded", "ParallelStateFailed", "ParallelStateExited"].contains(type) {
                open.append(event)
            }
            section = open
            // Events of the outermost Parallel state come back to the main line.
            if type == "ParallelStateExited" || type == "ParallelStateFailed" || index == events.count - 1,
                isOutermost(index)
            {
                sections.append(open)
                section = nil
            }
        }
        return sections
    }

    /// Whether what follows belongs to no Parallel state any more.
    private func isOutermost(_ index: Int) -> Bool {
        guard index + 1 < events.count else { return true }
        let next = events[index + 1][0]?.stringValue ?? ""
        return next != "ParallelStateSucceeded" && next != "ParallelStateExited" && next != "ParallelStateFailed"
            && next != "ParallelStateStarted" || index == events.count - 1
    }
}
