/// Header fields in their order; names compare without regard to case and may repeat (RFC 9110 section 5).
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One field line.
    public struct Field: Sendable, Hashable {
        /// As it is sent; compared without regard to case.
        public var name: String
        /// Without white space around it.
        public var value: String

        /// One field.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All field lines in their order.
    public private(set) var fields: [Field]

    /// Fields in this order; a name may come several times.
    public init(_ fields: [(String, String)] = []) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// Fields in this order; a name may come several times.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }

    /// The value of the first field with this name; setting replaces all of them, `nil` removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.isSameFieldName(as: name) }?.value }
        set {
            fields.removeAll { $0.name.isSameFieldName(as: name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// The values of all fields with this name.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.name.isSameFieldName(as: name) }.map(\.value)
    }

    /// Adds a field line, beside others of the same name.
    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}

extension String {
    /// Field names are ASCII tokens; other letters have no case here.
    func isSameFieldName(as other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { (65...90).contains(self) ? self + 32 : self }
}
