/// A function as a value.
final class JSONataFunction {
    enum Kind {
        case builtIn(JSONataBuiltIn)
        case lambda(JSONataLambda, input: JSONataValue, frame: JSONataFrame)
        /// A function with some arguments given; `nil` stands for the others.
        case partial(JSONataFunction, [JSONataValue?])
        /// The second function of the result of the first.
        case composition(JSONataFunction, JSONataFunction)
        case regularExpression(RegularExpression)
        /// The match after one that was found.
        case nextMatch(RegularExpression, RegularExpression.Subject, from: Int)
        case transform(JSONataTransform, frame: JSONataFrame)
    }

    let kind: Kind
    /// How deep functions nest in it.
    let depth: Int

    init(_ kind: Kind) {
        self.kind = kind
        switch kind {
        case .builtIn, .lambda, .regularExpression, .nextMatch, .transform: depth = 0
        case .partial(let function, let arguments):
            depth = 1 + arguments.reduce(function.depth) { max($0, $1?.extent?.depth ?? 0) }
        case .composition(let first, let second): depth = 1 + max(first.depth, second.depth)
        }
    }

    /// How many arguments it takes.
    var arity: Int {
        switch kind {
        case .builtIn(let builtIn): builtIn.arity
        case .lambda(let lambda, _, _): lambda.parameters.count
        case .partial(_, let arguments): arguments.count { $0 == nil }
        case .composition, .transform: 1
        case .regularExpression: 2
        case .nextMatch: 0
        }
    }
}
