/// The variables that a statement sees: its own, then those around it.
final class Scope: Clearable {
    private var variables: [ExactText: Value] = [:]
    let parent: Scope?

    init(parent: Scope?) { self.parent = parent }

    subscript(name: String) -> Value? {
        get {
            let key = ExactText(name)
            var scope: Scope? = self
            while let current = scope {
                if let value = current.variables[key] { return value }
                scope = current.parent
            }
            return nil
        }
        set { variables[ExactText(name)] = newValue }
    }

    func clear() { variables = [:] }
}
