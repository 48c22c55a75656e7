/// A playbook as a graph: its states, and what leads from one to another.
public struct PlaybookGraph: Sendable {
    /// The playbook's name, else that of its file.
    public let title: String
    let machine: Machine

    /// The states of the playbook, of a branch or of a map.
    struct Machine: Sendable {
        var nodes: [Node] = []
        var edges: [Edge] = []
    }

    struct Node: Sendable {
        enum Kind: Sendable, Hashable {
            /// Where executions begin; `failure`: where they go on when a step fails.
            case start, failure
            case state(String)
        }

        let kind: Kind
        let name: String
        /// What the state does, in a few words.
        let detail: String?
        /// Whether an execution may end here.
        let isEnd: Bool
        /// Branches, or what is done for each item.
        let machines: [Machine]
    }

    struct Edge: Sendable {
        enum Kind: Sendable, Hashable { case next, choice, fallback, failure }

        let from: Int
        let to: Int
        let kind: Kind
        /// What is written at it, a line each.
        var labels: [String]
    }
}
