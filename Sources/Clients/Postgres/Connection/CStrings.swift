/// Gives `body` the strings as C strings, valid during the call.
func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
    var characters: [CChar] = []
    var starts: [Int] = []
    for string in strings {
        starts.append(characters.count)
        characters.append(contentsOf: string.utf8.lazy.map { CChar(bitPattern: $0) })
        characters.append(0)
    }
    return unsafe characters.withUnsafeBufferPointer { buffer in
        unsafe body(starts.map { unsafe buffer.baseAddress?.advanced(by: $0) })
    }
}
