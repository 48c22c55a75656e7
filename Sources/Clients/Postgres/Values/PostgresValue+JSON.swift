public import JSON

extension PostgresValue {
    /// A `jsonb` value.
    public static func jsonb(_ value: JSON) -> PostgresValue {
        .jsonText(value.text())
    }

    /// An array of `jsonb` values; `nil` is SQL's null, other than JSON's.
    public static func jsonbArray(_ values: [JSON?]) -> PostgresValue {
        .jsonTextArray(values.map { $0?.text() })
    }
}

extension JSON: PostgresEncodable {
    /// A `jsonb`.
    public var postgresValue: PostgresValue { .jsonb(self) }
}
