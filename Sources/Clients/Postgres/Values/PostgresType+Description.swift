extension PostgresType: CustomStringConvertible {
    /// The name that the server gives the type; its number when it is none of these.
    public var description: String {
        Self.names[self] ?? "with object identifier \(rawValue)"
    }

    private static let names: [PostgresType: String] = [
        .inferred: "inferred", .bool: "bool", .bytea: "bytea", .char: "\"char\"", .name: "name", .int8: "int8",
        .int2: "int2", .int4: "int4", .text: "text", .oid: "oid", .json: "json", .float4: "float4",
        .float8: "float8", .unknown: "unknown", .bpchar: "char", .varchar: "varchar", .date: "date",
        .timestamp: "timestamp", .timestamptz: "timestamptz", .numeric: "numeric", .void: "void", .uuid: "uuid",
        .jsonb: "jsonb", .boolArray: "bool[]", .byteaArray: "bytea[]", .int4Array: "int4[]", .textArray: "text[]",
        .int8Array: "int8[]", .float8Array: "float8[]", .timestamptzArray: "timestamptz[]", .uuidArray: "uuid[]",
        .jsonbArray: "jsonb[]",
    ]
}
