/// A part of an expression while it is read: what the parser makes and the resolver rewrites.
final class JSONataSyntax {
    enum Kind {
        case name
        case string
        case number
        case value
        case regex
        case variable
        case wildcard
        case descendant
        case parent
        case binary
        case negation
        case array
        case object
        case group
        case focus
        case position
        case order
        case path
        case sort
        case block
        case condition
        case otherwise
        case coalesce
        case bind
        case function
        case partial
        case placeholder
        case lambda
        case apply
        case transform
        case `operator`
        case end
    }

    var kind: Kind
    /// The name, the operator or the text.
    var text: String
    var number = 0.0
    var regex: RegularExpression?
    var offset: Int
    /// Operands, elements, arguments, steps, statements: what the kind has.
    var parts: [JSONataSyntax]
    /// Keys and values of an object or a group.
    var pairs: [(key: JSONataSyntax, value: JSONataSyntax)] = []
    /// Terms of an order.
    var terms: [(expression: JSONataSyntax, isDescending: Bool)] = []
    /// What a function call calls.
    var procedure: JSONataSyntax?
    var signature: JSONataSignature?
    /// How deep the tree below is.
    var height: Int

    // What the resolver finds out.
    var predicates: [JSONataSyntax] = []
    var stages: [Stage] = []
    var group: JSONataSyntax?
    var focusName: String?
    var positionName: String?
    var ancestor: Slot?
    var slot: Slot?
    var seekingParent: [Slot] = []
    var keepsArray = false
    var keepsSingleton = false
    var isConstructor = false
    var isTuple = false
    var isTailCall = false

    enum Stage {
        case filter(JSONataSyntax)
        case position(String)
    }

    /// What a parent operator refers to, until the step is found that binds it.
    final class Slot {
        var label: Int
        var level = 1

        init(label: Int) { self.label = label }
    }

    init(_ kind: Kind, _ text: String, _ offset: Int, _ parts: [JSONataSyntax] = []) {
        self.kind = kind
        self.text = text
        self.offset = offset
        self.parts = parts
        height = 1 + (parts.map(\.height).max() ?? 0)
    }
}
