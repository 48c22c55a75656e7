/// `owner[index]` and what templates make of it.
enum ItemAccess {
    /// `owner[index]`: the item, else the attribute of that name, else undefined.
    static func item(_ owner: Value, _ index: Value, _ machine: Machine) throws(TemplateError) -> Value {
        do throws(TemplateError) {
            return try Subscript.item(owner, index, machine)
        } catch  where [.attribute, .type, .key, .index].contains(error.kind) {
            if let name = index.string, let attribute = try Attributes.attribute(owner, name, machine) {
                return attribute
            }
            if let name = index.string { return machine.undefined(owner: owner.ownerName, name: name) }
            return machine.undefined(
                owner: owner.ownerName, name: try Representation.repr(index, machine), isIndex: true)
        }
    }
}
