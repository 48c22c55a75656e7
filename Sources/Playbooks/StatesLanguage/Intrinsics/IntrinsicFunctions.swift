/// All functions of the JSONPath query language.
enum IntrinsicFunctions {
    /// By name, without `States.`.
    static let byName: [String: any IntrinsicFunction.Type] = {
        let all: [any IntrinsicFunction.Type] = [
            ArrayContainsFunction.self, ArrayFunction.self, ArrayGetItemFunction.self, ArrayLengthFunction.self,
            ArrayPartitionFunction.self, ArrayRangeFunction.self, ArrayUniqueFunction.self, Base64DecodeFunction.self,
            Base64EncodeFunction.self, FormatFunction.self, HashFunction.self, JsonMergeFunction.self,
            JsonToStringFunction.self, MathAddFunction.self, MathRandomFunction.self, StringSplitFunction.self,
            StringToJsonFunction.self, UUIDFunction.self,
        ]
        return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }()
}
