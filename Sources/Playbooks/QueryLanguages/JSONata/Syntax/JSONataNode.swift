import JSON

/// A part of an expression, ready to be evaluated: names are numbers, paths are steps.
final class JSONataNode: Sendable {
    enum Kind: Sendable {
        case number(Double)
        case literal(JSON)
        case regularExpression(RegularExpression)
        /// The value that the step is evaluated for: `$`.
        case context
        case variable(JSONataVariable)
        /// A member, as a step.
        case name(String)
        case wildcard
        case descendants
        case parent(Int)
        case path(JSONataPath)
        case negation(JSONataNode)
        case array(JSONataArrayConstructor)
        case object([JSONataPair])
        case binary(JSONataOperator, JSONataNode, JSONataNode)
        case and(JSONataNode, JSONataNode)
        case or(JSONataNode, JSONataNode)
        case condition(JSONataNode, then: JSONataNode, otherwise: JSONataNode?)
        /// `?:`
        case otherwise(JSONataNode, JSONataNode)
        /// `??`
        case coalesce(JSONataNode, JSONataNode)
        case block([JSONataNode])
        case bind(Int, JSONataNode)
        case call(JSONataCall)
        case tailCall(JSONataCall)
        case partial(JSONataCall)
        case lambda(JSONataLambda)
        case apply(JSONataNode, JSONataNode)
        case transform(JSONataTransform)
        /// An order, as a step.
        case sort([JSONataTerm])
    }

    let kind: Kind
    let predicates: [JSONataNode]
    let group: [JSONataPair]?
    /// Whether a result of one element stays an array.
    let keepsArray: Bool
    /// Whether nothing has to be done with the result.
    let isPlain: Bool
    let offset: Int

    init(
        _ kind: Kind, at offset: Int, predicates: [JSONataNode] = [], group: [JSONataPair]? = nil,
        keepsArray: Bool = false
    ) {
        self.kind = kind
        self.predicates = predicates
        self.group = group
        self.keepsArray = keepsArray
        self.offset = offset
        isPlain = predicates.isEmpty && group == nil && !keepsArray
    }
}

/// A name after `$`.
final class JSONataVariable: Sendable {
    let name: String
    let id: Int
    /// Whether the expression itself binds the name somewhere.
    let isBound: Bool
    /// What it is when nothing is bound to it.
    let builtIn: JSONataBuiltIn?

    init(name: String, id: Int, isBound: Bool, builtIn: JSONataBuiltIn?) {
        self.name = name
        self.id = id
        self.isBound = isBound
        self.builtIn = builtIn
    }
}

/// Steps one after the other.
final class JSONataPath: Sendable {
    let steps: [JSONataStep]
    /// Whether a result of one element stays an array.
    let keepsSingleton: Bool
    /// Whether bindings go on to what is around the path.
    let isTuple: Bool
    /// The names, when the path consists of nothing else but a variable or context in front.
    let names: [String]?
    let head: JSONataNode?

    init(steps: [JSONataStep], keepsSingleton: Bool, isTuple: Bool) {
        self.steps = steps
        self.keepsSingleton = keepsSingleton
        self.isTuple = isTuple
        var names: [String] = []
        var head: JSONataNode?
        var isSimple = !keepsSingleton && !isTuple
        for (index, step) in steps.enumerated() {
            if case .name(let name) = step.node.kind, step.isPlain {
                names.append(name)
            } else if index == 0, step.isPlain, step.node.isVariable {
                head = step.node
            } else {
                isSimple = false
            }
        }
        self.names = isSimple ? names : nil
        self.head = head
    }
}

extension JSONataNode {
    var isVariable: Bool {
        switch kind {
        case .variable, .context: true
        default: false
        }
    }
}

/// A step of a path.
final class JSONataStep: Sendable {
    enum Stage: Sendable {
        case filter(JSONataNode)
        case position(Int)
    }

    let node: JSONataNode
    let stages: [Stage]
    let focus: Int?
    let position: Int?
    /// What the value that the step is evaluated for is bound to.
    let ancestor: Int?
    let isTuple: Bool
    let isConstructor: Bool
    /// Whether it is nothing but its node.
    let isPlain: Bool

    init(
        node: JSONataNode, stages: [Stage], focus: Int?, position: Int?, ancestor: Int?, isTuple: Bool,
        isConstructor: Bool
    ) {
        self.node = node
        self.stages = stages
        self.focus = focus
        self.position = position
        self.ancestor = ancestor
        self.isTuple = isTuple
        self.isConstructor = isConstructor
        isPlain =
            stages.isEmpty && focus == nil && position == nil && ancestor == nil && !isTuple && !isConstructor
            && node.isPlain
    }
}

final class JSONataArrayConstructor: Sendable {
    let elements: [JSONataNode]
    let isConstructor: Bool

    init(elements: [JSONataNode], isConstructor: Bool) {
        self.elements = elements
        self.isConstructor = isConstructor
    }
}

struct JSONataPair: Sendable {
    let key: JSONataNode
    let value: JSONataNode
    let offset: Int
}

struct JSONataTerm: Sendable {
    let expression: JSONataNode
    let isDescending: Bool
}

final class JSONataCall: Sendable {
    let procedure: JSONataNode
    /// `nil` stands for what a partial application leaves open.
    let arguments: [JSONataNode?]
    /// The function's name, for messages.
    let name: String?
    /// What the name would be with a `$`, where it lacks that.
    let variable: JSONataVariable?

    init(procedure: JSONataNode, arguments: [JSONataNode?], name: String?, variable: JSONataVariable?) {
        self.procedure = procedure
        self.arguments = arguments
        self.name = name
        self.variable = variable
    }
}

final class JSONataLambda: Sendable {
    let parameters: [Int]
    let signature: JSONataSignature?
    let body: JSONataNode

    init(parameters: [Int], signature: JSONataSignature?, body: JSONataNode) {
        self.parameters = parameters
        self.signature = signature
        self.body = body
    }
}

final class JSONataTransform: Sendable {
    let pattern: JSONataNode
    let update: JSONataNode
    let deletion: JSONataNode?
    let offset: Int

    init(pattern: JSONataNode, update: JSONataNode, deletion: JSONataNode?, offset: Int) {
        self.pattern = pattern
        self.update = update
        self.deletion = deletion
        self.offset = offset
    }
}

enum JSONataOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case concatenate = "&"
    case range = ".."
    case member = "in"
}
