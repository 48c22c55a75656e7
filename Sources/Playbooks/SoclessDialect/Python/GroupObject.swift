/// A group: a tuple of what its values share, and them.
final class GroupObject: Object {
    private let name: Value
    private let list: List

    init(_ name: Value, _ list: List) {
        self.name = name
        self.list = list
    }

    var values: [Value] { [name, .list(list)] }

    override var typeName: String { "_GroupTuple" }
    override var qualifiedTypeName: String { "jinja2.filters._GroupTuple" }
    override func length(_ machine: Machine) throws(TemplateError) -> Int? { 2 }
    override func iterator(_ machine: Machine) throws(TemplateError) -> Iterator? { Iterator(values) }
    override func item(_ index: Value, _ machine: Machine) throws(TemplateError) -> Value? {
        try Subscript.item(.tuple(values), index, machine)
    }
    override func representation(_ machine: Machine) throws(TemplateError) -> String {
        try Representation.repr(.tuple(values), machine)
    }
    override func attribute(_ name: String, _ machine: Machine) throws(TemplateError) -> Value? {
        switch name {
        case "grouper": self.name
        case "list": .list(list)
        default: nil
        }
    }
}
