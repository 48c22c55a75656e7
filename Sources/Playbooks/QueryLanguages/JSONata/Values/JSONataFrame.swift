/// A scope: what names are bound to.
final class JSONataFrame {
    let parent: JSONataFrame?
    private var bindings: [(name: Int, value: JSONataValue)]
    /// Whether the evaluator knows that functions hold on to this scope.
    var isCaptured = false

    init(parent: JSONataFrame?, bindings: [(name: Int, value: JSONataValue)] = []) {
        self.parent = parent
        self.bindings = bindings
    }

    func bind(_ name: Int, _ value: JSONataValue) {
        for index in bindings.indices where bindings[index].name == name {
            bindings[index].value = value
            return
        }
        bindings.append((name, value))
    }

    /// What the name is bound to here or further out; `nil` when it is nowhere.
    func lookup(_ name: Int) -> JSONataValue? {
        var frame: JSONataFrame? = self
        while let current = frame {
            for binding in current.bindings where binding.name == name { return binding.value }
            frame = current.parent
        }
        return nil
    }

    /// Lets go of everything, so that scopes and the functions in them do not keep each other alive.
    func clear() { bindings = [] }
}
