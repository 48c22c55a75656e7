/// The variable `loop` of a `for` statement.
final class LoopObject: Object {
    private let iterator: Iterator
    private var pulled: [Value] = []
    private var length: Int?
    private let depth: Int
    private var index = -1
    private var before: Value?
    private var current: Value?
    private var lastChanged: Value?
    /// Runs the loop's body over other values, for `{% for … recursive %}`.
    var recursion: ((Value) throws(TemplateError) -> Value)?

    init(_ iterator: Iterator, length: Int?, depth: Int) {
        self.iterator = iterator
        self.length = length
        self.depth = depth
    }

    func advance() throws(TemplateError) -> Value? {
        let next: Value?
        if pulled.isEmpty { next = try iterator.next() } else { next = pulled.removeFirst() }
        guard let next else { return nil }
        index += 1
        before = current
        current = next
        return next
    }

    private func peek() throws(TemplateError) -> Value? {
        if let first = pulled.first { return first }
        guard let next = try iterator.next() else { return nil }
        pulled.append(next)
        return next
    }

    private func count(_ machine: Machine) throws(TemplateError) -> Int {
        if let length { return length }
        while let next = try iterator.next() {
            try machine.step()
            try machine.spend(1)
            pulled.append(next)
        }
        let count = pulled.count + index + 1
        length = count
        return count
    }

    override var typeName: String { "LoopContext" }
    override var qualifiedTypeName: String { "jinja2.runtime.LoopContext" }
    override var isCallable: Bool { true }
    override func length(_ machine: Machine) throws(TemplateError) -> Int? { try count(machine) }
    override func representation(_ machine: Machine) throws(TemplateError) -> String {
        "<LoopContext \(index + 1)/\(try count(machine))>"
    }

    override func attribute(_ name: String, _ machine: Machine) throws(TemplateError) -> Value? {
        switch name {
        case "index": return .integer(index + 1)
        case "index0": return .integer(index)
        case "revindex": return .integer(try count(machine) - index)
        case "revindex0": return .integer(try count(machine) - index - 1)
        case "first": return .bool(index == 0)
        case "last": return .bool(try peek() == nil)
        case "length": return .integer(try count(machine))
        case "depth": return .integer(depth + 1)
        case "depth0": return .integer(depth)
        case "previtem": return index == 0 ? machine.undefined("there is no previous item") : before
        case "nextitem": return try peek() ?? machine.undefined("there is no next item")
        case "cycle":
            return FunctionObject.method("cycle", of: .object(self)) { [index] arguments, _ throws(TemplateError) in
                guard !arguments.positional.isEmpty else {
                    throw TemplateError(.type, "no items for cycling given")
                }
                return arguments.positional[index % arguments.positional.count]
            }
        case "changed":
            return FunctionObject.method("changed", of: .object(self)) {
                [self] arguments, machine throws(TemplateError) in
                let value = Value.tuple(arguments.positional)
                if let lastChanged, try Comparison.equal(lastChanged, value, machine) { return .bool(false) }
                lastChanged = value
                return .bool(true)
            }
        default: return nil
        }
    }

    override func call(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value? {
        guard let recursion else {
            throw TemplateError(
                .type, "The loop must have the 'recursive' marker to be called recursively.")
        }
        let bound = try Signature("__call__", ["iterable"], required: 1).bind(arguments)
        return try recursion(bound.value(0))
    }
}
