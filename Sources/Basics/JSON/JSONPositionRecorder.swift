/// Notes where values begin while the parser goes through them.
struct JSONPositionRecorder {
    private(set) var offsets: [JSONPointer: Int] = [:]
    private var path = JSONPointer()

    mutating func enter(_ token: String) { path.tokens.append(token) }
    mutating func leave() { path.tokens.removeLast() }
    mutating func record(_ offset: Int) { offsets[path] = offset }
}
