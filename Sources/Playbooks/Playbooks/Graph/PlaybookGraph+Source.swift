import JSON

extension PlaybookGraph {
    /// The graph of a playbook in either dialect, as it is written: without what compiling adds.
    ///
    /// Transitions to states that do not exist are left out; ``PlaybookCheck`` names them.
    public init(_ source: PlaybookSource) {
        title = source.root["Playbook"]?.stringValue ?? source.name
        var builder = GraphBuilder()
        builder.add(source.root)
        if let handler = source.root["Decorators"]?["TaskFailureHandler"] { builder.add(failureHandler: handler) }
        machine = builder.machine
    }
}

/// Makes nodes of states, and edges of transitions.
private struct GraphBuilder {
    var machine = PlaybookGraph.Machine()
    private var indices: [String: Int] = [:]
    /// Definitions are not nested deeper than their text may be.
    var depth = 0
    private static let maximumDepth = 24

    mutating func add(_ json: JSON) {
        guard depth < Self.maximumDepth else { return }
        machine.nodes.append(
            PlaybookGraph.Node(kind: .start, name: "Start", detail: nil, isEnd: false, machines: []))
        let states = json["States"]?.objectValue ?? [:]
        for (name, state) in states { add(state: state, name) }
        if let first = json["StartAt"]?.stringValue.flatMap({ indices[$0] }) { connect(0, first, .next, nil) }
        for (name, state) in states {
            guard let index = indices[name] else { continue }
            connect(state, index)
        }
    }

    mutating func add(failureHandler state: JSON) {
        machine.nodes.append(
            PlaybookGraph.Node(kind: .failure, name: "a step fails", detail: nil, isEnd: false, machines: []))
        let start = machine.nodes.count - 1
        add(state: state, "Task Failure Handler", isEnd: true)
        connect(start, machine.nodes.count - 1, .failure, nil)
    }

    private mutating func add(state: JSON, _ name: String, isEnd: Bool = false) {
        let type = state["Type"]?.stringValue ?? "?"
        let inner = StateList.machines(in: state).map { json in
            var builder = GraphBuilder()
            builder.depth = depth + 1
            builder.add(json)
            return builder.machine
        }
        indices[name] = machine.nodes.count
        machine.nodes.append(
            PlaybookGraph.Node(
                kind: .state(type), name: name, detail: Self.detail(state, type),
                isEnd: isEnd || state["End"] == true || type == "Succeed" || type == "Fail", machines: inner))
    }

    /// What a state does: the last part of its resource, how long it waits, its error.
    private static func detail(_ state: JSON, _ type: String) -> String? {
        switch type {
        case "Task", "Interaction":
            guard let resource = state["Resource"]?.stringValue else { return nil }
            // Of `${{self:functions.NAME.name}}` and `…:function:NAME:$LATEST` the name says something.
            let parts = resource.split { ":.}/".contains($0) }.map(String.init)
            return parts.last { !["name", "Arn", "arn", "$LATEST", "invoke", "waitForTaskToken"].contains($0) }
        case "Wait":
            if let seconds = state["Seconds"]?.doubleValue { return VirtualDuration.text(seconds) }
            return ["Timestamp", "SecondsPath", "TimestampPath"].lazy.compactMap { state[$0]?.stringValue }.first
        case "Fail": return state["Error"]?.stringValue
        case "Map": return state["ItemsPath"]?.stringValue ?? state["Items"]?.stringValue
        default: return nil
        }
    }

    private mutating func connect(_ state: JSON, _ index: Int) {
        if let next = target(state["Next"]) { connect(index, next, .next, nil) }
        for choice in state["Choices"]?.arrayValue ?? [] {
            if let next = target(choice["Next"]) { connect(index, next, .choice, ConditionText.text(choice)) }
        }
        if let next = target(state["Default"]) { connect(index, next, .fallback, "otherwise") }
        for catcher in state["Catch"]?.arrayValue ?? [] {
            guard let next = target(catcher["Next"]) else { continue }
            let errors = (catcher["ErrorEquals"]?.arrayValue ?? []).compactMap(\.stringValue)
            connect(index, next, .failure, "on " + errors.joined(separator: ", "))
        }
    }

    private func target(_ name: JSON?) -> Int? { name?.stringValue.flatMap { indices[$0] } }

    /// Edges between the same states become one, with their labels below each other.
    private mutating func connect(_ from: Int, _ to: Int, _ kind: PlaybookGraph.Edge.Kind, _ label: String?) {
        let labels = label.map { [ConditionText.shortened($0)] } ?? []
        if let place = machine.edges.firstIndex(where: { $0.from == from && $0.to == to && $0.kind == kind }) {
            machine.edges[place].labels += labels
        } else {
            machine.edges.append(PlaybookGraph.Edge(from: from, to: to, kind: kind, labels: labels))
        }
    }
}
