public import JSON

/// One item of a distributed Map: an element of an array or of a file, or a member of an object.
public struct MapItem: Sendable, Hashable {
    /// The key of a member; `nil` for elements.
    public let key: String?
    /// The element, or the member's value.
    public let value: JSON

    /// An item.
    public init(key: String? = nil, value: JSON) {
        self.key = key
        self.value = value
    }

    /// What a child gets when nothing selects something else: the element, or the pair of key and value.
    public var input: JSON { key.map { ["Key": .string($0), "Value": value] } ?? value }

    /// The items of an array or of an object; `nil` for any other value.
    static func items(of value: JSON) -> [MapItem]? {
        switch value {
        case .array(let elements): elements.map { MapItem(value: $0) }
        case .object(let members): members.map { MapItem(key: $0.key, value: $0.value) }
        default: nil
        }
    }
}
